import Messages
import MoultClient
import OllamaDouble
import Synchronization
import TestSupport
import Testing

extension IntegrationTests {
    /// A thousand jobs over three chat models, beside vectors for whoever asks.
    struct MixedLoadTests {
        private static let jobs = 1_000
        private static let jobsPerDrain = 20
        /// Jobs that have not ended, at most.
        private static let depth = 60
        private static let models = ["llama3.2", "qwen3", "gemma3"]

        private static func configuration(finishDelay: Duration) -> OllamaConfiguration {
            var configuration = OllamaConfiguration()
            configuration.scheduler.finishDelay = finishDelay
            configuration.scheduler.recoveryTime = .milliseconds(1)
            for index in configuration.models.indices {
                configuration.models[index].cost = ModelCost(
                    load: .milliseconds(20),
                    request: .milliseconds(1),
                    item: .milliseconds(1),
                    replyToken: .microseconds(200)
                )
                configuration.models[index].reply = ReplyShape(tokens: 4, thinkingTokens: 0)
            }
            return configuration
        }

        @Test(arguments: [Duration.microseconds(200), .milliseconds(5)])
        func `the embedder stays, no two jobs run at once, and no job waits beyond its bound`(
            finishDelay: Duration
        ) async throws {
            let settings = [
                "chat.jobsPerDrain=\(Self.jobsPerDrain)", "hosts.lookEveryMs=200",
                "chat.waitMs=2000",
            ]
            let configuration = Self.configuration(finishDelay: finishDelay)
            try await ChannelStage.run(configuration, settings: settings) { server, double in
                try await server.waitUntilPinned(on: double)
                let seed = UInt64.random(in: 0 ... .max)
                print("mixed load: seed \(seed)")
                let embeds = try await Self.embedding(on: server) {
                    try await Self.submitAll(on: server, seed: seed)
                }
                #expect(embeds > 100)
                let jobs = try await Self.listAll(on: server)
                #expect(jobs.count == Self.jobs)
                #expect(jobs.allSatisfy { $0.state == .succeeded && $0.attempts == 1 })
                Self.expectFair(jobs)
                HostLog(double.events()).expectSound()
                #expect(double.state.loaded.count(where: \.isPinned) == 1)
                try await server.waitUntilWell()
            }
        }

        /// Submits every job, and waits for their ends.
        private static func submitAll(on server: TestServer, seed: UInt64) async throws {
            var numbers = SeededNumbers(seed: seed)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<jobs {
                    if number >= depth { try await group.next() }
                    let model = models[Int.random(in: 0..<models.count, using: &numbers)]
                    group.addTask {
                        let answer = try await server.chat("job \(number)", model: model)
                        #expect(answer.job.state == .succeeded, "\(answer.job.message)")
                    }
                }
                try await group.waitForAll()
            }
        }

        /// Asks for vectors for as long as `work` goes on.
        ///
        /// - Returns: how many texts were embedded.
        private static func embedding(
            on server: TestServer,
            during work: () async throws -> Void
        ) async throws -> Int {
            let isOver = Flag()
            return try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 1...3 {
                    group.addTask {
                        var count = 0
                        while !isOver.isRaised {
                            let texts = ["crab \(count) of caller \(caller)", "its shell \(count)"]
                            let answer = try await server.embed(texts)
                            #expect(answer.embedded.count == texts.count)
                            count += texts.count
                        }
                        return count
                    }
                }
                do {
                    defer { isOver.raise() }
                    try await work()
                }
                return try await group.reduce(0, +)
            }
        }

        private static func listAll(on server: TestServer) async throws -> [MoultV1.Job] {
            var jobs: [MoultV1.Job] = []
            var token = ""
            repeat {
                let page = try await server.client.inference.listJobs(
                    MoultV1.ListJobsRequest(pageSize: 500, pageToken: token)
                )
                jobs += page.jobs
                token = page.nextPageToken
            } while !token.isEmpty
            return jobs
        }

        /// A younger job goes before an older one only in a drain that goes on, or in those of the
        /// models whose oldest waited longer still: with the queue's depth, each of the two others
        /// has two such drains at most.
        private static func expectFair(_ jobs: [MoultV1.Job]) {
            let overtakenMax = 5 * jobsPerDrain
            for job in jobs {
                let overtakers = jobs.count { $0.id > job.id && $0.begunUnixMs < job.begunUnixMs }
                #expect(overtakers <= overtakenMax, "job \(job.id)")
            }
            // More of one model in a row than a drain has, though others waited, are too many.
            let order = jobs.sorted { ($0.begunUnixMs, $0.id) < ($1.begunUnixMs, $1.id) }
            var run = 0
            var last = ""
            for (place, job) in order.enumerated() {
                let isOtherWaiting = order[place...].contains {
                    $0.model != job.model && $0.submittedUnixMs < job.begunUnixMs
                }
                run = job.model == last && isOtherWaiting ? run + 1 : 1
                last = job.model
                #expect(run <= jobsPerDrain + 1, "job \(job.id)")
            }
        }
    }
}

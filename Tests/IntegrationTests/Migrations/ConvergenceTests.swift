import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Writes that go on while a slower embedder is migrated to.
    @Suite struct ConvergenceTests {
        private static let backlog = 60

        /// Runs a migration beside a writer, whose rate is a share of what the embedder gives.
        ///
        /// The writer is paced by what the embedder has answered, not by a clock: the share is the
        /// same on a machine that stalls.
        private static func run(
            arrivalShare: Double,
            settings: [String] = [],
            knobs: MoultV1.Knobs = MoultV1.Knobs(),
            _ body: (TestServer, Int64) async throws -> Void
        ) async throws {
            try await TestServer.run(settings: settings) { server in
                try await server.fill("old", backlog)
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                let isOver = Flag()
                let written = try await withThrowingTaskGroup(of: Int.self) { group in
                    group.addTask {
                        try await write(arrivalShare, of: ledger, to: server, until: isOver)
                    }
                    defer { isOver.raise() }
                    // 50 items a second, in requests so long that what lies between two of them is
                    // little.
                    let epoch = try await server.migrate(
                        to: "fault:each=20ms,ledger=\(ledger.path)@65",
                        batchItems: 16,
                        concurrency: 1,
                        knobs: knobs
                    )
                    try await body(server, epoch)
                    isOver.raise()
                    return try await group.next() ?? 0
                }
                let answered = ledger.documents().count
                print("\(arrivalShare) of what is answered: \(written) beside \(answered)")
                try await server.waitUntilHealed()
                #expect(try await server.stats().items == Int64(backlog + written))
                let last = "a text of new\(written)"
                #expect(try await server.isFoundByMeaning("new\(written)", last))
            }
        }

        /// Writes as many items as are due: a share of those that the ledger's embedder answered.
        ///
        /// - Returns: how many it wrote, each of which was acknowledged.
        private static func write(
            _ share: Double,
            of ledger: EmbeddingLedger,
            to server: TestServer,
            until isOver: Flag
        ) async throws -> Int {
            var written = 0
            while !isOver.isRaised {
                let due = Int(share * Double(ledger.documents().count))
                guard due > written else {
                    try await elapse(.milliseconds(20))
                    continue
                }
                let numbers = written + 1...min(due, written + 10)
                let outcomes = try await server.put(
                    numbers.map { (key: "new\($0)", text: "a text of new\($0)") }
                )
                for outcome in outcomes {
                    #expect([.embedded, .pending].contains(outcome.status), "\(outcome.message)")
                }
                written = numbers.upperBound
            }
            return written
        }

        private static func finish(_ epoch: Int64, on server: TestServer) async throws {
            try await server.status(of: epoch, within: .seconds(180), when: "it converges") {
                $0.phase == .finished
            }
        }

        @Test(arguments: [0.5, 0.9])
        func `writes below the embedder's rate let it converge`(share: Double) async throws {
            try await Self.run(arrivalShare: share) { server, epoch in
                try await Self.finish(epoch, on: server)
            }
        }

        @Test func `writes above the embedder's rate are told within a minute, with both numbers`()
            async throws
        {
            try await Self.run(arrivalShare: 1.5) { server, epoch in
                let what = "it says that it diverges"
                let status = try await server.status(of: epoch, within: .seconds(60), when: what) {
                    $0.progress?.diverges == true
                }
                let progress = try #require(status.progress)
                #expect(progress.arrivalsPerSecond > progress.itemsPerSecond)
                #expect(progress.etaMs == 0)
                let sentence = progress.etaMessage
                let numbers = sentence.split(whereSeparator: { !$0.isNumber }).compactMap {
                    Int($0)
                }
                try #require(numbers.count >= 2, "\(sentence)")
                #expect(numbers[0] > numbers[1], "\(sentence)")
                #expect(sentence.contains("will not converge"))
                #expect(sentence.contains("concurrency"), "what would help")
                #expect(sentence.contains("slow_writes"), "what would help")
                try await server.cancel(epoch)
            }
        }

        @Test func `writes that are slowed let it converge, and none fails for it`() async throws {
            let settings = [
                "migration.countRefreshMs=500", "migration.forecastWindowMs=3000",
                "migration.rateWindowMs=2000",
            ]
            try await Self.run(arrivalShare: 1.5, settings: settings) { server, epoch in
                try await server.status(of: epoch, when: "it says that it diverges") {
                    $0.progress?.diverges == true
                }
                try await server.tune(epoch, MoultV1.Knobs(backPressure: .slowWrites(true)))
                try await Self.finish(epoch, on: server)
            }
        }
    }
}

import Messages
import MoultClient
import OllamaDouble
import TestSupport
import Testing

/// Rounds of jobs, kill and restart over one data directory, each kill in the middle of a reply.
final class ChatStorm {
    static let openJobs = 5
    static let watchersPerJob = 2
    /// The second says little, and so slowly that a server is back before the host has noticed that
    /// the one before has gone.
    static let models = ["llama3.2", "gemma3"]

    static func host() throws -> OllamaConfiguration {
        var host = OllamaConfiguration()
        host.apply(
            try ModelPatch(parsing: "llama3.2,reply_tokens=40,reply_token_ms=10,load_ms=30")
        )
        host.apply(
            try ModelPatch(parsing: "gemma3,reply_tokens=4,reply_token_ms=600,load_ms=30")
        )
        return host
    }

    private struct Watched {
        let key: String
        let hearings: [JobHearing]
        /// Kills while it ran.
        var interruptions: Int32 = 0
        /// Those before which every watcher had heard of the attempt that they cut off.
        var heardInterruptions = 0
        /// As the database at rest had it.
        var ended: JobsAtRest.Row?
    }

    private let server: TestServer
    private let double: OllamaDouble
    private var numbers: SeededNumbers
    private var jobs: [Int64: Watched] = [:]
    private var watchers: [Task<Void, Never>] = []
    private var keys = 0
    private var lastInterrupted: Int64?
    private var kills = 0
    /// What the last kill cut off: stored or not, it is asked for again by its key.
    private var cutSubmission: MoultV1.SubmitJobRequest?

    init(on server: TestServer, _ double: OllamaDouble, seed: UInt64) {
        self.server = server
        self.double = double
        numbers = SeededNumbers(seed: seed)
    }

    deinit {
        for watcher in watchers { watcher.cancel() }
    }

    var summary: String {
        let interruptions = jobs.values.reduce(0) { $0 + $1.interruptions }
        let losses = jobs.values.flatMap(\.hearings).reduce(0) { $0 + $1.heard.losses }
        return """
            \(kills) kills in \(jobs.count) jobs, \(interruptions) of them in a reply; \
            \(losses) times a watcher attached again
            """
    }

    func run(rounds: Int) async throws {
        for _ in 1...rounds {
            try await fillQueue()
            let spoken = try await reachMidStream()
            try await killWhileSubmitting(inMidStreamOf: spoken)
            try await server.start()
        }
        try await fillQueue()
        for watcher in watchers { await watcher.value }
        try await audit()
    }
}

// One round.
extension ChatStorm {
    private func fillQueue() async throws {
        if let cutSubmission {
            try await submit(cutSubmission)
            self.cutSubmission = nil
        }
        let open = jobs.values.count { $0.hearings.contains { $0.heard.end == nil } }
        for _ in open..<max(open, Self.openJobs) { try await submit(nextDraft()) }
    }

    private func nextDraft() -> MoultV1.SubmitJobRequest {
        keys += 1
        let text = "question \(keys) of the storm"
        return MoultV1.SubmitJobRequest(
            draft: MoultV1.JobDraft(
                model: Self.models[keys.isMultiple(of: 4) ? 1 : 0],
                messages: [MoultV1.ChatMessage(role: "user", content: text)]
            ),
            idempotencyKey: "storm \(keys)"
        )
    }

    private func submit(_ request: MoultV1.SubmitJobRequest) async throws {
        let answer = try await server.client.inference.submitJob(request)
        let id = try #require(answer.job).id
        let hearings = (0..<Self.watchersPerJob).map { _ in JobHearing() }
        try #require(jobs[id] == nil, "two keys have the job \(id)")
        jobs[id] = Watched(key: request.idempotencyKey, hearings: hearings)
        for hearing in hearings {
            watchers.append(Task { [server] in await hearing.follow(id, on: server) })
        }
    }

    /// Waits until all watchers of the running job have heard some of its reply.
    ///
    /// Often, but not always, of another than the last time, so that some come to their end.
    private func reachMidStream() async throws -> Int64 {
        let avoided = Int.random(in: 0..<3, using: &numbers) > 0 ? lastInterrupted : nil
        let piecesMin = Int.random(in: 1...20, using: &numbers)
        var spoken: Int64 = 0
        try await eventually("a job is in the middle of its reply") {
            try await fillQueue()
            let chat = try #require(try await server.client.inference.listModels().chat)
            guard let job = jobs[chat.runningJobID], chat.runningJobID != avoided else {
                return false
            }
            spoken = chat.runningJobID
            let isSlow = chat.loadedModel.hasPrefix(Self.models[1])
            return job.hearings.allSatisfy { hearing in
                let heard = hearing.heard
                return heard.attempts.last == job.interruptions + 1 && heard.end == nil
                    && heard.pieces >= (isSlow ? 1 : piecesMin)
            }
        }
        return spoken
    }

    private func killWhileSubmitting(inMidStreamOf spoken: Int64) async throws {
        let request = nextDraft()
        let inference = server.client.inference
        let cut = Task { _ = try? await inference.submitJob(request) }
        try await server.kill()
        await cut.value
        kills += 1
        try note(try await JobsAtRest(of: server), inMidStreamOf: spoken)
        cutSubmission = request
    }

    private func note(_ rest: JobsAtRest, inMidStreamOf spoken: Int64) throws {
        #expect(rest.running.count <= 1, "\(rest.running) ran at once")
        lastInterrupted = rest.running.first
        for id in rest.running {
            jobs[id]?.interruptions += 1
            if id == spoken { jobs[id]?.heardInterruptions += 1 }
        }
        for id in jobs.keys.sorted() {
            guard let row = rest.rows[id] else {
                Issue.record("the job \(id) was acknowledged and is lost")
                continue
            }
            if let ended = jobs[id]?.ended { #expect(row == ended, "the job \(id) ended twice") }
            if row.endedMs > 0 { jobs[id]?.ended = row }
        }
    }
}

// What must be so at the end.
extension ChatStorm {
    private func audit() async throws {
        let history = HostHistory(double.events())
        #expect(history.generationsAtOnceMax == 1)
        let listed = try await server.client.inference.listJobs(
            MoultV1.ListJobsRequest(pageSize: 1_000)
        )
        #expect(Set(listed.jobs.map(\.id)) == Set(jobs.keys))
        for (id, watched) in jobs.sorted(by: { $0.key < $1.key }) {
            let request = MoultV1.GetJobRequest(jobID: id, withText: true)
            let answer = try await server.client.inference.getJob(request)
            let job = try #require(answer.job)
            #expect(job.state == .succeeded, "\(id): \(job.message)")
            // The one that ran at the kill repeats, and no other.
            #expect(job.attempts == 1 + watched.interruptions, "\(id)")
            let question = "question \(watched.key.dropFirst("storm ".count)) of the storm"
            let generations = history.generations.count { $0.body.contains(question) }
            #expect(generations <= Int(job.attempts), "\(id) was generated \(generations) times")
            for hearing in watched.hearings {
                compare(hearing.heard, with: answer, of: watched)
            }
        }
    }

    private func compare(
        _ heard: JobHearing.Heard,
        with answer: MoultV1.GetJobResponse,
        of watched: Watched
    ) {
        let id = answer.job?.id ?? 0
        #expect(heard.faults == [], "\(id)")
        #expect(heard.end?.state == .succeeded, "\(id)")
        #expect(heard.attempts.last == answer.job?.attempts, "\(id)")
        #expect(heard.attempts.count > watched.heardInterruptions, "\(id): \(heard.attempts)")
        #expect(heard.content == answer.content, "\(id)")
        #expect(!answer.content.isEmpty, "\(id)")
        #expect(Int64(heard.pieces) == answer.job?.statistics?.answerTokens, "\(id)")
    }
}

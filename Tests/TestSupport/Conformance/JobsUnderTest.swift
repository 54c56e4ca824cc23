import Channels
import Knowledge

/// A job store, and short words for what the cases do to it.
struct JobsUnderTest: Sendable {
    let store: any JobStore

    static func request(
        _ model: String = "moth:8b",
        _ body: String = #"{"messages":[]}"#,
        priority: JobPriority = .normal,
        deadlineUnixMs: Int64? = nil,
        key: String = "",
        label: String = "",
        traceparent: String = ""
    ) -> JobRequest {
        JobRequest(
            model: model,
            body: body,
            priority: priority,
            deadlineUnixMs: deadlineUnixMs,
            idempotencyKey: key,
            label: label,
            traceparent: traceparent
        )
    }

    static func piece(_ number: Int64, _ content: String, attempt: Int = 1) -> JobPiece {
        let before = JobSequence(beforeAttempt: attempt)
        return JobPiece(
            sequence: JobSequence(rawValue: before.rawValue + number),
            piece: ChatPiece(content: content)
        )
    }

    static let statistics: ChatStatistics = {
        var statistics = ChatStatistics()
        statistics.doneReason = "stop"
        statistics.totalNanoseconds = 7_000_000_000
        statistics.loadNanoseconds = .max
        statistics.answerTokens = 298
        return statistics
    }()

    /// Submits what must be appended.
    @discardableResult
    func submit(
        _ request: JobRequest = request(),
        atUnixMs: Int64 = 10
    ) async throws -> Job {
        let result = try await store.submit(request, notEndedMax: 1_000, atUnixMs: atUnixMs)
        guard case .appended(let job) = result else {
            throw ConformanceFault(description: "a new job is owed, \(result) came")
        }
        return job
    }

    /// A job that was brought to `state`.
    func job(
        in state: JobState,
        _ request: JobRequest = request(),
        endedUnixMs: Int64 = 30
    ) async throws -> Job {
        let id = try await submit(request).id
        guard state != .queued else { return try await read(id) }
        if state.canFollow(.running) || state == .running {
            try owe("a beginning", try await store.begin(id, atUnixMs: 20), true)
        }
        if state.hasEnded { try await end(id, .as(state), atUnixMs: endedUnixMs) }
        return try await read(id)
    }

    /// Ends what must end.
    func end(
        _ id: JobID,
        _ ending: JobEnding = JobEnding(.succeeded),
        appending pieces: [JobPiece] = [],
        atUnixMs: Int64 = 30
    ) async throws {
        let hasEnded = try await store.end(id, ending, appending: pieces, atUnixMs: atUnixMs)
        try owe("an end as \(ending.state)", hasEnded, true)
    }

    func read(_ id: JobID) async throws -> Job {
        try owed("job \(id.rawValue)", try await store.job(id))
    }

    func listed(
        _ filter: JobFilter = JobFilter(),
        before: JobID? = nil,
        limit: Int = 100
    ) async throws -> [JobID] {
        try await store.jobs(matching: filter, before: before, limit: limit).map(\.id)
    }

    func log(
        of id: JobID,
        after: JobSequence = JobSequence(rawValue: 0),
        limit: Int = 1_000
    ) async throws -> [JobPiece] {
        try await store.pieces(of: id, after: after, limit: limit)
    }
}

extension JobEnding {
    /// In any state; what fails is broken.
    static func `as`(_ state: JobState, _ message: String = "") -> JobEnding {
        state == .failed ? JobEnding(.broken, message) : JobEnding(state, message)
    }
}

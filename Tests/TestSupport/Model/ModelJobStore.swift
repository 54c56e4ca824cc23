package import Channels
package import Knowledge
import Synchronization

/// A job store in memory, which fails when it is told to.
///
/// What was answered is durable, as a database's commit is: a crash is another channel over the
/// same store.
package final class ModelJobStore: JobStore {
    private struct State {
        var jobs = ModelJobs()
        var fault: StoreError?
        var commits = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// What every call answers from now on; nil: it works.
    package var fault: StoreError? {
        get { state.withLock(\.fault) }
        set { state.withLock { $0.fault = newValue } }
    }

    package var jobs: ModelJobs { state.withLock(\.jobs) }

    /// Batches of pieces that were written.
    package var appends: Int { state.withLock(\.commits) }

    private func commit<Answer: Sendable>(
        _ change: (inout ModelJobs) throws(StoreError) -> sending Answer
    ) throws(StoreError) -> Answer {
        let result = state.withLock { state -> Result<Answer, StoreError> in
            if let fault = state.fault { return .failure(fault) }
            do throws(StoreError) {
                return .success(try change(&state.jobs))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    package func submit(
        _ request: JobRequest,
        notEndedMax limit: Int,
        atUnixMs: Int64
    ) async throws(StoreError) -> JobSubmission {
        try commit { $0.submit(request, notEndedMax: limit, atUnixMs: atUnixMs) }
    }

    package func job(_ id: JobID) async throws(StoreError) -> Job? { try commit { $0.job(id) } }

    package func job(withKey key: String) async throws(StoreError) -> Job? {
        try commit { $0.keyed(key) }
    }

    package func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(StoreError) -> [Job] {
        try commit { $0.jobs(matching: filter, before: before, limit: limit) }
    }

    package func unfinishedJobs() async throws(StoreError) -> [Job] { try commit(\.unfinished) }

    package func begin(_ id: JobID, atUnixMs: Int64) async throws(StoreError) -> Bool {
        try commit { $0.begin(id, atUnixMs: atUnixMs) }
    }

    package func append(_ pieces: [JobPiece], to id: JobID) async throws(StoreError) {
        try commit { jobs throws(StoreError) in try jobs.append(pieces, to: id) }
        state.withLock { $0.commits += 1 }
    }

    package func requeue(
        _ id: JobID,
        because message: String,
        notBeforeUnixMs: Int64?
    ) async throws(StoreError) -> Bool {
        try commit { $0.requeue(id, because: message, notBeforeUnixMs: notBeforeUnixMs) }
    }

    package func end(
        _ id: JobID,
        _ ending: JobEnding,
        appending pieces: [JobPiece],
        atUnixMs: Int64
    ) async throws(StoreError) -> Bool {
        try commit { jobs throws(StoreError) in
            try jobs.end(id, ending, appending: pieces, atUnixMs: atUnixMs)
        }
    }

    package func requestCancel(of id: JobID) async throws(StoreError) -> Bool {
        try commit { $0.requestCancel(of: id) }
    }

    package func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(StoreError) -> [JobPiece] {
        try commit { $0.pieces(of: id, after: after, limit: limit) }
    }

    package func prune(endedBeforeUnixMs: Int64, limit: Int) async throws(StoreError) -> Int {
        try commit { $0.prune(endedBeforeUnixMs: endedBeforeUnixMs, limit: limit) }
    }

    package func keep(_ fact: ModelRecord) async throws(StoreError) {
        try commit { $0.keep(fact) }
    }

    package func modelRecords() async throws(StoreError) -> [ModelRecord] {
        try commit(\.modelRecords)
    }
}

package import Knowledge

/// The durable queue of chat jobs and the log of what they said.
///
/// Only one server writes to it. Transitions are compare-and-set: false means that the job was not
/// in the state that the transition starts from, and nothing was done.
package protocol JobStore: Sendable {
    /// Appends a job, unless the key names one that is kept, or `limit` jobs have not ended.
    func submit(
        _ request: JobRequest,
        notEndedMax limit: Int,
        atUnixMs: Int64
    ) async throws(StoreError) -> JobSubmission

    func job(_ id: JobID) async throws(StoreError) -> Job?

    /// nil also for the empty key, which is none.
    func job(withKey key: String) async throws(StoreError) -> Job?

    /// The newest first, below `before`, each without its request's body.
    func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(StoreError) -> [Job]

    /// Every job that has not ended, by ascending id and without bodies: what a start goes on from.
    func unfinishedJobs() async throws(StoreError) -> [Job]

    /// *queued* → *running*: counts the attempt, and forgets before when it was not to be.
    func begin(_ id: JobID, atUnixMs: Int64) async throws(StoreError) -> Bool

    /// Appends to the log of a running job; pieces that are there already stay as they are.
    ///
    /// A log grows at its end only: what is not above its newest piece is there already.
    ///
    /// - Throws: `failed` for a job that is not running, of which nothing is kept.
    func append(_ pieces: [JobPiece], to id: JobID) async throws(StoreError)

    /// *running* → *queued*: another attempt is to follow.
    func requeue(
        _ id: JobID,
        because message: String,
        notBeforeUnixMs: Int64?
    ) async throws(StoreError) -> Bool

    /// *queued* or *running* → an end that can follow it, with the last pieces in the same
    /// transaction.
    ///
    /// - Throws: `failed` for a state that is no end.
    func end(
        _ id: JobID,
        _ ending: JobEnding,
        appending pieces: [JobPiece],
        atUnixMs: Int64
    ) async throws(StoreError) -> Bool

    /// Marks that its end was asked for, so that a restart keeps to it; false: it has ended, or
    /// there is none.
    func requestCancel(of id: JobID) async throws(StoreError) -> Bool

    /// Of a job's log what comes after `after`, ascending.
    func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(StoreError) -> [JobPiece]

    /// Deletes at most `limit` jobs that ended before, with their logs; the count of them.
    ///
    /// It may stop early at long logs. 0: there are no more.
    func prune(endedBeforeUnixMs: Int64, limit: Int) async throws(StoreError) -> Int

    /// Keeps a fact about a model, as how long its load takes, under its name.
    func keep(_ fact: ModelRecord) async throws(StoreError)

    func modelRecords() async throws(StoreError) -> [ModelRecord]
}

package enum JobSubmission: Sendable, Hashable {
    case appended(Job)
    /// The key names this one, and the request is the same.
    case existing(Job)
    /// The key names a job with another request.
    case keyTaken(JobID)
    case queueFull(notEnded: Int)
}

package struct JobFilter: Sendable, Hashable {
    /// Empty: any.
    package var states: Set<JobState>
    /// Empty: any.
    package var model: String
    /// Empty: any.
    package var label: String

    package init(states: Set<JobState> = [], model: String = "", label: String = "") {
        self.states = states
        self.model = model
        self.label = label
    }
}

package struct JobEnding: Sendable, Hashable {
    /// One of those that have ended.
    package var state: JobState
    package var message: String
    /// Of *failed*, and of no other state.
    package var failure: JobFailure?
    package var statistics: ChatStatistics?

    /// - Precondition: not *failed*, which says why.
    package init(_ state: JobState, _ message: String = "", statistics: ChatStatistics? = nil) {
        precondition(state != .failed, "A job that failed says why.")
        self.state = state
        self.message = message
        self.statistics = statistics
    }

    package init(_ failure: JobFailure, _ message: String) {
        state = .failed
        self.message = message
        self.failure = failure
    }
}

/// What was learnt of a model, kept so that estimates are good from the start.
package struct ModelRecord: Sendable, Hashable {
    package let model: String
    package var loads: Int64
    package var loadNanosecondsMean: Int64
    package var jobs: Int64
    package var jobNanosecondsMean: Int64

    package init(
        model: String,
        loads: Int64 = 0,
        loadNanosecondsMean: Int64 = 0,
        jobs: Int64 = 0,
        jobNanosecondsMean: Int64 = 0
    ) {
        self.model = model
        self.loads = loads
        self.loadNanosecondsMean = loadNanosecondsMean
        self.jobs = jobs
        self.jobNanosecondsMean = jobNanosecondsMean
    }
}

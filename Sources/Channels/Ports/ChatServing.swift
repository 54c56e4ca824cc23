/// The chat channel, as those who ask it see it.
package protocol ChatServing: Sendable {
    /// Returns when the job is in the store.
    func submit(_ request: JobRequest) async throws(ChannelError) -> SubmittedJob

    func job(_ id: JobID) async throws(ChannelError) -> JobView

    /// The newest first, below `before`.
    func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(ChannelError) -> [JobView]

    /// Asks for a job's end. One that runs is ended when its request to the host has been.
    ///
    /// Nothing is changed of a job that has ended.
    func cancel(_ id: JobID) async throws(ChannelError) -> JobView

    /// What a job says after `after`, from the store and then live; its place while it waits.
    ///
    /// Ends after `.ended`. A watcher that reads slowly costs nobody anything: pieces are read from
    /// the store when it has fallen behind, and of its places it hears the latest.
    func watch(_ id: JobID, after: JobSequence) async throws(ChannelError) -> JobWatch

    /// Of a job's log what is stored after `after`, ascending; empty: no more is stored by now.
    func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(ChannelError) -> [JobPiece]

    var overview: ChatOverview { get }
}

/// The events of one job, for one watcher.
package struct JobWatch: Sendable, AsyncSequence {
    package typealias Element = JobEvent
    package typealias Failure = ChannelError

    private let source: any JobEventSource

    package init(_ source: any JobEventSource) {
        self.source = source
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: any JobEventSource

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(ChannelError) -> JobEvent? {
            try await source.next()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source: source) }

    /// All that is known by now and was not asked for, at least one; empty: there is no more.
    package func nextEvents() async throws(ChannelError) -> [JobEvent] {
        try await source.nextEvents()
    }
}

/// Where a watcher's events come from; asked again only when it has answered.
package protocol JobEventSource: Sendable {
    /// The next event; nil after the last.
    func next() async throws(ChannelError) -> JobEvent?

    /// What `next` would give without waiting, and at least one event; empty after the last.
    func nextEvents() async throws(ChannelError) -> [JobEvent]
}

extension JobEventSource {
    /// One event, for who knows of no more at a time.
    package func nextEvents() async throws(ChannelError) -> [JobEvent] {
        try await next().map { [$0] } ?? []
    }
}

package enum JobEvent: Sendable, Hashable {
    /// It waits, and why; told anew when that changes.
    indirect case waiting(JobPlace)
    /// An attempt begins: what earlier ones said no longer counts. `before` is below its pieces.
    case began(attempt: Int, before: JobSequence)
    case piece(JobPiece)
    /// The attempt failed, and another will follow.
    case retrying(attempt: Int, message: String)
    /// The job, ended, with its statistics if it succeeded.
    indirect case ended(Job)
}

/// Where a job stands in the queue.
package struct JobPlace: Sendable, Hashable {
    package enum Reason: Sendable, Hashable, CaseIterable {
        /// Jobs of the loaded model go first, within their bounds.
        case behindLoadedModel
        /// Jobs that are due earlier go first.
        case behindOthers
        /// Its model is being loaded.
        case modelLoading
        /// Another model is being unloaded for it.
        case modelUnloading
        /// A migration's embedder has the slot for a while.
        case slotLent
        /// The host does not answer, or is not well.
        case hostAway
        /// After a start, it is not yet sure that the host has ended what it was doing.
        case hostUncertain
        /// An attempt failed; the next has its time.
        case backingOff
    }

    /// How many go before it.
    package var ahead: Int
    package var reason: Reason
    /// One sentence for people.
    package var message: String
    /// Until it begins; nil: nothing is known yet to estimate from.
    package var estimate: Duration?

    package init(ahead: Int, reason: Reason, message: String, estimate: Duration? = nil) {
        self.ahead = ahead
        self.reason = reason
        self.message = message
        self.estimate = estimate
    }
}

/// A job, and its place if it waits.
package struct JobView: Sendable, Hashable {
    package var job: Job
    package var place: JobPlace?

    package init(_ job: Job, place: JobPlace? = nil) {
        self.job = job
        self.place = place
    }
}

package struct SubmittedJob: Sendable, Hashable {
    package var view: JobView
    /// False: the key named a job that was there already.
    package var isNew: Bool

    package init(_ view: JobView, isNew: Bool) {
        self.view = view
        self.isNew = isNew
    }
}

/// The chat channel now.
package struct ChatOverview: Sendable, Hashable {
    package var queued = 0
    package var running: JobID?
    /// In the slot; nil: none is.
    package var loadedModel: String?
    /// Age of the job that has waited longest.
    package var oldestWait: Duration?
    /// Since midnight in UTC, and the time that they took.
    package var modelChangesToday = 0
    package var modelChangeTimeToday: Duration = .zero
    /// Why nothing runs although jobs wait; nil: it does.
    package var standstill: String?

    package init() {}
}

/// Why a channel did not do what it was asked.
package struct ChannelError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// Something about the request, with its bound.
        case invalid
        case notFound
        /// The queue or a limit is full; `retryAfter` is an estimate.
        case full
        /// The idempotency key names another request.
        case keyTaken
        case unavailable
        /// The store, for which no provider can be blamed.
        case storeFailed
        case diskFull
        case denied
        case timedOut
        case cancelled
        /// Not configured: there is no host to chat with.
        case notConfigured
        case `internal`
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String
    package let retryAfter: Duration?

    package init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}

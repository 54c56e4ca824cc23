public import Messages

/// What a job says until it ends, through lost connections and restarts of the server.
///
/// Attaches again where it was cut off: every piece comes once, and an attempt that begins anew
/// says so by its `began`. For one reader.
public struct JobFollowing: AsyncSequence, Sendable {
    /// One thing that happened to the job.
    public typealias Element = MoultV1.JobEvent
    /// Why it could not be followed any further.
    public typealias Failure = MoultError

    let calls: InferenceCalls
    let id: Int64
    let after: Int64
    let patience: Duration
    let lost: @Sendable (MoultError) -> Void

    /// The one reader.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(following: self)
    }

    /// Reads, and attaches again.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let following: JobFollowing
        private var stream: ResponseStream<MoultV1.JobEvent>.AsyncIterator?
        private var cursor: JobCursor
        private var retrying: Reattaching
        private var hasEnded = false

        init(following: JobFollowing) {
            self.following = following
            cursor = JobCursor(after: following.after)
            retrying = Reattaching(patience: following.patience)
        }

        /// The next event; nil: the job has ended.
        public mutating func next() async throws(MoultError) -> MoultV1.JobEvent? {
            try await next(isolation: nil)
        }

        /// The same, wherever the caller is isolated.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(MoultError) -> MoultV1.JobEvent? {
            while !hasEnded {
                do throws(MoultError) {
                    guard let event = try await read() else { return nil }
                    retrying.heard()
                    guard cursor.admit(event) else { continue }
                    if case .ended = event.event { hasEnded = true }
                    return event
                } catch {
                    stream = nil
                    try await wait(after: error)
                }
            }
            return nil
        }

        private mutating func read() async throws(MoultError) -> MoultV1.JobEvent? {
            var reader = if let stream { stream } else { try attach() }
            let event = try await reader.next()
            stream = reader
            return event
        }

        private func attach()
            throws(MoultError) -> ResponseStream<MoultV1.JobEvent>.AsyncIterator
        {
            try following.calls.watchJob(following.id, after: cursor.sequence).makeAsyncIterator()
        }

        private mutating func wait(after error: MoultError) async throws(MoultError) {
            let isFirst = !retrying.isLost
            guard let pause = retrying.pause(after: error, at: .now) else { throw error }
            if isFirst { following.lost(error) }
            do {
                try await Task.sleep(for: pause)
            } catch {
                throw .cancelled
            }
        }
    }
}

extension InferenceCalls {
    /// Watches a job until it ends, and attaches again where the connection or the server is lost.
    ///
    /// - Parameters:
    ///   - after: the `sequence` of the last event that is known; 0: from the beginning.
    ///   - patience: how long the server may stay away before its error is thrown.
    ///   - lost: told of a loss, once until it is mended.
    public func followJob(
        _ id: Int64,
        after: Int64 = 0,
        patience: Duration = .seconds(120),
        lost: @escaping @Sendable (MoultError) -> Void = { _ in }
    ) -> JobFollowing {
        JobFollowing(calls: self, id: id, after: after, patience: patience, lost: lost)
    }
}

/// How far a job was heard, over all the streams that told of it.
struct JobCursor: Sendable, Hashable {
    /// What to go on from.
    private(set) var sequence: Int64
    /// The latest that was told to begin.
    private var attempt: Int32 = 0

    init(after sequence: Int64) {
        self.sequence = sequence
    }

    /// Whether the event is news; one that an earlier stream told is not.
    mutating func admit(_ event: MoultV1.JobEvent) -> Bool {
        switch event.event {
        case .chunk:
            guard event.sequence > sequence else { return false }
            sequence = event.sequence
        case .began(let began):
            guard began.attempt > attempt, event.sequence >= sequence else { return false }
            attempt = began.attempt
            sequence = event.sequence
        case .waiting, .retrying, .ended, .heartbeat, nil: break
        }
        return true
    }
}

/// When to attach again, and when to give up.
struct Reattaching: Sendable, Hashable {
    static let pauseFirst: Duration = .milliseconds(50)
    static let pauseMax: Duration = .seconds(2)

    private let patience: Duration
    /// When the first of the failures in a row was; nil: there is none.
    private var lostAt: ContinuousClock.Instant?
    private var pause = Self.pauseFirst

    init(patience: Duration) {
        self.patience = patience
    }

    var isLost: Bool { lostAt != nil }

    mutating func heard() {
        lostAt = nil
        pause = Self.pauseFirst
    }

    /// nil: it is the answer, or has lasted too long.
    mutating func pause(after error: MoultError, at now: ContinuousClock.Instant) -> Duration? {
        guard error.isLoss else { return nil }
        let lostAt = self.lostAt ?? now
        self.lostAt = lostAt
        let left = patience - lostAt.duration(to: now)
        guard left > .zero else { return nil }
        defer { pause = min(pause * 2, Self.pauseMax) }
        return min(pause, left)
    }
}

extension MoultError {
    /// Whether it is the way to the server that failed, or the server going: not the call.
    fileprivate var isLoss: Bool {
        code == .unavailable && retryable || reason == .subscriberTooSlow
    }
}

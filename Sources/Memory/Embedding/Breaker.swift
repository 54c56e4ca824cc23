/// Whether an embedder is worth asking, as a value.
///
/// One per embedder, shared by all who ask it.
///
///     closed ──failures in a row──▶ open ──time of the next probe──▶ probing
///        ▲                            ▲──────────── failure ───────────┤
///        └────────────────────── success ──────────────────────────────┘
///
/// Times are durations since the start of one timeline.
package struct Breaker: Sendable {
    package struct Limits: Sendable, Hashable {
        package var failuresMax = 3
        package var probeEvery: Duration = .seconds(5)

        package init() {}
    }

    private enum State {
        /// Every call passes. Next: `open`.
        case closed(failures: Int)
        /// No call passes until `nextProbe`. Next: `probing`, or `closed` by a late success.
        case open(reason: String, nextProbe: Duration)
        /// One call is under way, no other passes. Next: `closed`, `open`.
        case probing(reason: String)
    }

    private var state = State.closed(failures: 0)
    private let limits: Limits

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// The answer to a wish to call.
    package enum Permission: Sendable, Hashable {
        case granted
        /// Granted to this call alone: its end must be told, come what may.
        case grantedAsProbe
        case refused(Problem)
    }

    package struct Problem: Sendable, Hashable {
        /// What the last failure said.
        package let reason: String
        /// When a probe may pass; nil: one is under way.
        package let nextTry: Duration?

        package init(reason: String, nextTry: Duration?) {
            self.reason = reason
            self.nextTry = nextTry
        }
    }

    /// Why no call passes; nil: closed.
    package var problem: Problem? {
        switch state {
        case .closed: nil
        case .open(let reason, let nextProbe): Problem(reason: reason, nextTry: nextProbe)
        case .probing(let reason): Problem(reason: reason, nextTry: nil)
        }
    }

    /// - Parameter mayProbe: false for calls that must not wait on an embedder that failed.
    package mutating func permit(mayProbe: Bool, at now: Duration) -> Permission {
        switch state {
        case .closed:
            return .granted
        case .open(let reason, let nextProbe) where mayProbe && nextProbe <= now:
            state = .probing(reason: reason)
            return .grantedAsProbe
        case .open(let reason, let nextProbe):
            return .refused(Problem(reason: reason, nextTry: nextProbe))
        case .probing(let reason):
            return .refused(Problem(reason: reason, nextTry: nil))
        }
    }

    /// A call was answered.
    package mutating func succeeded() {
        state = .closed(failures: 0)
    }

    /// A call failed for a reason of the provider's.
    ///
    /// - Returns: whether this failure opened a closed breaker.
    @discardableResult
    package mutating func failed(_ reason: String, wasProbe: Bool, at now: Duration) -> Bool {
        switch state {
        case .closed(let failures) where failures + 1 < limits.failuresMax:
            state = .closed(failures: failures + 1)
            return false
        case .closed:
            state = .open(reason: reason, nextProbe: now + limits.probeEvery)
            return true
        case .open(reason: _, let nextProbe):
            // A call from before it opened: its reason is news, the time of the probe stands.
            state = .open(reason: reason, nextProbe: nextProbe)
            return false
        case .probing where wasProbe:
            state = .open(reason: reason, nextProbe: now + limits.probeEvery)
            return false
        case .probing:
            return false
        }
    }

    /// A call was given up by its caller and says nothing about the embedder.
    package mutating func abandoned(wasProbe: Bool, at now: Duration) {
        guard wasProbe, case .probing(let reason) = state else { return }
        state = .open(reason: reason, nextProbe: now)
    }
}

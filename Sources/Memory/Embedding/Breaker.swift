import Waiting

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
        /// The same for a provider that denies its service: it takes a person.
        package var deniedProbeEvery: Duration = .seconds(60)
        /// A provider that wants to be left alone for longer is asked after this time all the same.
        package var retryAfterMax: Duration = .seconds(600)
        /// A call that a write has given up, and that is still unanswered so long after it began,
        /// counts as a failure: five times a write's patience.
        package var hungAfter: Duration = .seconds(10)
        /// Such calls that may run on at once.
        package var watchedCallsMax = 3

        package init() {}
    }

    /// What a failure says about the next try.
    package enum Failure: Sendable, Hashable {
        /// It may be over soon.
        case passing
        /// The provider wants to be left alone for so long: opens at once.
        case retryAfter(Duration)
        /// The provider will not serve whoever asks: opens at once.
        case denied
    }

    private enum State {
        /// Every call passes. Next: `open`.
        case closed(failures: Int)
        /// No call passes until `nextProbe`. Next: `probing`, or `closed` by a late success.
        case open(Fault, nextProbe: Duration)
        /// One call is under way, no other passes. Next: `closed`, `open`.
        case probing(Fault)
    }

    fileprivate struct Fault {
        let reason: String
        let isDenial: Bool
        /// When the breaker opened.
        let since: Duration
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
        /// The provider denies its service, and it takes a person.
        package let isDenial: Bool

        package init(reason: String, nextTry: Duration?, isDenial: Bool = false) {
            self.reason = reason
            self.nextTry = nextTry
            self.isDenial = isDenial
        }
    }

    /// Why no call passes; nil: closed.
    package var problem: Problem? {
        switch state {
        case .closed: nil
        case .open(let fault, let nextProbe): fault.problem(nextTry: nextProbe)
        case .probing(let fault): fault.problem(nextTry: nil)
        }
    }

    /// When it opened; nil: closed.
    package var openSince: Duration? {
        switch state {
        case .closed: nil
        case .open(let fault, nextProbe: _), .probing(let fault): fault.since
        }
    }

    /// - Parameter mayProbe: false for calls that must not wait on an embedder that failed.
    package mutating func permit(mayProbe: Bool, at now: Duration) -> Permission {
        switch state {
        case .closed:
            return .granted
        case .open(let fault, let nextProbe) where mayProbe && nextProbe <= now:
            state = .probing(fault)
            return .grantedAsProbe
        case .open(let fault, let nextProbe):
            return .refused(fault.problem(nextTry: nextProbe))
        case .probing(let fault):
            return .refused(fault.problem(nextTry: nil))
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
    package mutating func failed(
        _ reason: String,
        _ failure: Failure = .passing,
        wasProbe: Bool,
        at now: Duration
    ) -> Bool {
        let fault = Fault(
            reason: reason,
            isDenial: failure == .denied,
            since: openSince ?? now
        )
        let nextProbe = now + pause(behind: failure)
        switch state {
        case .closed(let failures) where failures + 1 < limits.failuresMax && failure == .passing:
            state = .closed(failures: failures + 1)
            return false
        case .closed:
            state = .open(fault, nextProbe: nextProbe)
            return true
        case .open(_, let earlier):
            // A call from before it opened: its reason is news, and the time of the probe stands,
            // unless the provider itself put it off.
            state = .open(fault, nextProbe: failure == .passing ? earlier : max(earlier, nextProbe))
            return false
        case .probing where wasProbe:
            state = .open(fault, nextProbe: nextProbe)
            return false
        case .probing:
            return false
        }
    }

    private func pause(behind failure: Failure) -> Duration {
        switch failure {
        case .passing: limits.probeEvery
        case .retryAfter(let time): min(max(time, limits.probeEvery), limits.retryAfterMax)
        case .denied: limits.deniedProbeEvery
        }
    }

    /// A call was given up by its caller and says nothing about the embedder.
    package mutating func abandoned(wasProbe: Bool, at now: Duration) {
        guard wasProbe, case .probing(let fault) = state else { return }
        state = .open(fault, nextProbe: now)
    }
}

extension Breaker.Fault {
    fileprivate func problem(nextTry: Duration?) -> Breaker.Problem {
        Breaker.Problem(reason: reason, nextTry: nextTry, isDenial: isDenial)
    }
}

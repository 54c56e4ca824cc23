/// What a connection is waiting for, and how long it may.
///
/// A value: parts of requests and answers go in, the time-out that holds from then on comes out.
struct RequestTimes {
    private enum State {
        /// Nothing has been asked yet. Next: `reading`.
        case fresh
        /// A request's body is on its way. Next: `answering`, `idle` (it was answered early).
        case reading
        /// The request is whole; the answer takes the time that it takes. Next: `idle`, `reading`.
        case answering
        /// Everything that was asked is answered. Next: `reading`.
        case idle
    }

    private let limits: HTTPLimits
    private var state = State.fresh
    /// Requests whose answers have not ended: more than one when a client sends ahead.
    private var unanswered = 0

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// How long the state may last; nil: without bound.
    var timeout: Duration? {
        switch state {
        case .fresh: limits.headTimeout
        case .reading: limits.bodyTimeout
        case .answering: nil
        case .idle: limits.idleTimeout
        }
    }

    /// Nothing else is being answered, so that something may be written now.
    var isFirstUnanswered: Bool { unanswered == 1 }

    mutating func headCame() {
        unanswered += 1
        state = .reading
    }

    mutating func requestEnded() {
        state = unanswered > 0 ? .answering : .idle
    }

    mutating func answerEnded() {
        unanswered -= 1
        if case .answering = state, unanswered == 0 { state = .idle }
    }
}

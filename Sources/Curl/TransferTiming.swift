/// Which wait a transfer is in, and when it has lasted too long.
///
/// The connection's own time-out is libcurl's to keep: it alone knows when it tries another.
struct TransferTiming {
    typealias Instant = ContinuousClock.Instant

    private enum Phase {
        /// Waits for its turn, or for a connection; next: `sending`.
        case connecting
        /// The request can go out, and no byte of an answer has come; next: `receiving`, or
        /// `sending` again where libcurl takes another connection.
        case sending(since: Instant)
        /// The answer has begun; next: itself, `paused`.
        case receiving(last: Instant)
        /// The reader is busy: the server owes nothing; next: `receiving`.
        case paused
    }

    private let limits: TransferLimits
    private let start: Instant
    private var phase = Phase.connecting

    init(limits: TransferLimits, start: Instant) {
        self.limits = limits
        self.start = start
    }

    mutating func connected(at now: Instant) {
        phase = .sending(since: now)
    }

    mutating func received(at now: Instant) {
        phase = .receiving(last: now)
    }

    mutating func paused() {
        phase = .paused
    }

    /// The first moment at which `expired` can be true, as things are; nil: never.
    var deadline: Instant? {
        guard let total = totalDeadline else { return phaseDeadline }
        return phaseDeadline.map { min($0, total) } ?? total
    }

    /// The phase that has lasted too long.
    func expired(at now: Instant) -> CurlPhase? {
        if let deadline = totalDeadline, now >= deadline { return .total }
        guard let deadline = phaseDeadline, now >= deadline else { return nil }
        if case .sending = phase { return .head }
        return .stall
    }

    private var totalDeadline: Instant? { limits.totalTimeout.map { start + $0 } }

    private var phaseDeadline: Instant? {
        switch phase {
        case .connecting, .paused: nil
        case .sending(let since): limits.headTimeout.map { since + $0 }
        case .receiving(let last): limits.stallTimeout.map { last + $0 }
        }
    }
}

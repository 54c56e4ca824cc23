/// What one subscriber has heard, and what it hears next.
///
/// Changes come first, each of them; then the latest progress, at the subscriber's own rate; when
/// nothing was said for a while, a heartbeat. At the end the latest progress comes once more, then
/// the last change.
struct WatchCursor: Sendable {
    /// Of the last change given.
    private(set) var sequence: Int64
    private let interval: Duration
    private let heartbeat: Duration
    private var progressVersion = 0
    private var nextProgress: Duration
    private var lastSaid: Duration

    enum Step: Sendable, Hashable {
        /// Changes behind the sequence.
        case changes(after: Int64)
        case progress
        case heartbeat
        /// Everything was said.
        case close
        case wait(until: Duration)
    }

    /// What there is to hear.
    struct Offer: Sendable {
        /// The newest change.
        let sequence: Int64
        /// Of the latest progress; 0: none.
        let progressVersion: Int
        let hasEnded: Bool
    }

    init(after sequence: Int64, interval: Duration, heartbeat: Duration, at now: Duration) {
        self.sequence = sequence
        self.interval = interval
        self.heartbeat = heartbeat
        nextProgress = now
        lastSaid = now
    }

    func next(_ offer: Offer, at now: Duration) -> Step {
        let hasProgress = offer.progressVersion > progressVersion
        if offer.hasEnded {
            if hasProgress { return .progress }
            return offer.sequence > sequence ? .changes(after: sequence) : .close
        }
        if offer.sequence > sequence { return .changes(after: sequence) }
        if hasProgress, now >= nextProgress { return .progress }
        if now >= lastSaid + heartbeat { return .heartbeat }
        // Progress is looked at no more often than it may be said.
        let nextLook = nextProgress > now ? nextProgress : now + interval
        return .wait(until: min(nextLook, lastSaid + heartbeat))
    }

    mutating func saidChange(_ sequence: Int64, at now: Duration) {
        self.sequence = max(self.sequence, sequence)
        lastSaid = now
    }

    mutating func saidProgress(_ version: Int, at now: Duration) {
        progressVersion = version
        // From when it was due, so that a late ring does not slow the rate.
        let isLate = now >= nextProgress + interval
        nextProgress = (isLate ? now : nextProgress) + interval
        lastSaid = now
    }

    mutating func saidHeartbeat(at now: Duration) {
        lastSaid = now
    }
}

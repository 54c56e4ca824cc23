import Knowledge
import Spaces

@testable import Migration

/// A fingerprint of all that happened, in its order: two runs of one seed have the same.
struct Story {
    private var fingerprint = Fingerprint()
    /// It is told aloud, too: for whoever replays a seed.
    private let isAloud: Bool
    private var now: Duration = .zero

    init(isAloud: Bool) {
        self.isAloud = isAloud
    }

    var end: UInt64 { fingerprint.high ^ fingerprint.low }

    mutating func tell(step: Int, at now: Duration) {
        self.now = now
        fingerprint.combine(UInt64(step))
        fingerprint.combine(UInt64(max(0, now / .nanoseconds(1))))
    }

    mutating func tell(_ action: MigrationMachine.Action, of epoch: Epoch) {
        if isAloud { print("\(now): epoch \(epoch.rawValue): \(action)") }
        fingerprint.combine(UInt64(epoch.rawValue))
        switch action {
        case .record(let phase, let reason):
            fingerprint.combine(phase.rawValue)
            fingerprint.combine(reason)
        case .embed(let ticket, let items):
            fingerprint.combine(UInt64(ticket.rawValue))
            for item in items { fingerprint.combine(UInt64(item.revision.rawValue)) }
        case .store(let ticket, let paid):
            fingerprint.combine(UInt64(ticket.rawValue))
            for vector in paid.vectors { fingerprint.combine(UInt64(vector.revision.rawValue)) }
        default:
            fingerprint.combine(UInt64(1))
        }
    }

    mutating func tell(_ text: String) {
        if isAloud { print("\(now): \(text)") }
        fingerprint.combine(text)
    }
}

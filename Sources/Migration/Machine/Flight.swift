import Knowledge
package import Spaces

/// A batch between its dispatch and its commit.
struct Flight: Sendable {
    let items: [Item]
    /// Valid answers that had come when its items were first dispatched.
    let answersBefore: Int
    /// It was quarantined and is asked for once more: no walk waits for it.
    let isRetrial: Bool
    /// Set aside for it.
    let micros: Int64
    var stage: Stage

    enum Stage: Sendable {
        /// What it costs at most is being counted as spent. → embedding
        case settingAside
        /// The embedder works on it. → storing, accused, quarantining
        case embedding(since: Duration)
        /// It is answered; the store has the vectors. → unstored
        case storing(PaidVectors)
        /// It is answered and the store failed: paid for, so it is kept to be stored again.
        /// → storing
        case unstored(PaidVectors)
        /// It stands alone and was refused, and nobody has been answered since it was first asked
        /// for: whose fault it is a probe tells. → quarantining
        case accused(ItemRefusal)
        /// The store has the refusal. → unquarantined
        case quarantining(ItemRefusal)
        /// The store failed: the refusal is kept to be written again. → quarantining
        case unquarantined(ItemRefusal)
    }

    /// It keeps a slot of the embedder busy.
    var isEmbedding: Bool {
        switch stage {
        case .settingAside, .embedding, .accused: true
        case .storing, .unstored, .quarantining, .unquarantined: false
        }
    }

    /// The store has yet to take it.
    var isAnswered: Bool { !isEmbedding }

    /// Nobody writes it just now: it is to be written again.
    var isStranded: Bool {
        switch stage {
        case .unstored, .unquarantined: true
        case .settingAside, .embedding, .accused, .storing, .quarantining: false
        }
    }
}

/// What an embedder was paid for, and how that is settled when it is stored.
package struct PaidVectors: Sendable, Hashable {
    package let vectors: [Vector]
    /// nil: nothing was set aside, and the provider counts no tokens.
    package let settlement: Settlement?
}

/// Batches that are on their way, by their tickets.
struct Flights: Sendable {
    private(set) var all: [Ticket: Flight] = [:]

    subscript(ticket: Ticket) -> Flight? {
        get { all[ticket] }
        set { all[ticket] = newValue }
    }

    /// A walk has to wait for one.
    var holdWalk: Bool { all.values.contains { !$0.isRetrial } }
    var hasRetrial: Bool { all.values.contains(where: \.isRetrial) }
    var embedding: Int { all.values.count(where: \.isEmbedding) }
    var unstored: Int { all.values.count(where: \.isAnswered) }
    /// Vectors or refusals wait to be written again.
    var hasStranded: Bool { all.values.contains(where: \.isStranded) }

    /// The oldest revision that a walk waits for.
    var lowest: Int64 {
        var lowest = Int64.max
        for flight in all.values where !flight.isRetrial {
            for item in flight.items { lowest = min(lowest, item.revision.rawValue) }
        }
        return lowest
    }

    var revisions: Set<Revision> { Set(all.values.lazy.flatMap(\.items).map(\.revision)) }

    mutating func move(_ ticket: Ticket, to stage: Flight.Stage) {
        all[ticket]?.stage = stage
    }

    /// What failed to be written, taken up to be written again.
    mutating func takeStranded() -> [MigrationMachine.Action] {
        all.keys.sorted().compactMap { ticket in
            switch all[ticket]?.stage {
            case .unstored(let paid):
                all[ticket]?.stage = .storing(paid)
                return .store(ticket, paid)
            case .unquarantined(let refusal):
                all[ticket]?.stage = .quarantining(refusal)
                return .quarantine(ticket, refusal)
            default:
                return nil
            }
        }
    }

    mutating func removeAll() {
        all = [:]
    }
}

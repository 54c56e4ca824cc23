/// Where a migration is.
///
///     planned ─▶ backfilling ─▶ indexing ─▶ evaluating ─▶ (holding) ─▶ handingOver ─▶ finished
///                    ▲ ▼                                                   │
///                  paused ◀───────────────────── (abandoned: back to backfilling)
///     any but finished ─▶ cancelled | failed
package enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    case planned
    case backfilling
    case indexing
    case evaluating
    case holding
    case handingOver
    case paused
    case finished
    case cancelled
    case failed

    package var isEnd: Bool {
        switch self {
        case .finished, .cancelled, .failed: true
        case .planned, .backfilling, .indexing, .evaluating, .holding, .handingOver, .paused:
            false
        }
    }
}

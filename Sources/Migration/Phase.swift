/// Where a migration is.
///
///     planned ─▶ backfilling ─▶ indexing ─▶ handingOver ─▶ finished
///                    ▲ ▼                        │
///                  paused ◀─────────────────────┘ (abandoned: back to backfilling)
///     any but finished ─▶ cancelled | failed
package enum Phase: String, Sendable, Hashable, Codable, CaseIterable {
    case planned
    case backfilling
    case indexing
    case handingOver
    case paused
    case finished
    case cancelled
    case failed

    package var isEnd: Bool {
        switch self {
        case .finished, .cancelled, .failed: true
        case .planned, .backfilling, .indexing, .handingOver, .paused: false
        }
    }
}

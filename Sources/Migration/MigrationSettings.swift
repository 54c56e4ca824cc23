package import Spaces

/// An operator's knobs on one migration.
///
/// Kept with the migration, changed while it runs, and read back as they are.
package struct MigrationSettings: Sendable, Hashable, Codable {
    // Pace.

    /// nil: as fast as it goes.
    package var itemsPerSecondMax: Double?
    package var batchItems: Int
    package var concurrency: Int
    /// After each request it rests this many times as long as the request took.
    package var nice: Double = 0
    /// Requests start only then; nil: at any hour.
    package var hours: HoursOfDay?
    /// While the p99 of live searches is above it the backfill backs off; nil: it is not looked at.
    package var searchP99MsMax: Int?
    /// The same for the wait of searches for their query's vector.
    package var queryWaitMsMax: Int?
    /// Writes are slowed when the migration would not converge otherwise.
    package var slowsWrites = false

    // Money, and texts too long.

    /// In millionths of the configured currency; nil: no limit.
    ///
    /// At the limit it pauses.
    package var spendMicrosMax: Int64?
    package var oversize = OversizePolicy.reject

    // Before the flip, and after.

    /// The share of the store's items that may be quarantined at the flip.
    package var quarantineShareMax = 0.05
    package var gate = EvaluationGate.hold
    /// It waits before the flip until it is told to cut over.
    package var holds = false
    /// How long the space that was active before is kept fresh after the flip.
    package var rollbackWindowSeconds = 86_400

    // What was ordered.

    /// An operator paused it; only an operator resumes it.
    package var isPaused = false
    /// An operator ordered the cut-over: neither `holds` nor the gate keeps it.
    package var isCutOverOrdered = false
    /// The space whose vectors are taken over instead of embedding; nil: none.
    package var adopted: SpaceID?

    package static let standard = MigrationSettings()

    package init(
        itemsPerSecondMax: Double? = nil,
        batchItems: Int = 64,
        concurrency: Int = 4
    ) {
        self.itemsPerSecondMax = itemsPerSecondMax
        self.batchItems = batchItems
        self.concurrency = concurrency
    }
}

/// What a verdict does to the flip.
package enum EvaluationGate: String, Sendable, Hashable, Codable, CaseIterable {
    /// Only *go* goes on; anything else waits, and is cut over only when the order says so.
    case block
    /// *No-go* waits for a person; *go* and *inconclusive* go on.
    case hold
    /// The verdict is told, and it goes on.
    case inform
}

/// A part of each day, in UTC; it may go over midnight.
package struct HoursOfDay: Sendable, Hashable, Codable {
    /// Of the day, 0 to 1,439.
    package let fromMinute: Int
    /// The first minute that is outside, 0 to 1,439; other than `fromMinute`.
    package let toMinute: Int

    /// nil: not two different minutes of a day.
    package init?(fromMinute: Int, toMinute: Int) {
        let day = 0..<1_440
        guard day.contains(fromMinute), day.contains(toMinute), fromMinute != toMinute else {
            return nil
        }
        self.fromMinute = fromMinute
        self.toMinute = toMinute
    }
}

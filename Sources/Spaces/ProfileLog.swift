package import Knowledge

/// How an activation ended.
///
/// Set once.
package enum ProfileOutcome: String, Sendable, Hashable, Codable {
    case finished
    case cancelled
    case failed
}

/// One row of the append-only activation log.
package struct Profile: Sendable, Hashable {
    package let epoch: Epoch
    package let space: Space
    /// Milliseconds since 1970.
    package let startedUnixMs: Int64
    /// nil: building.
    package let ending: Ending?

    package struct Ending: Sendable, Hashable {
        package let outcome: ProfileOutcome
        /// Milliseconds since 1970.
        package let atUnixMs: Int64

        package init(outcome: ProfileOutcome, atUnixMs: Int64) {
            self.outcome = outcome
            self.atUnixMs = atUnixMs
        }
    }

    package init(epoch: Epoch, space: Space, startedUnixMs: Int64, ending: Ending?) {
        self.epoch = epoch
        self.space = space
        self.startedUnixMs = startedUnixMs
        self.ending = ending
    }
}

/// The activation log, read as a whole.
///
/// Nothing else says which profile is live: `active` is a function of the rows.
package struct ProfileLog: Sendable, Hashable {
    /// By ascending epoch.
    package let rows: [Profile]

    package init(rows: [Profile]) {
        self.rows = rows.sorted { $0.epoch < $1.epoch }
    }

    /// The profile with the highest epoch that finished.
    package var active: ActiveProfile? {
        rows.reversed().lazy.compactMap(ActiveProfile.init).first
    }

    /// The one row without an outcome.
    package var building: Profile? {
        rows.last { $0.ending == nil }
    }
}

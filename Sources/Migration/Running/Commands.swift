package import Knowledge

/// An operator's hands on one migration.
///
/// Architecture Invariant: an order is a setting that the store has. It is kept before the run
/// hears of it, so that a restart goes on under the same orders. Each may be given again.
extension Migrations {
    /// Stops the work until `resume`; what is in flight still comes in and is stored.
    package func pause(_ epoch: Epoch) async throws(MigrationError) -> MigrationStatus {
        let record = try await order(epoch) { record throws(MigrationError) in
            try Self.requireUnended(record)
            var settings = record.settings
            settings.isPaused = true
            return settings
        }
        return try await status(of: record)
    }

    /// Goes on after `pause`; of a migration that waits by itself, tries again at once.
    package func resume(_ epoch: Epoch) async throws(MigrationError) -> MigrationStatus {
        let record = try await order(epoch) { record throws(MigrationError) in
            try Self.requireUnended(record)
            var settings = record.settings
            settings.isPaused = false
            return settings
        }
        running(epoch)?.resumeRequested()
        return try await status(of: record)
    }

    /// Lets a migration that holds before the flip go on to it; given earlier, it will not hold.
    ///
    /// The gate *block* yields only to `despiteVerdict`. Without that, an order given before there
    /// is a verdict lifts the hold and leaves the gate to judge.
    package func cutOver(
        _ epoch: Epoch,
        despiteVerdict: Bool
    ) async throws(MigrationError) -> MigrationStatus {
        let record = try await order(epoch) { record throws(MigrationError) in
            try Self.requireUnended(record)
            var settings = record.settings
            if settings.gate == .block, !despiteVerdict {
                settings.holds = false
                guard self.phase(of: record) == .holding else { return settings }
                try await self.requireGo(record)
            }
            settings.isCutOverOrdered = true
            return settings
        }
        return try await status(of: record)
    }

    /// Turns knobs; what is absent stays as it is.
    ///
    /// Of a migration that has finished the rollback window alone can be turned.
    package func tune(
        _ epoch: Epoch,
        _ knobs: Knobs
    ) async throws(MigrationError) -> MigrationStatus {
        let record = try await order(epoch) { record throws(MigrationError) in
            if record.phase == .finished, !knobs.turnsOnlyRollbackWindow {
                throw MigrationError(
                    .alreadyEnded(epoch),
                    """
                    The migration of epoch \(epoch.rawValue) has finished; of a finished one \
                    rollback_window_seconds alone can be turned.
                    """
                )
            }
            if record.phase != .finished { try Self.requireUnended(record) }
            let settings = record.settings.turned(knobs)
            try settings.check(against: self.surroundings.limits)
            return settings
        }
        keeper.look()
        return try await status(of: record)
    }
}

extension Migrations {
    /// Reads, changes and keeps the settings of one migration as one step, so that of two who turn
    /// knobs at once neither undoes the other.
    private func order(
        _ epoch: Epoch,
        _ change: (MigrationRecord) async throws(MigrationError) -> MigrationSettings
    ) async throws(MigrationError) -> MigrationRecord {
        try await orders.alone { () async throws(MigrationError) in
            guard let record = try await record(of: epoch) else {
                throw MigrationError.noMigration(epoch)
            }
            let settings = try await change(record)
            guard settings != record.settings else { return record }
            let kept = try await storing { () throws(StoreError) in
                try await surroundings.store.set(settings, of: epoch)
            }
            guard let kept else { throw MigrationError.noMigration(epoch) }
            running(epoch)?.tuned(settings)
            return kept
        }
    }

    private static func requireUnended(_ record: MigrationRecord) throws(MigrationError) {
        if record.phase.isEnd { throw .ended(record) }
    }

    /// As its run shows it, if one is at work.
    private func phase(of record: MigrationRecord) -> Phase {
        running(record.epoch)?.snapshot.phase ?? record.phase
    }

    private func requireGo(_ record: MigrationRecord) async throws(MigrationError) {
        let epoch = record.epoch
        let report = try await storing { () throws(StoreError) in
            try await surroundings.store.evaluation(of: epoch)
        }
        if report?.verdict == .go { return }
        let verdict = report.map { "\($0.verdict.words): \($0.sentence)" } ?? "not given yet."
        throw MigrationError(
            .wrongPhase(epoch),
            """
            The gate of epoch \(epoch.rawValue) is "block" and the verdict is \(verdict) Cut over \
            despite the verdict, turn the gate, or cancel.
            """
        )
    }
}

extension EvaluationReport.Verdict {
    /// As people write it.
    var words: String {
        switch self {
        case .go: "go"
        case .noGo: "no-go"
        case .inconclusive: "inconclusive"
        }
    }
}

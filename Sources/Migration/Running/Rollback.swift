package import Knowledge
import Spaces

/// A way back that was taken.
package struct Rollback: Sendable, Hashable {
    /// The migration that goes back.
    package let migration: MigrationStatus
    /// The earlier profile whose space it goes back to.
    package let to: Epoch
    /// Items that its space lacked when it began: all of them, if it was pruned away.
    package let missing: Int
}

extension Migrations {
    /// Appends a profile for the space of an earlier one that finished; only what that space lacks
    /// is embedded.
    ///
    /// - Parameters:
    ///   - earlier: whose space; nil: that of the last that finished before the active one with
    ///     another space.
    ///   - unfinished: the migration that is in the way, to be cancelled first; nil: it is in the
    ///     way. Nothing is cancelled unless the way back can be taken.
    package func rollback(
        to earlier: Epoch?,
        cancelling unfinished: Epoch?,
        knobs: Knobs
    ) async throws(MigrationError) -> Rollback {
        let log = try await profileLog()
        let profile = try Self.wayBack(to: earlier, in: log)
        let settings = try await rollbackSettings(knobs, backTo: profile.epoch)
        try settings.check(against: surroundings.limits)
        let embedder = try embedder(for: profile.space)
        if let unfinished { try await clear(unfinished, from: log, for: profile) }
        let counts = try await storing { () throws(StoreError) in
            try await surroundings.store.counts(of: profile.space.id)
        }
        switch try await start(embedder, settings: settings) {
        case .started(let status), .alreadyBuilding(let status):
            return Rollback(migration: status, to: profile.epoch, missing: counts.missing)
        case .alreadyActive:
            throw Self.isActive(profile)
        }
    }

    /// A way back is wanted at once: nothing holds or slows it but what a knob asks for.
    ///
    /// Long texts go on being treated as they were when that space was filled.
    private func rollbackSettings(
        _ knobs: Knobs,
        backTo epoch: Epoch
    ) async throws(MigrationError) -> MigrationSettings {
        var settings = surroundings.defaults
        if let record = try await record(of: epoch) { settings.oversize = record.settings.oversize }
        settings.gate = .inform
        settings.holds = false
        settings.itemsPerSecondMax = nil
        settings.nice = 0
        settings.hours = nil
        settings.searchP99MsMax = nil
        settings.queryWaitMsMax = nil
        settings.spendMicrosMax = nil
        return settings.turned(knobs)
    }

    private static func wayBack(
        to earlier: Epoch?,
        in log: ProfileLog
    ) throws(MigrationError) -> Profile {
        guard let active = log.active else { throw .noProfile(nil) }
        guard let earlier else {
            let before = log.rows.last { row in
                row.epoch < active.epoch && row.ending?.outcome == .finished
                    && row.space != active.space
            }
            guard let before else {
                throw MigrationError(
                    .notFound,
                    """
                    No profile of another space finished before epoch \(active.epoch.rawValue); \
                    there is no way back.
                    """
                )
            }
            return before
        }
        guard let profile = log.rows.first(where: { $0.epoch == earlier }) else {
            throw .noProfile(earlier)
        }
        guard profile.ending?.outcome == .finished else {
            throw MigrationError(
                .wrongPhase(earlier),
                """
                The profile of epoch \(earlier.rawValue) never finished; name one that did, or \
                start a migration to \(profile.space.identity.target).
                """
            )
        }
        if profile.space == active.space { throw isActive(profile) }
        return profile
    }

    private static func isActive(_ profile: Profile) -> MigrationError {
        MigrationError(
            .wrongPhase(profile.epoch),
            """
            The space of epoch \(profile.epoch.rawValue), \(profile.space.identity.target), is the \
            active one; there is nothing to go back to.
            """
        )
    }

    private func embedder(for space: Space) throws(MigrationError) -> any Embedder {
        do {
            return try surroundings.embedders.embedder(for: space.identity)
        } catch {
            throw MigrationError(.embedderUnknown, error.message.asSentence)
        }
    }

    /// Cancels the unfinished migration, unless it leads to the very same space.
    ///
    /// One that has ended is not in the way; if it *finished* meanwhile, the caller hears of it,
    /// for the way back that was meant is another now.
    private func clear(
        _ unfinished: Epoch,
        from log: ProfileLog,
        for profile: Profile
    ) async throws(MigrationError) {
        guard log.rows.contains(where: { $0.epoch == unfinished }) else {
            throw MigrationError.noMigration(unfinished)
        }
        guard let building = log.building, building.epoch == unfinished,
            building.space != profile.space
        else { return }
        do {
            _ = try await cancel(unfinished)
        } catch  where error.code == .alreadyEnded(unfinished) {
            let record = try await record(of: unfinished)
            if record?.phase == .finished { throw error }
        }
    }
}

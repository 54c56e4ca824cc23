import Knowledge
import Spaces

/// A space that is kept fresh after a flip led away from it, so that a way back takes seconds.
///
/// Derived, never stored: from the log, the settings of finished migrations, and the time.
struct RollbackWindow: Sendable, Hashable {
    let space: Space
    /// Milliseconds since 1970.
    let untilUnixMs: Int64
    /// The migration whose flip led away, and whose setting says how long.
    let epoch: Epoch

    /// The windows that are open at `unixMs`, one for each space, by ascending space.
    ///
    /// The active space has none: it is fresh anyway.
    static func open(
        in log: ProfileLog,
        settings: [Epoch: MigrationSettings],
        at unixMs: Int64
    ) -> [RollbackWindow] {
        let finished = log.rows.compactMap(ActiveProfile.init)
        var windows: [SpaceID: RollbackWindow] = [:]
        for (left, entered) in zip(finished, finished.dropFirst()) {
            guard left.space != log.active?.space, let settings = settings[entered.epoch] else {
                continue
            }
            let until = entered.finishedUnixMs + Int64(settings.rollbackWindowSeconds) * 1_000
            guard until > unixMs, until > windows[left.space.id]?.untilUnixMs ?? .min else {
                continue
            }
            windows[left.space.id] = RollbackWindow(
                space: left.space,
                untilUnixMs: until,
                epoch: entered.epoch
            )
        }
        return windows.values.sorted { $0.space.id < $1.space.id }
    }

    /// The finished rows whose window may still be open at `unixMs`: the only settings needed.
    static func candidates(
        in log: ProfileLog,
        at unixMs: Int64,
        longestSeconds: Int
    ) -> [Epoch] {
        log.rows.compactMap(ActiveProfile.init)
            .filter { $0.finishedUnixMs + Int64(longestSeconds) * 1_000 > unixMs }
            .map(\.epoch)
    }
}

extension Migrations {
    func profileLog() async throws(MigrationError) -> ProfileLog {
        try await storing { () throws(StoreError) in try await surroundings.store.profileLog() }
    }

    /// The rollback windows that are open now.
    func rollbackWindows(in log: ProfileLog) async throws(MigrationError) -> [RollbackWindow] {
        try await storing { () throws(StoreError) in
            try await surroundings.rollbackWindows(in: log)
        }
    }
}

extension MigrationSurroundings {
    /// The rollback windows that are open now.
    func rollbackWindows(in log: ProfileLog) async throws(StoreError) -> [RollbackWindow] {
        let now = unixMs()
        var settings: [Epoch: MigrationSettings] = [:]
        let candidates = RollbackWindow.candidates(
            in: log,
            at: now,
            longestSeconds: limits.rollbackWindowSecondsMax
        )
        for epoch in candidates {
            settings[epoch] = try await store.migration(epoch)?.settings
        }
        return RollbackWindow.open(in: log, settings: settings, at: now)
    }
}

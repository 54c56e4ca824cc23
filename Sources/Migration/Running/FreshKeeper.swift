import Knowledge
import Logging
import Spaces
import Synchronization
import Waiting

/// The shell of `FreshKeeping`, and whoever keeps the indexes of open rollback windows loaded.
///
/// Windows are derived anew when something may have changed them, and when one ends.
final class FreshKeeper: Sendable {
    /// The wall clock may be set: no window is taken for open longer than this without a look.
    static let windowCheckMax: Duration = .seconds(60)

    let surroundings: MigrationSurroundings
    let state: Mutex<State>
    /// Something may have changed the windows.
    private let windowBell = Bell()
    /// The windows have changed.
    let spacesBell = Bell()

    /// A space whose window is open.
    struct Kept: Hashable {
        let space: Space
        /// As in the migration that filled it.
        let oversize: OversizePolicy
    }

    struct State {
        var kept: [Kept] = []
        /// Those whose index stays loaded for their window's sake.
        var retained: Set<SpaceID> = []
        /// The one whose index stays loaded for an evaluation's sake.
        var borrowed: SpaceID?
        /// Its places in the backlogs outlast the migrations that interrupt it.
        var keeping: FreshKeeping
    }

    init(in surroundings: MigrationSurroundings) {
        self.surroundings = surroundings
        let keeping = FreshKeeping(
            limits: surroundings.limits,
            jitterSeed: surroundings.jitterSeed
        )
        state = Mutex(State(keeping: keeping))
    }

    /// Something may have changed the windows.
    func look() { windowBell.ring() }
}

/// Windows and indexes; beside migrations, too.
extension FreshKeeper {
    /// Until the task is cancelled.
    func watchWindows() async {
        while !Task.isCancelled {
            let next = await lookAtWindows()
            await windowBell.wait(until: next, on: surroundings.timeline)
        }
    }

    /// - Returns: when to look again; nil: not before a ring.
    private func lookAtWindows() async -> Duration? {
        let timeline = surroundings.timeline
        do throws(StoreError) {
            let log = try await surroundings.store.profileLog()
            let windows = try await surroundings.rollbackWindows(in: log)
            let kept = try await kept(windows.map(\.space), log)
            let hasChanged = state.withLock { state in
                defer { state.kept = kept }
                return state.kept != kept
            }
            if hasChanged { spacesBell.ring() }
            try await retain(try await spacesToRetain(log, windows))
            let unixMs = surroundings.unixMs()
            guard let end = windows.map(\.untilUnixMs).min() else { return nil }
            return timeline.now + min(.milliseconds(end - unixMs), Self.windowCheckMax)
        } catch {
            surroundings.logger.warning(
                "the rollback windows cannot be looked after",
                metadata: ["reason": "\(error.message)"]
            )
            return timeline.now + surroundings.limits.freshPoll
        }
    }

    private func kept(
        _ spaces: [Space],
        _ log: ProfileLog
    ) async throws(StoreError) -> [Kept] {
        var kept: [Kept] = []
        for space in spaces {
            var settings = surroundings.defaults
            if let filled = log.rows.last(where: { $0.space == space }),
                let record = try await surroundings.store.migration(filled.epoch)
            {
                settings = record.settings
            }
            kept.append(Kept(space: space, oversize: settings.oversize))
        }
        return kept
    }

    /// The active space, too, while a migration is about to leave it: its index stays loaded
    /// through the flip instead of being loaded again.
    private func spacesToRetain(
        _ log: ProfileLog,
        _ windows: [RollbackWindow]
    ) async throws(StoreError) -> [Space] {
        let spaces = windows.map(\.space)
        guard let building = log.building, let active = log.active,
            let settings = try await surroundings.store.migration(building.epoch)?.settings,
            settings.rollbackWindowSeconds > 0
        else { return spaces }
        return spaces + [active.space]
    }

    private func retain(_ spaces: [Space]) async throws(StoreError) {
        let wanted = Set(spaces.map(\.id))
        state.withLock { state in
            let ended = state.retained.subtracting(wanted)
            state.retained.formIntersection(wanted)
            for space in ended.sorted() where space != state.borrowed {
                surroundings.indexes.release(space)
            }
        }
        for space in spaces {
            let isNew = state.withLock { $0.retained.insert(space.id).inserted }
            guard isNew else { continue }
            do throws(StoreError) {
                try await surroundings.indexes.retain(space)
            } catch {
                state.withLock { _ = $0.retained.remove(space.id) }
                throw error
            }
        }
    }
}

/// An index for an evaluation; one at a time.
extension FreshKeeper {
    /// Loads the index of `space` if it is not loaded, and keeps it until `giveBack`.
    func borrow(_ space: Space) async throws(StoreError) {
        state.withLock { $0.borrowed = space.id }
        do throws(StoreError) {
            try await surroundings.indexes.retain(space)
        } catch {
            giveBack(space)
            throw error
        }
    }

    /// What is retained for a window stays.
    func giveBack(_ space: Space) {
        state.withLock { state in
            state.borrowed = nil
            if !state.retained.contains(space.id) { surroundings.indexes.release(space.id) }
        }
    }
}

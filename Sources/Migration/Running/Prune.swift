import Knowledge
import Spaces

/// What a prune deleted, or would.
package struct PruneReport: Sendable, Hashable {
    package let vectors: Int
    /// Of those vectors.
    package let bytes: Int
}

extension Migrations {
    /// Deletes the vectors of every space named `target`, in small transactions, and gives the room
    /// back.
    ///
    /// A space that an active or building profile uses is refused, also if an older epoch shares
    /// it, and so is one inside its rollback window, or from which an unfinished migration takes
    /// vectors over; then nothing is deleted.
    package func prune(
        target: String,
        isDryRun: Bool
    ) async throws(MigrationError) -> PruneReport {
        let log = try await profileLog()
        let spaces = Set(log.rows.map(\.space).filter { $0.identity.target == target })
            .sorted { $0.id < $1.id }
        guard !spaces.isEmpty else {
            throw MigrationError(
                .notFound,
                "There is no space \"\(target)\"; list the profiles to see what there is."
            )
        }
        for profile in [log.active?.profile, log.building].compactMap(\.self)
        where spaces.contains(profile.space) {
            throw Self.inUse(target, by: profile.epoch)
        }
        if let building = log.building, let adopted = try await adopted(by: building.epoch),
            spaces.contains(where: { $0.id == adopted })
        {
            throw Self.isAdopted(target, by: building.epoch)
        }
        let windows = try await rollbackWindows(in: log)
        if let window = windows.last(where: { spaces.contains($0.space) }) {
            throw Self.keptFresh(window)
        }
        return isDryRun ? try await survey(spaces) : try await prune(spaces)
    }

    private func adopted(by epoch: Epoch) async throws(MigrationError) -> SpaceID? {
        try await record(of: epoch)?.settings.adopted
    }

    private static func isAdopted(_ target: String, by epoch: Epoch) -> MigrationError {
        MigrationError(
            .spaceInUse(epoch),
            """
            The migration of epoch \(epoch.rawValue) takes over vectors of the space \(target); \
            prune it when that has ended.
            """
        )
    }

    private static func inUse(_ target: String, by epoch: Epoch) -> MigrationError {
        MigrationError(
            .spaceInUse(epoch),
            "The profile of epoch \(epoch.rawValue) uses the space \(target); it cannot be pruned."
        )
    }

    private static func keptFresh(_ window: RollbackWindow) -> MigrationError {
        MigrationError(
            .spaceInUse(window.epoch),
            """
            The space \(window.space.identity.target) is kept fresh for a rollback until \
            \(Moment.words(window.untilUnixMs)); to prune it earlier, tune epoch \
            \(window.epoch.rawValue) with a rollback window of 0 seconds first.
            """
        )
    }

    private func survey(_ spaces: [Space]) async throws(MigrationError) -> PruneReport {
        var vectors = 0
        var bytes = 0
        for space in spaces {
            let counts = try await storing { () throws(StoreError) in
                try await surroundings.store.counts(of: space.id)
            }
            vectors += counts.vectors
            bytes += counts.vectors * space.identity.dimensions * MigrationPlan.bytesPerDimension
        }
        return PruneReport(vectors: vectors, bytes: bytes)
    }

    private func prune(_ spaces: [Space]) async throws(MigrationError) -> PruneReport {
        var vectors = 0
        var bytes = 0
        for space in spaces {
            var isDone = false
            while !isDone {
                let result = try await storing { () throws(StoreError) in
                    try await surroundings.store.prune(
                        space.id,
                        limit: surroundings.limits.pruneVectors
                    )
                }
                switch result {
                case .deleted(let some, let freed, let last):
                    vectors += some
                    bytes += freed
                    isDone = last
                case .inUse(let epoch):
                    throw Self.inUse(space.identity.target, by: epoch)
                }
            }
        }
        try await storing { () throws(StoreError) in
            try await surroundings.store.releaseFreedPages()
        }
        return PruneReport(vectors: vectors, bytes: bytes)
    }
}

package import Knowledge
package import Spaces

/// A migration as it is now.
package struct MigrationStatus: Sendable, Hashable {
    package let record: MigrationRecord
    /// Newer than the record's, while it is at work.
    package let phase: Phase
    package let reason: String
    package let progress: MigrationProgress
    /// When a paused migration tries again; nil: it is not paused, or tries right now.
    package let nextTryUnixMs: Int64?
    package let atUnixMs: Int64
}

/// A row of the profile log, with what is derived about it.
package struct ProfileStatus: Sendable, Hashable {
    package let profile: Profile
    /// The highest epoch that finished.
    package let isActive: Bool
    /// In its space, current or not.
    package let vectors: Int
}

/// Reading.
extension Migrations {
    /// `epoch` nil: the newest.
    package func get(_ epoch: Epoch?) async throws(MigrationError) -> MigrationStatus {
        guard let record = try await record(of: epoch) else {
            throw MigrationError.noMigration(epoch)
        }
        return try await status(of: record)
    }

    /// Newest first, behind `before`.
    package func list(
        before: Epoch?,
        limit: Int
    ) async throws(MigrationError) -> [MigrationStatus] {
        let records = try await storing { () throws(StoreError) in
            try await surroundings.store.migrations(before: before, limit: limit)
        }
        let counts = try await storing { () throws(StoreError) in
            try await self.counts(of: records.map(\.space.id))
        }
        var statuses: [MigrationStatus] = []
        for record in records {
            statuses.append(try await status(of: record, counts: counts[record.space.id]))
        }
        return statuses
    }

    /// Newest first, behind `before`.
    package func profiles(
        before: Epoch?,
        limit: Int
    ) async throws(MigrationError) -> [ProfileStatus] {
        try await storing { () throws(StoreError) in
            let log = try await surroundings.store.profileLog()
            let active = log.active?.epoch
            let rows = log.rows.reversed().filter { row in before.map { row.epoch < $0 } ?? true }
            let counts = try await self.counts(of: rows.prefix(limit).map(\.space.id))
            return rows.prefix(limit).map { row in
                ProfileStatus(
                    profile: row,
                    isActive: row.epoch == active,
                    vectors: counts[row.space.id]?.vectors ?? 0
                )
            }
        }
    }

    func record(of epoch: Epoch?) async throws(MigrationError) -> MigrationRecord? {
        try await storing { () throws(StoreError) in
            guard let epoch else {
                return try await surroundings.store.migrations(before: nil, limit: 1).first
            }
            return try await surroundings.store.migration(epoch)
        }
    }

    /// Each space is counted once, however many rows share it.
    private func counts(
        of spaces: [SpaceID]
    ) async throws(StoreError) -> [SpaceID: SpaceCounts] {
        var counts: [SpaceID: SpaceCounts] = [:]
        for space in spaces where counts[space] == nil {
            counts[space] = try await surroundings.store.counts(of: space)
        }
        return counts
    }

    /// `counts` of its space, if they are known already.
    func status(
        of record: MigrationRecord,
        counts: SpaceCounts? = nil
    ) async throws(MigrationError) -> MigrationStatus {
        let atUnixMs = surroundings.unixMs()
        guard !record.phase.isEnd, let run = running(record.epoch) else {
            return MigrationStatus(
                record: record,
                phase: record.phase,
                reason: record.reason,
                progress: try await restingProgress(of: record, counts: counts),
                nextTryUnixMs: nil,
                atUnixMs: atUnixMs
            )
        }
        let snapshot = run.snapshot
        return MigrationStatus(
            record: record,
            phase: snapshot.phase,
            reason: snapshot.reason,
            progress: snapshot.progress,
            nextTryUnixMs: snapshot.nextTry.map { atUnixMs + $0.milliseconds },
            atUnixMs: atUnixMs
        )
    }

    /// Of a migration that nobody works on.
    private func restingProgress(
        of record: MigrationRecord,
        counts known: SpaceCounts?
    ) async throws(MigrationError) -> MigrationProgress {
        let counts = try await storing { () throws(StoreError) in
            if let known { return known }
            return try await surroundings.store.counts(of: record.space.id)
        }
        return MigrationProgress(
            total: counts.items,
            embedded: counts.embedded,
            itemsPerSecond: 0,
            eta: .unknown(record.phase.isEnd ? "it has ended" : "it has not begun"),
            stored: 0
        )
    }
}

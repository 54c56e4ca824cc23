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
    /// The newest comparison; nil: there was none.
    package let evaluation: EvaluationReport?
    /// Whose vectors are taken over; nil: none are.
    package let adoptedTarget: String?
    package let atUnixMs: Int64
}

/// A row of the profile log, with what is derived about it.
package struct ProfileStatus: Sendable, Hashable {
    package let profile: Profile
    /// The highest epoch that finished.
    package let isActive: Bool
    /// In its space, current or not.
    package let vectors: Int
    /// Items with neither a current vector in its space nor a place in its quarantine.
    package let missing: Int
    /// Until when its space is kept fresh for a rollback; nil: it is not.
    package let freshUntilUnixMs: Int64?
    /// The verdict of its newest comparison, in a sentence; nil: there was none.
    package let verdict: String?
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
            let windows = try await surroundings.rollbackWindows(in: log)
            let active = log.active?.epoch
            let rows = log.rows.reversed().lazy
                .filter { row in before.map { row.epoch < $0 } ?? true }
                .prefix(max(0, limit))
            let counts = try await self.counts(of: rows.map(\.space.id))
            var statuses: [ProfileStatus] = []
            for row in rows {
                let window = windows.first { $0.space == row.space }
                let isEarlier = row.ending?.outcome == .finished && row.epoch != active
                let report = try await surroundings.store.evaluation(of: row.epoch)
                statuses.append(
                    ProfileStatus(
                        profile: row,
                        isActive: row.epoch == active,
                        vectors: counts[row.space.id]?.vectors ?? 0,
                        missing: counts[row.space.id]?.missing ?? 0,
                        freshUntilUnixMs: isEarlier ? window?.untilUnixMs : nil,
                        verdict: report?.sentence
                    )
                )
            }
            return statuses
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
        let snapshot = record.phase.isEnd ? nil : running(record.epoch)?.snapshot
        let progress = try await progress(of: record, as: snapshot?.progress, counts: counts)
        return try await storing { () throws(StoreError) in
            MigrationStatus(
                record: record,
                phase: snapshot?.phase ?? record.phase,
                reason: snapshot?.reason ?? record.reason,
                progress: progress,
                nextTryUnixMs: snapshot?.nextTry.map { atUnixMs + $0.milliseconds },
                evaluation: try await surroundings.store.evaluation(of: record.epoch),
                adoptedTarget: try await adoptedTarget(of: record),
                atUnixMs: atUnixMs
            )
        }
    }

    private func adoptedTarget(of record: MigrationRecord) async throws(StoreError) -> String? {
        guard let adopted = record.settings.adopted else { return nil }
        let rows = try await surroundings.store.profileLog().rows
        return rows.first { $0.space.id == adopted }?.space.identity.target
    }

    /// - Parameter shown: by whoever works on it; nil: nobody does.
    private func progress(
        of record: MigrationRecord,
        as shown: MigrationProgress?,
        counts known: SpaceCounts?
    ) async throws(MigrationError) -> MigrationProgress {
        if let shown, shown.total > 0 { return shown }
        let counts = try await storing { () throws(StoreError) in
            if let known { return known }
            return try await surroundings.store.counts(of: record.space.id)
        }
        let why = record.phase.isEnd ? "it has ended" : "it has not begun"
        var progress =
            shown
            ?? MigrationProgress(
                total: 0,
                embedded: 0,
                itemsPerSecond: 0,
                eta: .unknown(why),
                stored: 0
            )
        // Who has just begun to work on it has not counted yet.
        progress.total = counts.items
        progress.embedded = counts.embedded
        progress.quarantined = counts.quarantined
        if shown == nil { progress.spend = record.spend }
        return progress
    }
}

internal import GRDB
internal import Knowledge
internal import Migration
internal import Spaces

/// The migrations and their numbered phase changes.
struct MigrationTable {
    let db: Database

    func insert(_ epoch: Epoch, settings: MigrationSettings) throws {
        try db.run(
            "INSERT INTO migrations (epoch, settings) VALUES (?, ?)",
            epoch,
            try JSONText.encode(settings)
        )
    }

    /// - Returns: whether there is such a migration.
    func set(_ settings: MigrationSettings, of epoch: Epoch) throws -> Bool {
        try db.run(
            "UPDATE migrations SET settings = ? WHERE epoch = ?",
            try JSONText.encode(settings),
            epoch
        ) == 1
    }

    /// Counts as spent.
    func setAside(_ micros: Int64, by epoch: Epoch) throws {
        let changed = try db.run(
            "UPDATE migrations SET spent_micros = spent_micros + ? WHERE epoch = ?",
            micros,
            epoch
        )
        guard changed == 1 else { throw StoreError.noMigration(epoch) }
    }

    /// Gives back of what was set aside, and counts what the provider counted.
    ///
    /// A CHECK refuses to give back more than there is.
    func settle(_ settlement: Settlement) throws {
        let changed = try db.run(
            """
            UPDATE migrations SET spent_micros = spent_micros - ?, tokens = tokens + ?
            WHERE epoch = ?
            """,
            settlement.givenBackMicros,
            settlement.tokens,
            settlement.epoch
        )
        guard changed == 1 else { throw StoreError.noMigration(settlement.epoch) }
    }

    func record(_ epoch: Epoch) throws -> MigrationRecord? {
        try db.first(
            "\(Self.records) WHERE migrations.epoch = ?",
            try Self.standardSettings,
            epoch,
            read: MigrationRecord.init(row:)
        )
    }

    /// Newest first.
    func records(before: Epoch?, limit: Int) throws -> [MigrationRecord] {
        try db.all(
            "\(Self.records) WHERE migrations.epoch < ? ORDER BY migrations.epoch DESC LIMIT ?",
            try Self.standardSettings,
            before ?? Epoch(rawValue: .max),
            limit,
            read: MigrationRecord.init(row:)
        )
    }

    /// Appends a change from the newest phase, numbered behind the newest, in one statement.
    func append(
        _ phase: Phase,
        reason: String,
        to epoch: Epoch,
        atUnixMs: Int64
    ) throws -> PhaseChange {
        let change = try db.first(
            """
            INSERT INTO migration_changes (epoch, sequence, old_phase, new_phase, reason, at_ms)
            SELECT migrations.epoch, coalesce(max(sequence), 0) + 1,
                coalesce(new_phase, 'planned'), ?2, ?3, ?4
            FROM migrations LEFT JOIN migration_changes USING (epoch)
            WHERE migrations.epoch = ?1 GROUP BY migrations.epoch
            RETURNING \(PhaseChange.columns)
            """,
            epoch,
            phase.rawValue,
            reason,
            atUnixMs,
            read: PhaseChange.init(row:)
        )
        guard let change else { throw StoreError.noMigration(epoch) }
        return change
    }

    func changes(of epoch: Epoch, after sequence: Int64, limit: Int) throws -> [PhaseChange] {
        try db.all(
            """
            SELECT \(PhaseChange.columns) FROM migration_changes
            WHERE epoch = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """,
            epoch,
            sequence,
            limit,
            read: PhaseChange.init(row:)
        )
    }

    func setTimes(_ times: FlipTimes, of epoch: Epoch) throws {
        let changed = try db.run(
            "UPDATE migrations SET flip_us = ?, longest_hold_us = ? WHERE epoch = ?",
            times.flipMicroseconds,
            times.longestHoldMicroseconds,
            epoch
        )
        guard changed == 1 else { throw StoreError.noMigration(epoch) }
    }

    /// The first parameter of `records`: a knob that is younger than a migration stands there as it
    /// is without orders.
    private static var standardSettings: String {
        get throws { try JSONText.encode(MigrationSettings.standard) }
    }

    private static let records = """
        SELECT migrations.epoch, json_patch(?, settings), spent_micros, tokens,
            flip_us, longest_hold_us, profiles.started_ms, profiles.ended_ms,
            newest.sequence, newest.new_phase, newest.reason, \(SpaceTable.columns)
        FROM migrations
        JOIN profiles ON profiles.epoch = migrations.epoch
        JOIN spaces ON spaces.id = profiles.space
        LEFT JOIN migration_changes AS newest ON newest.epoch = migrations.epoch
            AND newest.sequence = (
                SELECT max(sequence) FROM migration_changes WHERE epoch = migrations.epoch
            )
        """
}

extension PhaseChange {
    fileprivate static let columns = "epoch, sequence, old_phase, new_phase, reason, at_ms"

    fileprivate init(row: Row) throws {
        self.init(
            epoch: Epoch(rawValue: row.integer(0)),
            sequence: row.integer(1),
            from: try Phase(row: row, column: 2),
            to: try Phase(row: row, column: 3),
            reason: try row.text(4),
            atUnixMs: row.integer(5)
        )
    }
}

extension MigrationRecord {
    /// Reads `MigrationTable.records`.
    ///
    /// Before the first change the phase is *planned*.
    fileprivate init(row: Row) throws {
        self.init(
            epoch: Epoch(rawValue: row.integer(0)),
            space: try Space(row: row, from: 11),
            settings: try JSONText.decode(row.text(1)),
            phase: row.isNull(9) ? .planned : try Phase(row: row, column: 9),
            reason: try row.text(10),
            startedUnixMs: row.integer(6),
            endedUnixMs: row.isNull(7) ? nil : row.integer(7),
            sequence: row.integer(8),
            times: row.isNull(4)
                ? nil
                : FlipTimes(
                    flipMicroseconds: row.integer(4),
                    longestHoldMicroseconds: row.integer(5)
                ),
            spend: MigrationSpend(micros: row.integer(2), tokens: row.integer(3))
        )
    }
}

extension Phase {
    fileprivate init(row: Row, column: Int32) throws {
        guard let phase = Phase(rawValue: try row.text(column)) else {
            throw StoreError(.damaged, "A stored phase cannot be read; restore a backup.")
        }
        self = phase
    }
}

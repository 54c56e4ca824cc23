internal import GRDB
internal import Knowledge
internal import Spaces

/// The append-only activation log.
struct ProfileTable {
    let db: Database

    func log() throws -> ProfileLog {
        let rows = try db.all(
            """
            SELECT epoch, started_ms, outcome, ended_ms, \(SpaceTable.columns)
            FROM profiles JOIN spaces ON spaces.id = profiles.space ORDER BY epoch
            """
        ) { row in
            Profile(
                epoch: Epoch(rawValue: row.integer(0)),
                space: try Space(row: row, from: 4),
                startedUnixMs: row.integer(1),
                ending: try Profile.Ending(row: row, from: 2)
            )
        }
        return ProfileLog(rows: rows)
    }

    /// The space of the finished row with the highest epoch.
    func activeSpace() throws -> SpaceID? {
        try db.first(
            "SELECT space FROM profiles WHERE outcome = 'finished' ORDER BY epoch DESC LIMIT 1"
        ) { SpaceID(rawValue: $0.integer(0)) }
    }

    /// The vectors that the profile's space holds; nil: it was pruned away.
    func vectorTable(of epoch: Epoch) throws -> VectorTable? {
        try db.first(
            """
            SELECT spaces.id FROM profiles JOIN spaces ON spaces.id = profiles.space
            WHERE epoch = ? AND state = 'kept'
            """,
            epoch
        ) { VectorTable(space: SpaceID(rawValue: $0.integer(0))) }
    }

    /// Appends an unfinished row.
    ///
    /// The partial unique index refuses a second one.
    func append(_ space: SpaceID, atUnixMs: Int64) throws -> Epoch {
        try db.run("INSERT INTO profiles (space, started_ms) VALUES (?, ?)", space, atUnixMs)
        return Epoch(rawValue: db.lastInsertedRowID)
    }

    /// Sets the outcome of an unfinished row: compare-and-set.
    ///
    /// - Returns: whether it was unfinished until now.
    func end(_ epoch: Epoch, as outcome: ProfileOutcome, atUnixMs: Int64) throws -> Bool {
        try db.exists(
            """
            UPDATE profiles SET outcome = ?, ended_ms = ? WHERE epoch = ? AND outcome IS NULL
            RETURNING epoch
            """,
            outcome.rawValue,
            atUnixMs,
            epoch
        )
    }

    /// - Throws: `notFound` for an epoch that the log does not hold.
    func ending(of epoch: Epoch) throws -> Profile.Ending? {
        let ending = try db.first(
            "SELECT outcome, ended_ms FROM profiles WHERE epoch = ?",
            epoch
        ) { try Profile.Ending(row: $0, from: 0) }
        guard let ending else { throw StoreError.noMigration(epoch) }
        return ending
    }
}

extension Profile.Ending {
    /// Reads `outcome, ended_ms`, the first of which is at `column`; nil: the row is unfinished.
    fileprivate init?(row: Row, from column: Int32) throws {
        guard !row.isNull(column) else { return nil }
        guard let outcome = ProfileOutcome(rawValue: try row.text(column)) else {
            throw StoreError(.damaged, "A stored outcome cannot be read; restore a backup.")
        }
        self.init(outcome: outcome, atUnixMs: row.integer(column + 1))
    }
}

extension StoreError {
    static func noMigration(_ epoch: Epoch) -> StoreError {
        StoreError(
            .notFound,
            "There is no migration of epoch \(epoch.rawValue). List them to see which there are."
        )
    }
}

internal import GRDB
internal import Knowledge
internal import Spaces

/// The writer's open transaction, as its units see it.
struct WriteTransaction {
    let db: Database
    /// What the observers will hear.
    var commit = Commit()
    private var newest: Revision
    private let newestBefore: Revision
    private var tables: [SpaceID: VectorTable?] = [:]

    init(db: Database) throws {
        self.db = db
        newest = try db.newestRevision()
        newestBefore = newest
    }

    /// Revisions are given inside the transaction, so the order in which they become visible is
    /// their numeric order.
    mutating func nextRevision() -> Revision {
        newest = Revision(rawValue: newest.rawValue + 1)
        return newest
    }

    /// The vectors of `space`; nil: it is unknown or has been pruned away.
    mutating func vectorTable(of space: SpaceID) throws -> VectorTable? {
        if let known = tables[space] { return known }
        let table = try VectorTable.kept(space, in: db)
        tables[space] = .some(table)
        return table
    }

    /// Called after a unit made a space's table or dropped it.
    mutating func forgetVectorTables() {
        tables = [:]
    }

    /// Stores the revision counter.
    ///
    /// The last thing before the commit.
    func finish() throws {
        guard newest > newestBefore else { return }
        try db.run("UPDATE store SET revision = ? WHERE id = 1", newest)
    }
}

extension Database {
    /// The newest revision given, to an item or to a delete.
    func newestRevision() throws -> Revision {
        guard
            let newest = try first(
                "SELECT revision FROM store WHERE id = 1",
                read: { $0.revision(0) }
            )
        else { throw StoreError(.damaged, "The revision counter is missing; restore a backup.") }
        return newest
    }
}

internal import GRDB
internal import Knowledge
internal import Spaces

/// The table of one kept space's vectors: at most one for an item, current when its revision is
/// the item's.
///
/// Revisions are unique in the whole store, so *current* is a meeting of two indexes that hold
/// nothing but revisions, and no vector is read to find what is missing.
struct VectorTable {
    let space: SpaceID

    /// An identifier, and made of an integer only.
    var name: String { "vectors_\(space.rawValue)" }

    /// nil: the space is unknown or has been pruned away.
    static func kept(_ space: SpaceID, in db: Database) throws -> VectorTable? {
        let isKept = try db.exists("SELECT 1 FROM spaces WHERE id = ? AND state = 'kept'", space)
        return isKept ? VectorTable(space: space) : nil
    }

    static func allKept(in db: Database) throws -> [VectorTable] {
        try db.all("SELECT id FROM spaces WHERE state = 'kept' ORDER BY id") { row in
            VectorTable(space: SpaceID(rawValue: row.integer(0)))
        }
    }

    func create(dimensions: Int, in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE \(name) (
                    item INTEGER PRIMARY KEY,
                    revision INTEGER NOT NULL UNIQUE,
                    vector BLOB NOT NULL CHECK (length(vector) = \(dimensions * 4)),
                    form TEXT NOT NULL DEFAULT 'whole'
                        CHECK (form IN ('whole', 'truncated', 'split'))
                ) STRICT
                """
        )
    }

    func drop(in db: Database) throws {
        try db.execute(sql: "DROP TABLE \(name)")
    }

    /// Whether the item whose revision that is has its current vector here.
    func hasVector(at revision: Revision, in db: Database) throws -> Bool {
        try db.exists("SELECT 1 FROM \(name) WHERE revision = ?", revision)
    }

    /// Stores a vector that is known to be current.
    ///
    /// An item that was quarantined is so no more.
    func store(_ vector: Vector, in db: Database) throws {
        try db.run(
            """
            INSERT INTO \(name) (item, revision, vector, form) VALUES (?, ?, ?, ?)
            ON CONFLICT (item) DO UPDATE
            SET revision = excluded.revision, vector = excluded.vector, form = excluded.form
            """,
            vector.item,
            vector.revision,
            FloatBlob(values: vector.values),
            vector.form.rawValue
        )
        try QuarantineTable(db: db).release(vector.item, in: space)
    }

    /// Stores a vector if its revision is its item's.
    ///
    /// - Returns: whether it took effect.
    func storeIfCurrent(_ vector: Vector, in db: Database) throws -> Bool {
        let isCurrent = try db.exists(
            "SELECT 1 FROM items WHERE id = ? AND revision = ?",
            vector.item,
            vector.revision
        )
        guard isCurrent else { return false }
        try store(vector, in: db)
        return true
    }

    func delete(_ item: ItemID, in db: Database) throws {
        try db.run("DELETE FROM \(name) WHERE item = ?", item)
    }

    func vectors(after: ItemID?, limit: Int, in db: Database) throws -> [Vector] {
        try db.all(
            "SELECT \(Self.columns) FROM \(name) WHERE item > ? ORDER BY item LIMIT ?",
            after ?? ItemID(rawValue: 0),
            limit,
            read: Vector.init(row:)
        )
    }

    /// The vector of an item's revision; nil: there is none that is current.
    func vector(at revision: Revision, in db: Database) throws -> Vector? {
        try db.first(
            "SELECT \(Self.columns) FROM \(name) WHERE revision = ?",
            revision,
            read: Vector.init(row:)
        )
    }

    /// What the item's current vector was made from; nil: it has none.
    func form(of item: ItemID, in db: Database) throws -> VectorForm? {
        try db.first(
            """
            SELECT form FROM \(name) JOIN items USING (revision) WHERE items.id = ?
            """,
            item
        ) { try VectorForm(row: $0, column: 0) }
    }

    private static let columns = "item, revision, vector, form"

    /// Whether an item with a revision behind `pass` and up to `through` belongs to the backlog.
    ///
    /// Looks at those revisions only.
    func isMissingAny(
        behind pass: Revision,
        through: Revision,
        in db: Database
    ) throws -> Bool {
        try db.exists(missingBetween, pass, through)
    }

    /// What the flip asks; a test reads its plan.
    var missingBetween: String {
        """
        SELECT 1 FROM items INDEXED BY items_revision
        WHERE items.revision > ? AND items.revision <= ? AND \(isInBacklog) LIMIT 1
        """
    }

    /// A condition on `items`: there is no current vector here, and the item is not quarantined.
    var isInBacklog: String {
        "\(hasNoVector) AND NOT \(QuarantineTable.holdsItem(of: space))"
    }

    /// A condition on `items`: there is no current vector here.
    var hasNoVector: String {
        "NOT EXISTS (SELECT 1 FROM \(name) WHERE \(name).revision = items.revision)"
    }
}

extension Vector {
    /// Reads `VectorTable.columns`.
    fileprivate init(row: Row) throws {
        self.init(
            item: row.id(0),
            revision: row.revision(1),
            values: row.floats(2),
            form: try VectorForm(row: row, column: 3)
        )
    }
}

extension VectorForm {
    fileprivate init(row: Row, column: Int32) throws {
        guard let form = VectorForm(rawValue: try row.text(column)) else {
            throw StoreError(.damaged, "A vector's form cannot be read; restore a backup.")
        }
        self = form
    }
}

extension Database {
    /// Counted in indexes alone.
    ///
    /// Without a table, nothing is embedded.
    func counts(of table: VectorTable?) throws -> SpaceCounts {
        let items = try first("SELECT count(*) FROM items") { $0.int(0) } ?? 0
        guard let table else { return SpaceCounts(items: items, embedded: 0, vectors: 0) }
        let vectors = try first("SELECT count(*) FROM \(table.name)") { $0.int(0) }
        let bare = try first(
            "SELECT count(*) FROM items INDEXED BY items_revision WHERE \(table.hasNoVector)"
        ) { $0.int(0) }
        return SpaceCounts(
            items: items,
            embedded: items - (bare ?? 0),
            vectors: vectors ?? 0,
            quarantined: try QuarantineTable(db: self).count(in: table.space)
        )
    }
}

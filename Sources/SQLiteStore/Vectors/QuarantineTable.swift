internal import GRDB
internal import Knowledge
internal import Spaces

/// What each space's embedder refuses: at most one row for a space and an item.
///
/// A row is always of its item's own revision, and its item has no current vector in its space:
/// whatever would change that takes the row with it.
struct QuarantineTable {
    let db: Database

    /// A condition on `items`: the space's embedder refuses the item.
    static func holdsItem(of space: SpaceID) -> String {
        """
        EXISTS (
            SELECT 1 FROM quarantine
            WHERE quarantine.space = \(space.rawValue) AND quarantine.item = items.id
        )
        """
    }

    /// Stores a refusal of the item's own revision, if that has no current vector in `table`.
    ///
    /// - Returns: whether it took effect.
    func add(_ refusal: ItemRefusal, in table: VectorTable, atUnixMs: Int64) throws -> Bool {
        let changed = try db.run(
            """
            INSERT INTO quarantine (space, item, revision, state, reason, refusals, at_ms)
            SELECT ?, id, revision, 'refused', ?, 1, ? FROM items
            WHERE id = ? AND revision = ? AND \(table.hasNoVector)
            ON CONFLICT (space, item) DO UPDATE SET
                state = excluded.state, reason = excluded.reason,
                refusals = refusals + 1, at_ms = excluded.at_ms
            """,
            table.space,
            refusal.reason,
            atUnixMs,
            refusal.item,
            refusal.revision
        )
        return changed > 0
    }

    /// By ascending item.
    func rows(of space: SpaceID, after: ItemID?, limit: Int) throws -> [QuarantinedItem] {
        try db.all(
            """
            SELECT item, collection, key, quarantine.revision, reason, state, refusals, at_ms
            FROM quarantine JOIN items ON items.id = quarantine.item
            WHERE space = ? AND item > ? ORDER BY item LIMIT ?
            """,
            space,
            after ?? ItemID(rawValue: 0),
            limit,
            read: QuarantinedItem.init(row:)
        )
    }

    func count(in space: SpaceID) throws -> Int {
        try db.first("SELECT count(*) FROM quarantine WHERE space = ?", space) { $0.int(0) } ?? 0
    }

    /// - Returns: how many rows were *refused* until now.
    func retryAll(in space: SpaceID) throws -> Int {
        try db.run("\(Self.retry) WHERE space = ? AND state = 'refused'", space)
    }

    /// - Returns: whether the item's row was *refused* until now.
    func retry(_ key: ItemKey, in space: SpaceID) throws -> Bool {
        let changed = try db.run(
            """
            \(Self.retry) WHERE space = ? AND state = 'refused'
                AND item = (SELECT id FROM items WHERE collection = ? AND key = ?)
            """,
            space,
            key.collection,
            key.key
        )
        return changed > 0
    }

    /// Items to be asked for once more, by ascending id.
    func retrying(in space: SpaceID, after: ItemID?, limit: BacklogLimit) throws -> [Item] {
        let ids = try db.all(
            Self.retryingItems,
            space,
            after ?? ItemID(rawValue: 0),
            max(limit.items, 1)
        ) { $0.id(0) }
        var items: [Item] = []
        var bytes = 0
        for id in ids {
            guard let item = try db.item(withID: id) else { continue }
            bytes += item.text.utf8.count
            guard items.isEmpty || bytes <= limit.textBytes else { break }
            items.append(item)
        }
        return items
    }

    /// A test reads its plan.
    static let retryingItems = """
        SELECT item FROM quarantine
        WHERE space = ? AND state = 'retrying' AND item > ? ORDER BY item LIMIT ?
        """

    /// The item has a vector in `space`.
    func release(_ item: ItemID, in space: SpaceID) throws {
        try db.run("DELETE FROM quarantine WHERE space = ? AND item = ?", space, item)
    }

    /// The item has another text, or goes.
    func release(_ item: ItemID) throws {
        try db.run("DELETE FROM quarantine WHERE item = ?", item)
    }

    /// Deletes up to `limit` rows of a space that is being pruned.
    func releaseFirst(_ limit: Int, in space: SpaceID) throws {
        try db.run(
            """
            DELETE FROM quarantine WHERE space = ?1 AND item IN (
                SELECT item FROM quarantine WHERE space = ?1 ORDER BY item LIMIT ?2
            )
            """,
            space,
            limit
        )
    }

    func isEmpty(of space: SpaceID) throws -> Bool {
        try !db.exists("SELECT 1 FROM quarantine WHERE space = ? LIMIT 1", space)
    }

    private static let retry = "UPDATE quarantine SET state = 'retrying'"
}

extension QuarantinedItem {
    fileprivate init(row: Row) throws {
        guard let state = State(rawValue: try row.text(5)) else {
            throw StoreError(.damaged, "A quarantined item cannot be read; restore a backup.")
        }
        self.init(
            item: row.id(0),
            key: ItemKey(collection: try row.text(1), key: try row.text(2)),
            revision: row.revision(3),
            reason: try row.text(4),
            state: state,
            refusals: row.int(6),
            atUnixMs: row.integer(7)
        )
    }
}

internal import GRDB
internal import Knowledge

extension Item {
    /// What `init(row:)` reads, in its order.
    static let columns =
        "items.id, items.collection, items.key, items.text, items.metadata, items.revision, "
        + "items.created_ms, items.updated_ms"

    init(row: Row) throws {
        self.init(
            id: row.id(0),
            key: ItemKey(collection: try row.text(1), key: try row.text(2)),
            text: try row.text(3),
            metadata: try row.withBytes(4, MetadataBlob.decode),
            revision: row.revision(5),
            createdUnixMs: row.integer(6),
            updatedUnixMs: row.integer(7)
        )
    }
}

extension Database {
    private static let itemAtKey =
        "SELECT \(Item.columns) FROM items WHERE collection = ? AND key = ?"
    private static let itemWithID = "SELECT \(Item.columns) FROM items WHERE id = ?"

    func item(at key: ItemKey) throws -> Item? {
        try first(Self.itemAtKey, key.collection, key.key, read: Item.init(row:))
    }

    func item(withID id: ItemID) throws -> Item? {
        try first(Self.itemWithID, id, read: Item.init(row:))
    }
}

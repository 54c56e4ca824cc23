internal import GRDB
internal import Knowledge

/// Writing an item: its row, its words and its metadata entries, which always change together.
struct ItemTable {
    let db: Database

    /// What an edit needs to know of the stored item.
    struct Stored {
        let id: ItemID
        let revision: Revision
        let text: String
        let metadata: [UInt8]
    }

    func stored(at key: ItemKey) throws -> Stored? {
        try db.first(
            "SELECT id, revision, text, metadata FROM items WHERE collection = ? AND key = ?",
            key.collection,
            key.key
        ) { row in
            Stored(
                id: row.id(0),
                revision: row.revision(1),
                text: try row.text(2),
                metadata: row.withBytes(3, Array.init)
            )
        }
    }

    func insert(_ draft: ItemDraft, revision: Revision, atUnixMs: Int64) throws -> ItemID {
        try db.run(
            """
            INSERT INTO items (collection, key, revision, created_ms, updated_ms, metadata, text)
            VALUES (?1, ?2, ?3, ?4, ?4, ?5, ?6)
            """,
            draft.key.collection,
            draft.key.key,
            revision,
            atUnixMs,
            MetadataBlob.encode(draft.metadata),
            draft.text
        )
        let id = ItemID(rawValue: db.lastInsertedRowID)
        try addWords(of: draft.text, id: id)
        try addEntries(draft.metadata, id: id)
        return id
    }

    /// Stores text that differs, and the metadata that comes with it.
    ///
    /// What was refused was the old text, so no space quarantines the item any more.
    func edit(
        _ stored: Stored,
        to draft: ItemDraft,
        revision: Revision,
        atUnixMs: Int64
    ) throws {
        try removeWords(of: stored.text, id: stored.id)
        try db.run(
            "UPDATE items SET revision = ?2, updated_ms = ?3, metadata = ?4, text = ?5 WHERE id = ?1",
            stored.id,
            revision,
            atUnixMs,
            MetadataBlob.encode(draft.metadata),
            draft.text
        )
        try addWords(of: draft.text, id: stored.id)
        try QuarantineTable(db: db).release(stored.id)
        try replaceEntries(of: stored, with: draft.metadata)
    }

    /// Stores other metadata for the same text; the revision stays.
    func describe(
        _ stored: Stored,
        as metadata: [String: String],
        atUnixMs: Int64
    ) throws {
        try db.run(
            "UPDATE items SET updated_ms = ?2, metadata = ?3 WHERE id = ?1",
            stored.id,
            atUnixMs,
            MetadataBlob.encode(metadata)
        )
        try replaceEntries(of: stored, with: metadata)
    }

    func delete(_ stored: Stored) throws {
        try removeWords(of: stored.text, id: stored.id)
        try removeEntries(of: stored)
        try QuarantineTable(db: db).release(stored.id)
        try db.run("DELETE FROM items WHERE id = ?", stored.id)
    }

    private func addWords(of text: String, id: ItemID) throws {
        try db.run("INSERT INTO item_words (rowid, text) VALUES (?, ?)", id, text)
    }

    /// An external-content table is told what it must forget:
    /// https://www.sqlite.org/fts5.html#the_delete_command.
    private func removeWords(of text: String, id: ItemID) throws {
        try db.run(
            "INSERT INTO item_words (item_words, rowid, text) VALUES ('delete', ?, ?)",
            id,
            text
        )
    }

    private func replaceEntries(of stored: Stored, with metadata: [String: String]) throws {
        guard stored.metadata != MetadataBlob.encode(metadata) else { return }
        try removeEntries(of: stored)
        try addEntries(metadata, id: stored.id)
    }

    private func addEntries(_ metadata: [String: String], id: ItemID) throws {
        for (name, value) in metadata {
            try db.run(
                "INSERT INTO item_metadata (name, value, item) VALUES (?, ?, ?)",
                name,
                value,
                id
            )
        }
    }

    private func removeEntries(of stored: Stored) throws {
        for (name, value) in try stored.metadata.withUnsafeBytes(MetadataBlob.decode) {
            try db.run(
                "DELETE FROM item_metadata WHERE name = ? AND value = ? AND item = ?",
                name,
                value,
                stored.id
            )
        }
    }
}

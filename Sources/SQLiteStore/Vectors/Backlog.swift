internal import GRDB
internal import Knowledge
internal import Spaces

/// The question to the store, what of it a space lacks.
///
/// Always asked, never kept.
struct Backlog {
    /// nil: the space is unknown or pruned away, and lacks everything.
    let table: VectorTable?

    /// Walks the items' revision index against the vectors' own; only what is missing is read.
    func page(after: Revision, limit: BacklogLimit, in db: Database) throws -> BacklogPage {
        let newest = try db.newestRevision()
        let revisions = try db.all(missing, after, max(limit.items, 1) + 1) { $0.revision(0) }
        var items: [Item] = []
        var bytes = 0
        for revision in revisions.prefix(max(limit.items, 1)) {
            guard let item = try item(at: revision, in: db) else { continue }
            bytes += item.text.utf8.count
            guard items.isEmpty || bytes <= limit.textBytes else { break }
            items.append(item)
        }
        let hasMore = items.count < revisions.count
        return BacklogPage(
            items: items,
            through: hasMore ? items.last?.revision ?? after : newest,
            hasMore: hasMore
        )
    }

    /// A test reads its plan.
    var missing: String {
        """
        SELECT items.revision FROM items INDEXED BY items_revision
        WHERE items.revision > ? AND \(table?.isInBacklog ?? "TRUE")
        ORDER BY items.revision LIMIT ?
        """
    }

    private static let itemAtRevision = "SELECT \(Item.columns) FROM items WHERE revision = ?"

    private func item(at revision: Revision, in db: Database) throws -> Item? {
        try db.first(Self.itemAtRevision, revision, read: Item.init(row:))
    }
}

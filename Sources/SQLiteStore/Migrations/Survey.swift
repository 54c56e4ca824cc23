internal import GRDB
package import Knowledge
package import Migration
package import Spaces

extension SQLiteStore {
    package func survey(
        for identity: SpaceIdentity,
        sample: Int
    ) async throws(StoreError) -> MigrationSurvey {
        try await readers.read { db in
            let known = try SpaceTable(db: db).known(identity)
            let counts = try db.counts(of: known.flatMap { try VectorTable.kept($0.id, in: db) })
            let textBytes = try db.first(
                "SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM items"
            ) { $0.int(0) }
            return MigrationSurvey(
                counts: counts,
                textBytes: textBytes ?? 0,
                sample: try db.spread(sample, among: counts.items)
            )
        }
    }
}

extension Database {
    /// Items at even distances of their ids; all of them when there are no more than `limit`.
    ///
    /// Where many were deleted, one item may be the nearest to several places, and fewer come.
    fileprivate func spread(_ limit: Int, among count: Int) throws -> [Item] {
        guard limit > 0, count > 0 else { return [] }
        guard count > limit else {
            return try all("SELECT \(Item.columns) FROM items ORDER BY id", read: Item.init(row:))
        }
        let ends = try first("SELECT min(id), max(id) FROM items") {
            ($0.integer(0), $0.integer(1))
        }
        guard let (smallest, largest) = ends else { return [] }
        var sample: [Item] = []
        for place in 0..<limit {
            let step = Double(largest - smallest) / Double(limit)
            let item = try first(
                "SELECT \(Item.columns) FROM items WHERE id >= ? ORDER BY id LIMIT 1",
                smallest + Int64(Double(place) * step),
                read: Item.init(row:)
            )
            if let item, item.id != sample.last?.id { sample.append(item) }
        }
        return sample
    }
}

internal import GRDB
package import Knowledge
package import Spaces

extension SQLiteStore: ExportStore {
    package func exportPage(
        _ filter: ItemFilter,
        vectorsOf space: SpaceID?,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [ExportedItem] {
        try await readers.read { db in
            let table = try space.flatMap { try VectorTable.kept($0, in: db) }
            return try db.items(filter, after: after, limit: limit).map { item in
                ExportedItem(item: item, vector: try table?.vector(at: item.revision, in: db))
            }
        }
    }

    package func count(_ filter: ItemFilter) async throws(StoreError) -> Int {
        try await readers.read { db in try db.count(filter) }
    }
}

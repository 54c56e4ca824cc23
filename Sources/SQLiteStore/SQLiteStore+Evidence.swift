internal import GRDB
package import Knowledge
package import Spaces

extension SQLiteStore: CanaryStore {
    package func canaries(of space: SpaceID) async throws(StoreError) -> CanarySet? {
        try await readers.read { db in try CanaryTable(db: db).set(of: space) }
    }

    package func keep(
        _ set: CanarySet,
        of space: SpaceID
    ) async throws(StoreError) -> CanarySet {
        try await writer.write { transaction in
            guard try transaction.vectorTable(of: space) != nil else {
                throw StoreError(
                    .notFound,
                    "No space \(space.rawValue) is kept, so no canaries can be. List the profiles "
                        + "to see which spaces there are."
                )
            }
            let table = CanaryTable(db: transaction.db)
            if let known = try table.set(of: space) { return known }
            try table.insert(set, of: space)
            return set
        }
    }
}

extension SQLiteStore: QueryLog {
    package func record(
        _ queries: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) async throws(StoreError) {
        let bytes = queries.reduce(0) { $0 + $1.text.utf8.count }
        try await writer.write(bytes: bytes) { transaction in
            let table = QueryTable(db: transaction.db)
            for query in queries { try table.record(query) }
            try table.trim(to: most, oldestUnixMs: oldestUnixMs)
        }
    }

    package func recordedQueries(limit: Int) async throws(StoreError) -> [RecordedQuery] {
        try await readers.read { db in try QueryTable(db: db).newest(limit) }
    }
}

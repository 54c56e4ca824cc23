internal import GRDB
package import Knowledge
package import Spaces

extension SQLiteStore: QuarantineStore {
    package func quarantine(
        _ refusals: [ItemRefusal],
        in space: SpaceID,
        atUnixMs: Int64
    ) async throws(StoreError) -> Int {
        try await writer.write { transaction in
            guard let table = try transaction.vectorTable(of: space) else { return 0 }
            let quarantine = QuarantineTable(db: transaction.db)
            return try refusals.count { try quarantine.add($0, in: table, atUnixMs: atUnixMs) }
        }
    }

    package func quarantined(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> QuarantineRows {
        try await readers.read { db in
            let quarantine = QuarantineTable(db: db)
            return QuarantineRows(
                items: try quarantine.rows(of: space, after: after, limit: limit),
                total: try quarantine.count(in: space)
            )
        }
    }

    package func retryQuarantined(
        _ selection: QuarantineSelection,
        in space: SpaceID
    ) async throws(StoreError) -> Int {
        try await writer.write { transaction in
            let quarantine = QuarantineTable(db: transaction.db)
            return switch selection {
            case .all: try quarantine.retryAll(in: space)
            case .keys(let keys): try keys.count { try quarantine.retry($0, in: space) }
            }
        }
    }

    package func retrying(
        in space: SpaceID,
        after: ItemID?,
        limit: BacklogLimit
    ) async throws(StoreError) -> [Item] {
        try await readers.read { db in
            try QuarantineTable(db: db).retrying(in: space, after: after, limit: limit)
        }
    }
}

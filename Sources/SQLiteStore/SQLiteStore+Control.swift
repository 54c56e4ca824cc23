internal import GRDB
package import Knowledge
package import Migration
package import Spaces

extension SQLiteStore: MigrationControlStore {
    package func set(
        _ settings: MigrationSettings,
        of epoch: Epoch
    ) async throws(StoreError) -> MigrationRecord? {
        try await writer.write { transaction in
            let migrations = MigrationTable(db: transaction.db)
            return try migrations.set(settings, of: epoch) ? migrations.record(epoch) : nil
        }
    }

    package func setAside(_ micros: Int64, by epoch: Epoch) async throws(StoreError) {
        try await writer.write { transaction in
            try MigrationTable(db: transaction.db).setAside(micros, by: epoch)
        }
    }

    package func put(
        _ vectors: [Vector],
        in space: SpaceID,
        settling settlement: Settlement
    ) async throws(StoreError) -> Int {
        try await writer.write(bytes: vectors.bytes) { [self] transaction in
            try MigrationTable(db: transaction.db).settle(settlement)
            return try put(vectors, in: space, transaction: &transaction)
        }
    }

    package func settle(_ settlement: Settlement) async throws(StoreError) {
        try await writer.write { transaction in
            try MigrationTable(db: transaction.db).settle(settlement)
        }
    }

    package func keep(
        _ report: EvaluationReport,
        of epoch: Epoch
    ) async throws(StoreError) {
        try await writer.write { transaction in
            try EvaluationTable(db: transaction.db).keep(report, of: epoch)
        }
    }

    package func evaluation(
        of epoch: Epoch
    ) async throws(StoreError) -> EvaluationReport? {
        try await readers.read { db in try EvaluationTable(db: db).report(of: epoch) }
    }

    package func adoptVectors(
        of source: SpaceID,
        into target: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> AdoptedVectors {
        try await writer.write { [self] transaction in
            guard let from = try transaction.vectorTable(of: source),
                let to = try transaction.vectorTable(of: target)
            else { return AdoptedVectors(adopted: 0, through: nil, hasMore: false) }
            let page = try Adoption(source: from, target: to, in: transaction.db)
                .page(after: after, limit: limit, in: transaction.db)
            return AdoptedVectors(
                adopted: try put(page.vectors, in: target, transaction: &transaction),
                through: page.through,
                hasMore: page.hasMore
            )
        }
    }

    package func itemsLonger(than bytes: Int) async throws(StoreError) -> Int {
        try await readers.read { db in
            try db.first(
                "SELECT count(*) FROM items WHERE length(CAST(text AS BLOB)) > ?",
                bytes
            ) { $0.int(0) } ?? 0
        }
    }
}

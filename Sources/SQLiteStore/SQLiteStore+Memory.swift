internal import GRDB
package import Knowledge
package import Memory
package import Spaces

extension SQLiteStore: MemoryStore {
    package func ingest(
        _ batch: IngestBatch
    ) async throws(StoreError) -> Answered<IngestReceipt> {
        try await writer.write(bytes: batch.bytes) { [self] transaction in
            try once(batch.claim, atUnixMs: batch.atUnixMs, in: &transaction) { transaction in
                try Ingestion(batch, in: &transaction).run(in: &transaction)
            }
        }
    }

    package func delete(
        _ deletion: Deletion
    ) async throws(StoreError) -> Answered<DeletionReceipt> {
        try await writer.write { [self] transaction in
            try once(deletion.claim, atUnixMs: deletion.atUnixMs, in: &transaction) { transaction in
                try Deleting(deletion, in: transaction).run(in: &transaction)
            }
        }
    }

    package func earlierIngest(
        _ claim: IdempotencyClaim
    ) async throws(StoreError) -> IngestReceipt? {
        try await pointReads.read { [self] db in
            try answers(in: db).answer(to: claim, as: IngestReceipt.self)
        }
    }

    package func forms(
        of items: [ItemID],
        in space: SpaceID
    ) async throws(StoreError) -> [ItemID: VectorForm] {
        try await pointReads.read { db in
            guard let table = try VectorTable.kept(space, in: db) else { return [:] }
            return try items.reduce(into: [:]) { forms, item in
                let form = try table.form(of: item, in: db)
                forms[item] = form == .whole ? nil : form
            }
        }
    }

    package func counts() async throws(StoreError) -> StoreCounts {
        try await readers.read { [directory] db in
            StoreCounts(
                items: try db.first("SELECT count(*) FROM items") { $0.int(0) } ?? 0,
                collections: try db.collectionCount(),
                newest: try db.newestRevision(),
                bytes: (DataDirectory.size(of: directory.databasePath) ?? 0)
                    + (DataDirectory.size(of: directory.logPath) ?? 0),
                recordedQueries: try QueryTable(db: db).count()
            )
        }
    }

    package func establish(
        _ identity: SpaceIdentity,
        atUnixMs: Int64
    ) async throws(StoreError) -> ProfileLog {
        try await writer.write { transaction in
            let profiles = ProfileTable(db: transaction.db)
            let log = try profiles.log()
            guard log.rows.isEmpty else { return log }
            let space = try SpaceTable(db: transaction.db).make(identity)
            transaction.forgetVectorTables()
            let epoch = try profiles.append(space.id, atUnixMs: atUnixMs)
            _ = try profiles.end(epoch, as: .finished, atUnixMs: atUnixMs)
            return try profiles.log()
        }
    }

    func answers(in db: Database) -> AnswerTable {
        AnswerTable(db: db, keptMs: settings.answersKeptMs, keptMax: settings.answersKeptMax)
    }

    /// Does `work` and remembers its answer with it, unless the claim was answered before.
    private func once<Receipt: Codable & Sendable>(
        _ claim: IdempotencyClaim?,
        atUnixMs: Int64,
        in transaction: inout WriteTransaction,
        _ work: (inout WriteTransaction) throws -> Receipt
    ) throws -> Answered<Receipt> {
        guard let claim else { return Answered(try work(&transaction)) }
        let answers = answers(in: transaction.db)
        try answers.dropExpired(atUnixMs: atUnixMs)
        if let earlier = try answers.answer(to: claim, as: Receipt.self) {
            return Answered(earlier, isReplay: true)
        }
        let receipt = try work(&transaction)
        try answers.keep(receipt, to: claim, atUnixMs: atUnixMs)
        return Answered(receipt)
    }
}

extension IngestBatch {
    /// What it weighs in a transaction's bound: the text and the floats it brings.
    fileprivate var bytes: Int {
        entries.reduce(0) { sum, entry in
            sum + entry.draft.text.utf8.count
                + (entry.vector?.count ?? 0) * MemoryLayout<Float>.size
        }
    }
}

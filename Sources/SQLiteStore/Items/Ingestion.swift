internal import GRDB
internal import Knowledge
internal import Memory
internal import Spaces

/// One batch on its way into the tables.
struct Ingestion {
    let batch: IngestBatch
    let items: ItemTable
    /// nil: the space is unknown or pruned away, and the batch's vectors are dropped.
    let vectors: VectorTable?

    init(_ batch: IngestBatch, in transaction: inout WriteTransaction) throws {
        self.batch = batch
        items = ItemTable(db: transaction.db)
        vectors = try transaction.vectorTable(of: batch.space)
    }

    /// Applies the entries in order, so that a key given twice ends as its last entry says.
    func run(in transaction: inout WriteTransaction) throws -> IngestReceipt {
        var outcomes: [IngestReceipt.Outcome] = []
        outcomes.reserveCapacity(batch.entries.count)
        for entry in batch.entries {
            outcomes.append(try apply(entry, in: &transaction))
        }
        return IngestReceipt(outcomes: outcomes, space: batch.space)
    }

    private func apply(
        _ entry: IngestBatch.Entry,
        in transaction: inout WriteTransaction
    ) throws -> IngestReceipt.Outcome {
        let draft = entry.draft
        let stored = try items.stored(at: draft.key)
        if let expected = draft.expectedRevision {
            let actual = stored?.revision ?? .none
            guard actual == expected else { return .revisionMismatch(actual: actual) }
        }
        guard let stored else {
            let revision = transaction.nextRevision()
            let id = try items.insert(draft, revision: revision, atUnixMs: batch.atUnixMs)
            transaction.commit.changedKeys.insert(draft.key)
            let hasVector = try put(entry, of: id, at: revision, in: &transaction)
            return .stored(id: id, revision: revision, hasVector: hasVector)
        }
        // By bytes: Swift takes canonically equivalent texts for equal.
        guard stored.text.utf8.elementsEqual(draft.text.utf8) else {
            let revision = transaction.nextRevision()
            try items.edit(stored, to: draft, revision: revision, atUnixMs: batch.atUnixMs)
            transaction.commit.changedKeys.insert(draft.key)
            let hasVector = try put(entry, of: stored.id, at: revision, in: &transaction)
            return .stored(id: stored.id, revision: revision, hasVector: hasVector)
        }
        return try keep(stored, entry, in: &transaction)
    }

    /// The text is what it was: other metadata is stored, and a vector that was missing.
    private func keep(
        _ stored: ItemTable.Stored,
        _ entry: IngestBatch.Entry,
        in transaction: inout WriteTransaction
    ) throws -> IngestReceipt.Outcome {
        if stored.metadata != MetadataBlob.encode(entry.draft.metadata) {
            try items.describe(stored, as: entry.draft.metadata, atUnixMs: batch.atUnixMs)
            transaction.commit.changedKeys.insert(entry.draft.key)
        }
        let hadVector = try vectors?.hasVector(at: stored.revision, in: transaction.db) ?? false
        let hasVector =
            try hadVector
            || put(entry, of: stored.id, at: stored.revision, in: &transaction)
        return .unchanged(id: stored.id, revision: stored.revision, hasVector: hasVector)
    }

    /// - Returns: whether there was a vector and a table to put it in.
    private func put(
        _ entry: IngestBatch.Entry,
        of id: ItemID,
        at revision: Revision,
        in transaction: inout WriteTransaction
    ) throws -> Bool {
        guard let values = entry.vector, let vectors else { return false }
        let vector = Vector(item: id, revision: revision, values: values, form: entry.form)
        try vectors.store(vector, in: transaction.db)
        transaction.commit.puts[batch.space, default: []].append(vector)
        return true
    }
}

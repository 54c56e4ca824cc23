internal import GRDB
internal import Knowledge
internal import Memory
internal import Spaces

/// Items on their way out of every table and every space.
struct Deleting {
    let deletion: Deletion
    let items: ItemTable
    let tables: [VectorTable]

    init(_ deletion: Deletion, in transaction: WriteTransaction) throws {
        self.deletion = deletion
        items = ItemTable(db: transaction.db)
        tables = try VectorTable.allKept(in: transaction.db)
    }

    func run(in transaction: inout WriteTransaction) throws -> DeletionReceipt {
        switch deletion.selection {
        case .keys(let expectations): try delete(expectations, in: &transaction)
        case .filter(let filter): try delete(filter, in: &transaction)
        }
    }

    private func delete(
        _ expectations: [Deletion.Expectation],
        in transaction: inout WriteTransaction
    ) throws -> DeletionReceipt {
        var receipt = DeletionReceipt(deleted: 0)
        // A dry run leaves the rows, and a key given twice is there only once all the same.
        var gone: Set<ItemID> = []
        for expectation in expectations {
            let key = expectation.key
            guard let stored = try items.stored(at: key), !gone.contains(stored.id) else {
                receipt.missing.append(key)
                continue
            }
            if let expected = expectation.expectedRevision, expected != stored.revision {
                receipt.refused.append(.init(key: key, actual: stored.revision))
                continue
            }
            gone.insert(stored.id)
            receipt.deleted += 1
            guard !deletion.isDryRun else { continue }
            try delete(stored, at: key, in: &transaction)
        }
        return receipt
    }

    private func delete(
        _ filter: ItemFilter,
        in transaction: inout WriteTransaction
    ) throws -> DeletionReceipt {
        let db = transaction.db
        guard !deletion.isDryRun else { return DeletionReceipt(deleted: try db.count(filter)) }
        let clause = FilterClause(filter)
        let keys = try db.all(
            "SELECT collection, key FROM items WHERE \(clause.sql)",
            binding: clause.values
        ) { ItemKey(collection: try $0.text(0), key: try $0.text(1)) }
        for key in keys {
            guard let stored = try items.stored(at: key) else { continue }
            try delete(stored, at: key, in: &transaction)
        }
        return DeletionReceipt(deleted: keys.count)
    }

    /// A delete takes a revision too, so that no later state of the store repeats an earlier one's
    /// newest.
    private func delete(
        _ stored: ItemTable.Stored,
        at key: ItemKey,
        in transaction: inout WriteTransaction
    ) throws {
        _ = transaction.nextRevision()
        try items.delete(stored)
        for table in tables { try table.delete(stored.id, in: transaction.db) }
        transaction.commit.removed.append(stored.id)
        transaction.commit.changedKeys.insert(key)
    }
}

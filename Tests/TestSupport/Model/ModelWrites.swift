package import Knowledge
package import Memory
import Spaces

// Ingesting.
extension ModelTables {
    package mutating func ingest(
        _ batch: IngestBatch
    ) throws(StoreError) -> Written<Answered<IngestReceipt>> {
        if let claim = batch.claim {
            answers.expire(atUnixMs: batch.atUnixMs)
            if case .ingest(let receipt) = try answers.known(claim) {
                return Written(Answered(receipt, isReplay: true))
            }
        }
        var effects = Commit()
        let outcomes = batch.entries.map { entry in
            ingest(entry, into: batch.space, atUnixMs: batch.atUnixMs, &effects)
        }
        let receipt = IngestReceipt(outcomes: outcomes, space: batch.space)
        answers.keep(.ingest(receipt), for: batch.claim, atUnixMs: batch.atUnixMs)
        return Written(Answered(receipt), effects)
    }

    package func earlierIngest(_ claim: IdempotencyClaim) throws(StoreError) -> IngestReceipt? {
        guard case .ingest(let receipt) = try answers.known(claim) else { return nil }
        return receipt
    }

    private mutating func ingest(
        _ entry: IngestBatch.Entry,
        into space: SpaceID,
        atUnixMs: Int64,
        _ effects: inout Commit
    ) -> IngestReceipt.Outcome {
        let draft = entry.draft
        let earlier = item(at: draft.key)
        let actual = earlier?.revision ?? .none
        guard draft.expectedRevision == nil || draft.expectedRevision == actual else {
            return .revisionMismatch(actual: actual)
        }
        let isSameText = earlier?.has(draft.text) ?? false
        let item = store(draft, over: earlier, atUnixMs: atUnixMs)
        if item != earlier { effects.changedKeys.insert(item.key) }

        if item.revision != actual { release(item.id) }
        if let values = entry.vector, !isCurrent(item, in: space) {
            let vector = Vector(
                item: item.id,
                revision: item.revision,
                values: values,
                form: entry.form
            )
            effects.puts[space, default: []] += store([vector], in: space)
        }
        let hasVector = isCurrent(item, in: space)
        return isSameText
            ? .unchanged(id: item.id, revision: item.revision, hasVector: hasVector)
            : .stored(id: item.id, revision: item.revision, hasVector: hasVector)
    }

    private mutating func store(
        _ draft: ItemDraft,
        over earlier: Item?,
        atUnixMs: Int64
    ) -> Item {
        if let earlier, earlier.has(draft.text), earlier.metadata == draft.metadata {
            return earlier
        }
        if earlier == nil { newestItem = ItemID(rawValue: newestItem.rawValue + 1) }
        let isSameText = earlier?.has(draft.text) ?? false
        let item = Item(
            id: earlier?.id ?? newestItem,
            key: draft.key,
            text: draft.text,
            metadata: draft.metadata,
            revision: isSameText ? earlier?.revision ?? .none : nextRevision(),
            createdUnixMs: earlier?.createdUnixMs ?? atUnixMs,
            updatedUnixMs: atUnixMs
        )
        items[item.id] = item
        idsByKey[item.key] = item.id
        return item
    }

    private mutating func nextRevision() -> Revision {
        newestRevision = Revision(rawValue: newestRevision.rawValue + 1)
        return newestRevision
    }
}

// Deleting.
extension ModelTables {
    package mutating func delete(
        _ deletion: Deletion
    ) throws(StoreError) -> Written<Answered<DeletionReceipt>> {
        if let claim = deletion.claim {
            answers.expire(atUnixMs: deletion.atUnixMs)
            if case .deletion(let receipt) = try answers.known(claim) {
                return Written(Answered(receipt, isReplay: true))
            }
        }
        var chosen: [Item] = []
        var receipt = DeletionReceipt(deleted: 0)
        switch deletion.selection {
        case .filter(let filter):
            chosen = list(filter, after: nil, limit: .max)
        case .keys(let expectations):
            for expectation in expectations { choose(expectation, &chosen, &receipt) }
        }
        receipt.deleted = chosen.count
        answers.keep(.deletion(receipt), for: deletion.claim, atUnixMs: deletion.atUnixMs)

        guard !deletion.isDryRun else { return Written(Answered(receipt)) }
        for item in chosen { remove(item) }
        let effects = Commit(removed: chosen.map(\.id), changedKeys: Set(chosen.map(\.key)))
        return Written(Answered(receipt), effects)
    }

    private func choose(
        _ expectation: Deletion.Expectation,
        _ chosen: inout [Item],
        _ receipt: inout DeletionReceipt
    ) {
        let key = expectation.key
        guard let item = item(at: key), !chosen.contains(where: { $0.id == item.id }) else {
            receipt.missing.append(key)
            return
        }
        if let expected = expectation.expectedRevision, expected != item.revision {
            receipt.refused.append(.init(key: key, actual: item.revision))
        } else {
            chosen.append(item)
        }
    }

    private mutating func remove(_ item: Item) {
        _ = nextRevision()
        items[item.id] = nil
        idsByKey[item.key] = nil
        for space in vectors.keys { vectors[space]?[item.id] = nil }
        release(item.id)
    }

    /// The item's text is gone, and with it what any space's embedder had against it.
    private mutating func release(_ item: ItemID) {
        for space in quarantine.keys { quarantine[space]?[item] = nil }
    }
}

extension Item {
    /// Byte by byte: to Swift, canonically equivalent texts are equal.
    fileprivate func has(_ text: String) -> Bool {
        self.text.utf8.elementsEqual(text.utf8)
    }
}

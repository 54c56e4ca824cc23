package import Knowledge
package import Spaces
import Waiting

/// An item that comes with its vector.
package struct ImportedItem: Sendable, Hashable {
    package let draft: ItemDraft
    /// Made from `draft.text`; nil: none.
    package let vector: [Float]?
    /// What of the text `vector` was made from.
    package let form: VectorForm

    package init(draft: ItemDraft, vector: [Float]?, form: VectorForm = .whole) {
        self.draft = draft
        self.vector = vector
        self.form = form
    }
}

extension LiveMemory {
    /// Stores items with vectors of `space` that were made before, and asks no embedder: an outcome
    /// for each, in their order.
    ///
    /// An item whose vector cannot be one of `space` is refused; one without a vector that searches
    /// see is *pending*, and the healer does the rest.
    package func importItems(
        _ items: [ImportedItem],
        of space: Space,
        claim: IdempotencyClaim? = nil,
        within timeout: Duration? = nil
    ) async throws(MemoryError) -> [IngestOutcome] {
        let log = try await Memory.store { () throws(StoreError) in try await store.profileLog() }
        guard log.rows.contains(where: { $0.space == space }) else {
            throw MemoryError(
                .invalidArgument,
                subject: "space",
                "The space \(space.identity.target) is not one that this store knows; begin a "
                    + "migration to it first, or import without vectors."
            )
        }
        return try await ingestPath(
            importing: items,
            of: space,
            claim: claim,
            deadline: timeout.map { timeline.now + $0 }
        )
    }
}

extension Ingest {
    /// The write path without an embedder.
    func callAsFunction(
        importing items: [ImportedItem],
        of space: Space,
        claim: IdempotencyClaim?,
        deadline: Duration?
    ) async throws(MemoryError) -> [IngestOutcome] {
        let drafts = items.map(\.draft)
        try checkCall(drafts, claim: claim)
        let faults = items.map { fault(in: $0, of: space) }
        let taken = zip(items, faults).filter { $1 == nil }.map(\.0)
        if let claim, let earlier = try await self.earlier(claim) {
            return merge(drafts, faults, with: try replayed(earlier, of: taken.map(\.draft)))
        }
        guard !taken.isEmpty else { return merge(drafts, faults, with: []) }
        let stored = try await store(taken, of: space, claim: claim, deadline: deadline)
        return merge(drafts, faults, with: stored)
    }

    private func fault(in item: ImportedItem, of space: Space) -> MemoryError? {
        if let fault = settings.limits.fault(in: item.draft) { return fault }
        guard let vector = item.vector,
            let fault = VectorValidity.fault(in: [vector], count: 1, identity: space.identity)
        else { return nil }
        return MemoryError(
            .invalidArgument,
            subject: "vector",
            "The vector cannot be one of \(space.identity.target): \(fault); leave it out, or name "
                + "the space that it belongs to."
        )
    }

    private func store(
        _ items: [ImportedItem],
        of space: Space,
        claim: IdempotencyClaim?,
        deadline: Duration?
    ) async throws(MemoryError) -> [IngestOutcome] {
        let drafts = items.map(\.draft)
        await arrivals.wait(for: try await changed(drafts).count, deadline: deadline)
        let write = live.beginWrite()
        let answered: Answered<IngestReceipt>
        do throws(MemoryError) {
            if Task.isCancelled { throw .cancelled }
            let batch = IngestBatch(
                entries: items.map {
                    IngestBatch.Entry(draft: $0.draft, vector: $0.vector, form: $0.form)
                },
                space: space.id,
                claim: claim,
                atUnixMs: unixMs()
            )
            answered = try await Memory.store { () throws(StoreError) in
                try await store.ingest(batch)
            }
        } catch {
            live.failWrite(write)
            throw error
        }
        if answered.isReplay {
            live.failWrite(write)
            return try replayed(answered.receipt, of: drafts)
        }
        // Found by meaning when it is of the space that this write was for, and no flip has come.
        let isOfRoute = space.id == write.token.space
        let hasVector = answered.receipt.outcomes.contains(where: \.isStoredWithVector)
        let acknowledgement = await live.commitWrite(
            write,
            hasVector: hasVector && isOfRoute,
            deadline: deadline
        )
        let isFound = isOfRoute && acknowledgement == .embedded
        healerWakeUp.ring()
        let reason = "Its vector is of \(space.identity.target), which searches do not see."
        return zip(answered.receipt.outcomes, drafts).map { kept, draft in
            outcome(kept, of: draft.key) { _, _, hasVector in
                guard hasVector else { return "It came without a vector." }
                return isFound ? nil : reason
            }
        }
    }
}

extension IngestReceipt.Outcome {
    fileprivate var isStoredWithVector: Bool {
        if case .stored(id: _, revision: _, hasVector: true) = self { true } else { false }
    }
}

import Knowledge
import Spaces
import Waiting

/// The live write path: validate, embed through the route's embedder, commit item and vector in one
/// transaction, acknowledge.
struct Ingest: Sendable {
    let store: any MemoryStore
    let live: LiveRoute
    let timeline: Timeline
    let settings: MemorySettings
    let unixMs: @Sendable () -> Int64
    /// Woken when something committed without its vector.
    let healerWakeUp: Bell
    let arrivals: ArrivalLimit
    let drift: Drift

    /// An outcome for each of `drafts`, in their order.
    func callAsFunction(
        _ drafts: [ItemDraft],
        claim: IdempotencyClaim?,
        deadline: Duration?
    ) async throws(MemoryError) -> [IngestOutcome] {
        try checkCall(drafts, claim: claim)
        let faults = drafts.map(settings.limits.fault(in:))
        let taken = zip(drafts, faults).filter { $1 == nil }.map(\.0)
        // First: also a call of which nothing is taken may not bring a used key.
        if let claim, let earlier = try await self.earlier(claim) {
            return merge(drafts, faults, with: try replayed(earlier, of: taken))
        }
        guard !taken.isEmpty else { return merge(drafts, faults, with: []) }
        return merge(
            drafts,
            faults,
            with: try await ingest(taken, claim: claim, deadline: deadline)
        )
    }

    func checkCall(
        _ drafts: [ItemDraft],
        claim: IdempotencyClaim?
    ) throws(MemoryError) {
        if drafts.isEmpty {
            throw MemoryError(
                .invalidArgument,
                subject: "items",
                "items is empty; send one or more."
            )
        }
        let limits = settings.limits
        let fault =
            limits.faultOfCount("items", drafts.count, max: limits.itemsPerCallMax)
            ?? claim.flatMap(limits.faultOfClaim)
        if let fault { throw fault }
    }

    func earlier(
        _ claim: IdempotencyClaim
    ) async throws(MemoryError) -> IngestReceipt? {
        try await Memory.store { () throws(StoreError) in try await store.earlierIngest(claim) }
    }

    private func ingest(
        _ drafts: [ItemDraft],
        claim: IdempotencyClaim?,
        deadline: Duration?
    ) async throws(MemoryError) -> [IngestOutcome] {
        let changed = try await changed(drafts)
        // Before the write begins: a hand-over waits for those that have begun.
        await arrivals.wait(for: changed.count, deadline: deadline)
        let write = live.beginWrite()
        let embedding = DraftEmbedding(
            write: write,
            live: live,
            drift: drift,
            timeline: timeline,
            settings: settings
        )
        let made = await embedding.vectors(of: drafts, at: changed, deadline: deadline)
        let answered: Answered<IngestReceipt>
        do throws(MemoryError) {
            if Task.isCancelled { throw .cancelled }
            let batch = IngestBatch(
                entries: drafts.indices.map { position in
                    IngestBatch.Entry(
                        draft: drafts[position],
                        vector: made.vectors[position],
                        form: made.forms[position]
                    )
                },
                space: write.token.space,
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
        return await acknowledge(
            answered.receipt,
            of: drafts,
            made: made,
            write: write,
            deadline: deadline
        )
    }

    /// The positions of those whose text is not what is stored.
    func changed(_ drafts: [ItemDraft]) async throws(MemoryError) -> [Int] {
        let known = try await Memory.store { () throws(StoreError) in
            try await store.items(at: drafts.map(\.key))
        }
        // By bytes, as the store compares: Swift takes composed and decomposed letters for one.
        return drafts.indices.filter { position in
            guard let item = known[position] else { return true }
            return !item.text.utf8.elementsEqual(drafts[position].text.utf8)
        }
    }

    private func acknowledge(
        _ receipt: IngestReceipt,
        of drafts: [ItemDraft],
        made: DraftVectors,
        write: LiveWrite,
        deadline: Duration?
    ) async -> [IngestOutcome] {
        var hasVector = false
        var lacksVector = false
        for outcome in receipt.outcomes {
            switch outcome {
            case .stored(id: _, revision: _, hasVector: true): hasVector = true
            case .stored(id: _, revision: _, hasVector: false),
                .unchanged(id: _, revision: _, hasVector: false):
                lacksVector = true
            case .unchanged, .revisionMismatch: break
            }
        }
        if lacksVector { healerWakeUp.ring() }
        let acknowledgement = await live.commitWrite(
            write,
            hasVector: hasVector,
            deadline: deadline
        )
        let reason = "The embedding model is being replaced."
        return drafts.indices.map { position in
            outcome(receipt.outcomes[position], of: drafts[position].key) { _, _, hasVector in
                guard hasVector else {
                    return made.reasons[position, default: "Its vector is not made yet."]
                }
                return acknowledgement == .embedded ? nil : reason
            }
        }
    }

    /// The outcomes of a receipt that was written when the claim was new.
    func replayed(
        _ receipt: IngestReceipt,
        of drafts: [ItemDraft]
    ) throws(MemoryError) -> [IngestOutcome] {
        guard receipt.outcomes.count == drafts.count else {
            throw MemoryError(
                .idempotencyMismatch,
                subject: "idempotency_key",
                "The answer kept for this key is about \(receipt.outcomes.count) items, not "
                    + "\(drafts.count); use another key."
            )
        }
        return zip(receipt.outcomes, drafts).map { kept, draft in
            outcome(kept, of: draft.key) { id, revision, hasVector in
                guard hasVector else { return "Its vector was not there when it was stored." }
                let isFound = live.isFound(id, revision, embeddedFor: receipt.space)
                return isFound ? nil : "The active profile has no vector of it now."
            }
        }
    }

    /// - Parameter pendingReason: of a stored item, by whether it was with its vector; nil: it is
    ///   embedded.
    func outcome(
        _ kept: IngestReceipt.Outcome,
        of key: ItemKey,
        pendingReason: (ItemID, Revision, _ hasVector: Bool) -> String?
    ) -> IngestOutcome {
        switch kept {
        case .stored(let id, let revision, let hasVector):
            guard let reason = pendingReason(id, revision, hasVector) else {
                return IngestOutcome(key: key, status: .embedded(id, revision))
            }
            return IngestOutcome(key: key, status: .pending(id, revision, reason: reason))
        case .unchanged(let id, let revision, hasVector: _):
            return IngestOutcome(key: key, status: .unchanged(id, revision))
        case .revisionMismatch(let actual):
            return IngestOutcome(key: key, status: .refused(.revisionMismatch(of: key, actual)))
        }
    }

    func merge(
        _ drafts: [ItemDraft],
        _ faults: [MemoryError?],
        with stored: [IngestOutcome]
    ) -> [IngestOutcome] {
        var stored = stored.makeIterator()
        return zip(drafts, faults).compactMap { draft, fault in
            fault.map { IngestOutcome(key: draft.key, status: .refused($0)) } ?? stored.next()
        }
    }
}

extension MemoryError {
    static func revisionMismatch(of key: ItemKey, _ actual: Revision) -> MemoryError {
        MemoryError(
            .revisionMismatch(actual: actual),
            subject: key.key,
            actual == .none
                ? "There is no such item, and a revision was expected; expect 0, or none."
                : "The item's revision is \(actual.rawValue); read it again and decide anew."
        )
    }
}

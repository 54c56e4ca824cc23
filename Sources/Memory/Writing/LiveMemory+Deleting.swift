import Knowledge

extension LiveMemory {
    /// Deletes items; when it returns, no search finds them that has not been confirmed yet.
    ///
    /// With `isDryRun` it answers, and deletes nothing.
    package func delete(
        _ selection: Deletion.Selection,
        isDryRun: Bool = false,
        claim: IdempotencyClaim? = nil
    ) async throws(MemoryError) -> DeletionReceipt {
        if let fault = fault(in: selection) ?? claim.flatMap(settings.limits.faultOfClaim) {
            throw fault
        }
        let deletion = Deletion(
            selection: selection,
            isDryRun: isDryRun,
            claim: claim,
            atUnixMs: unixMs()
        )
        return try await Memory.store { () throws(StoreError) in
            try await store.delete(deletion).receipt
        }
    }

    private func fault(in selection: Deletion.Selection) -> MemoryError? {
        let limits = settings.limits
        switch selection {
        case .keys(let expectations):
            if expectations.isEmpty {
                return MemoryError(
                    .invalidArgument,
                    subject: "keys",
                    "keys is empty; name the items, or give a filter."
                )
            }
            return limits.faultOfCount("keys", expectations.count, max: limits.itemsPerCallMax)
                ?? expectations.lazy.compactMap { expectation in
                    limits.faultOfKey(expectation.key)
                        ?? limits.faultOfRevision(expectation.expectedRevision)
                }.first
        case .filter(let filter) where filter.isEverything:
            return MemoryError(
                .invalidArgument,
                subject: "filter",
                "The filter is empty, which would delete everything; name a collection or an entry."
            )
        case .filter(let filter):
            return limits.faultOfFilter(filter)
        }
    }
}

package import Knowledge

extension KnowledgeLimits {
    /// What is wrong with `draft`, naming field, value and bound; nil: nothing.
    package func fault(in draft: ItemDraft) -> MemoryError? {
        faultOfKey(draft.key)
            ?? faultOfSize("text", draft.text.utf8.count, max: textBytesMax)
            ?? faultOfMetadata(draft.metadata)
            ?? faultOfRevision(draft.expectedRevision)
    }

    package func faultOfKey(_ key: ItemKey) -> MemoryError? {
        faultOfSize("collection", key.collection.utf8.count, max: collectionBytesMax)
            ?? faultOfSize("key", key.key.utf8.count, max: keyBytesMax)
    }

    func faultOfFilter(_ filter: ItemFilter) -> MemoryError? {
        faultOfCount("filter.collections", filter.collections.count, max: filterCollectionsMax)
            ?? faultOfCount("filter.metadata", filter.metadata.count, max: metadataEntriesMax)
            ?? faultOfMetadataKeys(filter.metadata, in: "filter.metadata")
            ?? filter.collections.lazy.compactMap { name in
                faultOfSize("filter.collections", name.utf8.count, max: collectionBytesMax)
            }.first
    }

    func faultOfClaim(_ claim: IdempotencyClaim) -> MemoryError? {
        faultOfSize("idempotency_key", claim.key.utf8.count, max: idempotencyKeyBytesMax)
    }

    func faultOfSize(_ field: String, _ bytes: Int, max: Int) -> MemoryError? {
        if bytes == 0 {
            return MemoryError(
                .invalidArgument,
                subject: field,
                "\(field) is empty; give it 1 to \(max) bytes."
            )
        }
        guard bytes > max else { return nil }
        return MemoryError(
            .limitExceeded,
            subject: field,
            "\(field) has \(bytes) bytes, of which at most \(max) are taken; shorten or split it."
        )
    }

    func faultOfCount(_ field: String, _ count: Int, max: Int) -> MemoryError? {
        guard count > max else { return nil }
        return MemoryError(
            .limitExceeded,
            subject: field,
            "\(field) has \(count) entries, of which at most \(max) are taken; send fewer."
        )
    }

    private func faultOfMetadata(_ metadata: [String: String]) -> MemoryError? {
        if metadata.isEmpty { return nil }
        if let fault = faultOfCount("metadata", metadata.count, max: metadataEntriesMax) {
            return fault
        }
        if let fault = faultOfMetadataKeys(metadata, in: "metadata") { return fault }
        let bytes = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        return bytes == 0 ? nil : faultOfSize("metadata", bytes, max: metadataBytesMax)
    }

    private func faultOfMetadataKeys(
        _ metadata: [String: String],
        in field: String
    ) -> MemoryError? {
        metadata.keys.lazy.compactMap { key in
            faultOfSize("\(field).key", key.utf8.count, max: keyBytesMax)
        }.first
    }

    func faultOfRevision(_ expected: Revision?) -> MemoryError? {
        guard let expected, expected < .none else { return nil }
        return MemoryError(
            .invalidArgument,
            subject: "expected_revision",
            "expected_revision is \(expected.rawValue); give 0 for an item that must not exist, "
                + "or the revision it has."
        )
    }
}

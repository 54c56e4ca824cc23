// What items, queries and calls may be.
extension Setting {
    static let keyBytesMax = integer(
        "limits.keyBytesMax",
        512,
        in: 1...4_096,
        "the longest key"
    )
    static let collectionBytesMax = integer(
        "limits.collectionBytesMax",
        512,
        in: 1...4_096,
        "the longest name of a collection"
    )
    static let textBytesMax = integer(
        "limits.textBytesMax",
        1 << 20,
        in: 1...(3 << 20),
        "the longest text"
    )
    static let metadataEntriesMax = integer(
        "limits.metadataEntriesMax",
        64,
        in: 0...1_024,
        "the most metadata entries of an item"
    )
    static let metadataBytesMax = integer(
        "limits.metadataBytesMax",
        16 << 10,
        in: 0...(1 << 20),
        "the most bytes of an item's metadata"
    )
    static let itemsPerCallMax = integer(
        "limits.itemsPerCallMax",
        1_000,
        in: 1...10_000,
        "the most items, or keys, of a call"
    )
    static let queriesPerCallMax = integer(
        "limits.queriesPerCallMax",
        16,
        in: 1...256,
        "the most queries of a search"
    )
    static let queryTextBytesMax = integer(
        "limits.queryTextBytesMax",
        64 << 10,
        in: 1...(1 << 20),
        "the longest query"
    )
    static let hitsMax = integer(
        "limits.hitsMax",
        1_000,
        in: 1...10_000,
        "the most hits of a query"
    )
    static let pageSizeMax = integer(
        "limits.pageSizeMax",
        1_000,
        in: 1...10_000,
        "the most rows of a page"
    )
    static let idempotencyKeyBytesMax = integer(
        "limits.idempotencyKeyBytesMax",
        128,
        in: 1...1_024,
        "the longest idempotency key"
    )
    static let answersKeptMax = integer(
        "limits.answersKeptMax",
        100_000,
        in: 1...10_000_000,
        "the most answers remembered by their idempotency keys"
    )
    static let answersKeptMs = integer(
        "limits.answersKeptMs",
        86_400_000,
        in: 1...2_592_000_000,
        "how long they are remembered"
    )
    static let callMetadataEntriesMax = integer(
        "limits.callMetadataEntriesMax",
        64,
        in: 0...1_024,
        "the most metadata entries of a call"
    )
    static let callMetadataBytesMax = integer(
        "limits.callMetadataBytesMax",
        16 << 10,
        in: 0...(1 << 20),
        "the most bytes of a call's metadata"
    )
}

extension Setting {
    static let items: [Setting] = [
        .keyBytesMax, .collectionBytesMax, .textBytesMax, .metadataEntriesMax, .metadataBytesMax,
        .itemsPerCallMax, .queriesPerCallMax, .queryTextBytesMax, .hitsMax, .pageSizeMax,
        .idempotencyKeyBytesMax, .answersKeptMax, .answersKeptMs, .callMetadataEntriesMax,
        .callMetadataBytesMax,
    ]
}

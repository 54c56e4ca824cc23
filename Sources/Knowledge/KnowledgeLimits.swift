/// The bounds on what is stored and asked.
///
/// Each is a setting of `moult serve`.
package struct KnowledgeLimits: Sendable, Hashable {
    package var keyBytesMax = 512
    package var collectionBytesMax = 512
    package var textBytesMax = 1 << 20
    package var metadataEntriesMax = 64
    package var filterCollectionsMax = 1_000
    package var metadataBytesMax = 16 << 10
    package var itemsPerCallMax = 1_000
    package var queriesPerCallMax = 16
    package var queryTextBytesMax = 64 << 10
    package var hitsMax = 1_000
    package var pageSizeMax = 1_000
    package var idempotencyKeyBytesMax = 128

    package init() {}
}

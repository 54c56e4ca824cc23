package import Knowledge

/// Reading vectors, and the difference between what there is and what there should be.
package protocol VectorStore: Sendable {
    func profileLog() async throws(StoreError) -> ProfileLog

    /// Vectors of `space`, current or not, by ascending item id behind `after`; at most `limit`.
    func vectors(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Vector]

    /// The backlog of `space`: items that have no current vector in it and are not quarantined, by
    /// ascending revision behind `after`.
    func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) async throws(StoreError) -> BacklogPage

    func counts(of space: SpaceID) async throws(StoreError) -> SpaceCounts
}

/// How much of a backlog to read at once.
///
/// At least one item comes when there is one.
package struct BacklogLimit: Sendable, Hashable {
    package var items: Int
    package var textBytes: Int

    package init(items: Int, textBytes: Int = 4 << 20) {
        self.items = items
        self.textBytes = textBytes
    }
}

package struct BacklogPage: Sendable, Hashable {
    /// By ascending revision.
    package let items: [Item]
    /// Every item with a revision behind `after` and up to this one is in `items`, has a current
    /// vector or is quarantined.
    ///
    /// With no more to come it is the newest revision of the snapshot.
    package let through: Revision
    /// False: `items` reaches to the end of the backlog as of the snapshot.
    package let hasMore: Bool

    package init(items: [Item], through: Revision, hasMore: Bool) {
        self.items = items
        self.through = through
        self.hasMore = hasMore
    }
}

package struct SpaceCounts: Sendable, Hashable {
    /// Items in the store.
    package let items: Int
    /// Items with a current vector in the space.
    package let embedded: Int
    /// Vectors in the space, current or not.
    package let vectors: Int
    /// Items that the space's embedder refuses; none of them is embedded.
    package let quarantined: Int

    package init(items: Int, embedded: Int, vectors: Int, quarantined: Int = 0) {
        self.items = items
        self.embedded = embedded
        self.vectors = vectors
        self.quarantined = quarantined
    }

    /// Items in the backlog.
    package var missing: Int { items - embedded - quarantined }
}

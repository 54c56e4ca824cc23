package import Knowledge

/// Reading items with their vectors, to carry them elsewhere.
package protocol ExportStore: Sendable {
    /// Items that pass `filter`, by ascending id behind `after`, at most `limit`, each with its
    /// current vector in `space`; nil: without vectors.
    func exportPage(
        _ filter: ItemFilter,
        vectorsOf space: SpaceID?,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [ExportedItem]

    /// How many items pass `filter`.
    func count(_ filter: ItemFilter) async throws(StoreError) -> Int
}

/// An item on its way out of the store.
package struct ExportedItem: Sendable, Hashable {
    package let item: Item
    /// Of the item's revision; nil: it has none, or none was asked for.
    package let vector: Vector?

    package init(item: Item, vector: Vector?) {
        self.item = item
        self.vector = vector
    }
}

package import Knowledge
package import Spaces

// Reading items.
extension ModelMemoryStore {
    package func items(at keys: [ItemKey]) async throws(StoreError) -> [Item?] {
        let tables = tables
        return keys.map(tables.item(at:))
    }

    package func items(withIDs ids: [ItemID]) async throws(StoreError) -> [Item] {
        tables.items(withIDs: ids)
    }

    package func list(
        _ filter: ItemFilter,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Item] {
        tables.list(filter, after: after, limit: limit)
    }

    package func collections(
        after: String?,
        limit: Int
    ) async throws(StoreError) -> [CollectionSummary] {
        tables.collections(after: after, limit: limit)
    }

    package func lexicalSearch(
        _ words: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) async throws(StoreError) -> [LexicalHit] {
        tables.lexicalSearch(words, filter: filter, limit: limit)
    }

    package func ids(matching filter: ItemFilter) async throws(StoreError) -> Set<ItemID> {
        tables.ids(matching: filter)
    }
}

// Reading vectors.
extension ModelMemoryStore {
    package func profileLog() async throws(StoreError) -> ProfileLog { tables.profileLog }

    package func vectors(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Vector] {
        tables.vectors(in: space, after: after, limit: limit)
    }

    package func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) async throws(StoreError) -> BacklogPage {
        tables.backlog(of: space, after: after, limit: limit)
    }

    package func forms(
        of items: [ItemID],
        in space: SpaceID
    ) async throws(StoreError) -> [ItemID: VectorForm] {
        tables.forms(of: items, in: space)
    }

    package func counts(of space: SpaceID) async throws(StoreError) -> SpaceCounts {
        tables.counts(of: space)
    }

    package func exportPage(
        _ filter: ItemFilter,
        vectorsOf space: SpaceID?,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [ExportedItem] {
        tables.exportPage(filter, vectorsOf: space, after: after, limit: limit)
    }

    package func count(_ filter: ItemFilter) async throws(StoreError) -> Int {
        tables.count(filter)
    }
}

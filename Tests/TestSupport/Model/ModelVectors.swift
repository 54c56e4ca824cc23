package import Knowledge
package import Spaces

// Reading vectors.
extension ModelTables {
    package var profileLog: ProfileLog { ProfileLog(rows: profiles) }

    package func vectors(in space: SpaceID, after: ItemID?, limit: Int) -> [Vector] {
        let matching = vectors[space, default: [:]].values.filter { vector in
            after.map { $0 < vector.item } ?? true
        }
        return Array(matching.sorted { $0.item < $1.item }.prefix(max(0, limit)))
    }

    package func space(_ id: SpaceID) -> Space? {
        spaces.first { $0.id == id }
    }

    /// By item; empty when the space is unknown or has been pruned away.
    package func vectorTable(of space: SpaceID) -> [ItemID: Vector] {
        vectors[space, default: [:]]
    }

    package func vector(of item: ItemID, in space: SpaceID) -> Vector? {
        vectors[space]?[item]
    }

    package func isCurrent(_ item: Item, in space: SpaceID) -> Bool {
        vectors[space]?[item.id]?.revision == item.revision
    }

    package func isInBacklog(_ item: Item, of space: SpaceID) -> Bool {
        !isCurrent(item, in: space) && quarantine[space]?[item.id] == nil
    }

    package func forms(of items: [ItemID], in space: SpaceID) -> [ItemID: VectorForm] {
        items.reduce(into: [:]) { forms, id in
            guard let item = self.items[id], isCurrent(item, in: space),
                let form = vector(of: id, in: space)?.form, form != .whole
            else { return }
            forms[id] = form
        }
    }

    package func exportPage(
        _ filter: ItemFilter,
        vectorsOf space: SpaceID?,
        after: ItemID?,
        limit: Int
    ) -> [ExportedItem] {
        list(filter, after: after, limit: limit).map { item in
            let vector = space.flatMap { self.vector(of: item.id, in: $0) }
            return ExportedItem(
                item: item,
                vector: vector?.revision == item.revision ? vector : nil
            )
        }
    }

    package func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) -> BacklogPage {
        let missing = items.values
            .filter { after < $0.revision && isInBacklog($0, of: space) }
            .sorted { $0.revision < $1.revision }
        var page: [Item] = []
        var bytes = 0
        for item in missing {
            bytes += item.text.utf8.count
            let fits = page.count < limit.items && bytes <= limit.textBytes
            guard page.isEmpty || fits else { break }
            page.append(item)
        }
        let hasMore = page.count < missing.count
        let last = page.last?.revision ?? newestRevision
        return BacklogPage(
            items: page,
            through: hasMore ? last : newestRevision,
            hasMore: hasMore
        )
    }

    package func counts(of space: SpaceID) -> SpaceCounts {
        SpaceCounts(
            items: items.count,
            embedded: items.values.count { isCurrent($0, in: space) },
            vectors: vectors[space]?.count ?? 0,
            quarantined: quarantine[space]?.count ?? 0
        )
    }
}

// Writing vectors.
extension ModelTables {
    package mutating func put(_ given: [Vector], in space: SpaceID) -> Written<Int> {
        let stored = store(given, in: space)
        let puts = stored.isEmpty ? [:] : [space: stored]
        return Written(stored.count, Commit(puts: puts))
    }

    /// Stores what is current and answers it; the rest is no-ops.
    mutating func store(_ given: [Vector], in space: SpaceID) -> [Vector] {
        guard vectors[space] != nil else { return [] }
        let stored = given.filter { items[$0.item]?.revision == $0.revision }
        for vector in stored {
            vectors[space]?[vector.item] = vector
            quarantine[space]?[vector.item] = nil
        }
        return stored
    }

    /// The space of `identity`, made when there is none, and made anew when it was pruned away.
    mutating func makeSpace(_ identity: SpaceIdentity) -> Space {
        let known = spaces.first { $0.identity == identity }
        let space =
            known ?? Space(id: SpaceID(rawValue: Int64(spaces.count) + 1), identity: identity)
        if known == nil { spaces.append(space) }
        if vectors[space.id] == nil { vectors[space.id] = [:] }
        return space
    }

    package mutating func establish(
        _ identity: SpaceIdentity,
        atUnixMs: Int64
    ) -> Written<ProfileLog> {
        guard profiles.isEmpty else { return Written(profileLog) }
        let profile = Profile(
            epoch: Epoch(rawValue: 1),
            space: makeSpace(identity),
            startedUnixMs: atUnixMs,
            ending: Profile.Ending(outcome: .finished, atUnixMs: atUnixMs)
        )
        profiles.append(profile)
        return Written(profileLog)
    }
}

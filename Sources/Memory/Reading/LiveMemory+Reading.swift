package import Knowledge
package import Spaces

/// One page of a walk over items.
package struct ItemPage: Sendable, Hashable {
    package let items: [Item]
    /// nil: there is no more.
    package let next: ListPageToken?
}

/// One page of a walk over collections.
package struct CollectionPage: Sendable, Hashable {
    package let collections: [CollectionSummary]
    /// The name to go on behind; nil: there is no more.
    package let next: String?
}

/// What the memory holds, and how it is.
package struct MemoryStats: Sendable, Hashable {
    package let store: StoreCounts
    /// Items in the backlog of the active profile's space.
    package let pending: Int
    /// Items that its embedder refuses.
    package let quarantined: Int
    package let active: ActiveProfile
    /// nil: no profile is being built.
    package let building: Profile?
    /// What the vectors in memory take.
    package let indexBytes: Int
    /// Why the active embedder is not asked; nil: it is.
    package let embedderProblem: String?
}

extension LiveMemory {
    /// Whether the active profile has a vector for the item's text as it is in `item`.
    package func isEmbedded(_ item: Item) -> Bool {
        route.serving.index.revision(of: item.id) == item.revision
    }

    /// What of their text the active profile's vectors of `items` were made from, for those that
    /// it has a vector for as they are in `items`.
    package func embeddedForms(
        of items: [Item]
    ) async throws(MemoryError) -> [ItemID: VectorForm] {
        let serving = route.serving
        let embedded = items.filter { serving.index.revision(of: $0.id) == $0.revision }.map(\.id)
        // A model that takes in every text makes no vector of a part of one: no need to look.
        guard !embedded.isEmpty, serving.embedder.embedder.contextTokensMax != nil else {
            return embedded.reduce(into: [:]) { $0[$1] = .whole }
        }
        let partial = try await Memory.store { () throws(StoreError) in
            try await store.forms(of: embedded, in: serving.profile.space.id)
        }
        return embedded.reduce(into: [:]) { $0[$1] = partial[$1, default: .whole] }
    }

    /// The items at `keys`, in their order; nil where there is none.
    package func items(at keys: [ItemKey]) async throws(MemoryError) -> [Item?] {
        let limits = settings.limits
        if keys.isEmpty {
            throw MemoryError(.invalidArgument, subject: "keys", "keys is empty; send one or more.")
        }
        let fault =
            limits.faultOfCount("keys", keys.count, max: limits.itemsPerCallMax)
            ?? keys.lazy.compactMap(limits.faultOfKey).first
        if let fault { throw fault }

        var items = keys.map(feed.cache.item(at:))
        let unknown = items.indices.filter { items[$0] == nil }
        if unknown.isEmpty { return items }
        for (position, item) in zip(unknown, try await read(unknown.map { keys[$0] })) {
            items[position] = item
        }
        return items
    }

    private func read(_ keys: [ItemKey]) async throws(MemoryError) -> [Item?] {
        feed.cache.beginRead(keys)
        do throws(StoreError) {
            let items = try await store.items(at: keys)
            feed.cache.endRead(keys, items)
            return items
        } catch {
            feed.cache.endRead(keys, nil)
            throw MemoryError(error)
        }
    }

    /// Items that pass `filter`, in the order of their ids.
    package func list(
        _ filter: ItemFilter,
        page: ListPageToken? = nil,
        limit: Int
    ) async throws(MemoryError) -> ItemPage {
        if let fault = settings.limits.faultOfPageSize(limit)
            ?? settings.limits.faultOfFilter(filter)
        {
            throw fault
        }
        var fingerprint = Fingerprint()
        fingerprint.combine(filter)
        if let page, page.filter != fingerprint {
            throw MemoryError(
                .pageTokenInvalid,
                subject: "page_token",
                "The page token is of another filter; send the same filter, or no token."
            )
        }
        let (items, hasMore) = try await walk(filter, after: page?.after, limit: limit)
        let next = hasMore ? items.last : nil
        return ItemPage(
            items: items,
            next: next.map { ListPageToken(filter: fingerprint, after: $0.id) }
        )
    }

    /// At most `limit` items, and no more than fit one answer; at least one when there is one.
    ///
    /// Read in small steps, so that a page of large texts is not read to be thrown away.
    private func walk(
        _ filter: ItemFilter,
        after start: ItemID?,
        limit: Int
    ) async throws(MemoryError) -> (items: [Item], hasMore: Bool) {
        var items: [Item] = []
        var bytes = 0
        while true {
            let after = items.last?.id ?? start
            let step = min(settings.listStepItems, limit - items.count) + 1
            let found = try await Memory.store { () throws(StoreError) in
                try await store.list(filter, after: after, limit: step)
            }
            for item in found.prefix(step - 1) {
                bytes += item.bytes
                if !items.isEmpty, bytes > settings.pageBytesMax { return (items, true) }
                items.append(item)
            }
            let hasMore = found.count == step
            if !hasMore || items.count == limit { return (items, hasMore) }
        }
    }

    /// Collections in the order of their names.
    package func collections(
        after name: String? = nil,
        limit: Int
    ) async throws(MemoryError) -> CollectionPage {
        if let fault = settings.limits.faultOfPageSize(limit) { throw fault }
        let found = try await Memory.store { () throws(StoreError) in
            try await store.collections(after: name, limit: limit + 1)
        }
        let collections = Array(found.prefix(limit))
        return CollectionPage(
            collections: collections,
            next: found.count > limit ? collections.last?.name : nil
        )
    }

    package func stats() async throws(MemoryError) -> MemoryStats {
        let serving = route.serving
        return try await Memory.store { () throws(StoreError) in
            let log = try await store.profileLog()
            let counts = try await store.counts(of: serving.profile.space.id)
            return MemoryStats(
                store: try await store.counts(),
                pending: counts.missing,
                quarantined: counts.quarantined,
                active: serving.profile,
                building: log.building,
                indexBytes: feed.indexes.bytes,
                embedderProblem: serving.embedder.problem?.reason
            )
        }
    }
}

extension Item {
    /// What it takes in an answer, at most.
    var bytes: Int {
        metadata.reduce(1_024 + text.utf8.count) { sum, entry in
            sum + entry.key.utf8.count + entry.value.utf8.count + 16
        }
    }
}

extension KnowledgeLimits {
    func faultOfPageSize(_ limit: Int) -> MemoryError? {
        guard !(1...pageSizeMax).contains(limit) else { return nil }
        return MemoryError(
            limit < 1 ? .invalidArgument : .limitExceeded,
            subject: "page_size",
            "page_size is \(limit); give 1 to \(pageSizeMax)."
        )
    }
}

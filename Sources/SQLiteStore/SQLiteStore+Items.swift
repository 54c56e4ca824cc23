internal import GRDB
package import Knowledge

extension SQLiteStore: ItemStore {
    package func items(at keys: [ItemKey]) async throws(StoreError) -> [Item?] {
        try await pointReads.read { db in try keys.map { try db.item(at: $0) } }
    }

    package func items(withIDs ids: [ItemID]) async throws(StoreError) -> [Item] {
        try await pointReads.read { db in try Set(ids).compactMap { try db.item(withID: $0) } }
    }

    package func list(
        _ filter: ItemFilter,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Item] {
        try await readers.read { db in try db.items(filter, after: after, limit: limit) }
    }

    /// Walks from one name to the next, so that only the collections of the page are counted.
    package func collections(
        after: String?,
        limit: Int
    ) async throws(StoreError) -> [CollectionSummary] {
        try await readers.read { db in
            var summaries: [CollectionSummary] = []
            var name = try db.collection(behind: after)
            while let next = name, summaries.count < limit {
                let items = try db.first(
                    "SELECT count(*) FROM items WHERE collection = ?",
                    next
                ) { $0.int(0) }
                summaries.append(CollectionSummary(name: next, items: items ?? 0))
                name = try db.collection(behind: next)
            }
            return summaries
        }
    }

    package func lexicalSearch(
        _ words: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) async throws(StoreError) -> [LexicalHit] {
        try await readers.read { db in
            try LexicalMatch(words).hits(filter: filter, limit: limit, in: db)
        }
    }

    package func ids(matching filter: ItemFilter) async throws(StoreError) -> Set<ItemID> {
        try await readers.read { db in
            let clause = FilterClause(filter)
            return Set(
                try db.all(
                    "SELECT id FROM items WHERE \(clause.sql)",
                    binding: clause.values
                ) { $0.id(0) }
            )
        }
    }
}

extension Database {
    /// Items that pass `filter`, by ascending id.
    ///
    /// The ids are found first, from indexes alone, and only the page's rows are read.
    func items(_ filter: ItemFilter, after: ItemID?, limit: Int) throws -> [Item] {
        let clause = FilterClause(filter)
        let after = after ?? ItemID(rawValue: 0)
        let ids = try all(
            "SELECT id FROM items WHERE \(clause.sql) AND id > ? ORDER BY id LIMIT ?",
            binding: clause.values + [after, limit]
        ) { $0.id(0) }
        return try ids.compactMap { try item(withID: $0) }
    }

    func count(_ filter: ItemFilter) throws -> Int {
        let clause = FilterClause(filter)
        let counts = try all(
            "SELECT count(*) FROM items WHERE \(clause.sql)",
            binding: clause.values
        ) { $0.int(0) }
        return counts.first ?? 0
    }

    /// The first collection by name, or the one behind `name`; nil: there is none.
    fileprivate func collection(behind name: String?) throws -> String? {
        guard let name else {
            return try first(
                "SELECT collection FROM items ORDER BY collection LIMIT 1",
                read: { try $0.text(0) }
            )
        }
        return try first(
            "SELECT collection FROM items WHERE collection > ? ORDER BY collection LIMIT 1",
            name,
            read: { try $0.text(0) }
        )
    }

    /// How many collections there are, walked from name to name.
    func collectionCount() throws -> Int {
        var count = 0
        var name = try collection(behind: nil)
        while let next = name {
            count += 1
            name = try collection(behind: next)
        }
        return count
    }
}

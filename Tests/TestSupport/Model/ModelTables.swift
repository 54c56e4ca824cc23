package import Knowledge
package import Memory
import Migration
package import Spaces

/// What a store holds, as one value: the tables, and what the ports ask of them.
///
/// Everything is written for clearness: reads sort and scan. Each change is a mutating function
/// that either throws and has changed nothing, or answers with what it did (`Written`).
package struct ModelTables: Sendable {
    var items: [ItemID: Item] = [:]
    var idsByKey: [ItemKey: ItemID] = [:]
    var newestItem = ItemID(rawValue: 0)
    /// The newest revision given, to a text or to a delete.
    package internal(set) var newestRevision = Revision.none

    /// Never shorter: a profile names its space for ever.
    var spaces: [Space] = []
    /// By space; absent: the space was never made, or has been pruned away.
    var vectors: [SpaceID: [ItemID: Vector]] = [:]

    /// By ascending epoch; the row of epoch n stands at n - 1.
    var profiles: [Profile] = []
    var migrations: [Epoch: MigrationRecord] = [:]
    var changes: [Epoch: [PhaseChange]] = [:]
    var evaluations: [Epoch: EvaluationReport] = [:]

    /// Rows are of their item's own revision, and the item has no current vector in the space.
    var quarantine: [SpaceID: [ItemID: QuarantinedItem]] = [:]
    var canaries: [SpaceID: CanarySet] = [:]
    /// In the order in which their texts came.
    var queries: [RecordedQuery] = []
    var answers = ModelAnswers()

    package init() {}
}

/// What a change answered, and what its transaction did.
package struct Written<Answer: Sendable>: Sendable {
    package let answer: Answer
    package let effects: Commit

    package init(_ answer: Answer, _ effects: Commit = Commit()) {
        self.answer = answer
        self.effects = effects
    }
}

// Reading items.
extension ModelTables {
    package func item(at key: ItemKey) -> Item? {
        idsByKey[key].flatMap { items[$0] }
    }

    package func item(_ id: ItemID) -> Item? { items[id] }

    package func items(withIDs ids: [ItemID]) -> [Item] {
        Set(ids).compactMap { items[$0] }
    }

    package var allItems: some Collection<Item> { items.values }

    package func list(_ filter: ItemFilter, after: ItemID?, limit: Int) -> [Item] {
        let matching = items.values.filter { item in
            filter.passes(item) && after.map { $0 < item.id } ?? true
        }
        return Array(matching.sorted { $0.id < $1.id }.prefix(max(0, limit)))
    }

    package func count(_ filter: ItemFilter) -> Int {
        items.values.count(where: filter.passes)
    }

    package func ids(matching filter: ItemFilter) -> Set<ItemID> {
        Set(items.values.lazy.filter(filter.passes).map(\.id))
    }

    package func collections(after: String?, limit: Int) -> [CollectionSummary] {
        let sizes = items.values.reduce(into: [String: Int]()) { sizes, item in
            sizes[item.key.collection, default: 0] += 1
        }
        let names = sizes.keys.filter { name in after.map { $0.precedes(name) } ?? true }
        return names.sorted { $0.precedes($1) }
            .prefix(max(0, limit))
            .map { CollectionSummary(name: $0, items: sizes[$0] ?? 0) }
    }

    package func counts() -> StoreCounts {
        StoreCounts(
            items: items.count,
            collections: Set(items.values.map(\.key.collection)).count,
            newest: newestRevision,
            bytes: textBytes,
            recordedQueries: queries.count
        )
    }

    var textBytes: Int {
        items.values.reduce(0) { $0 + $1.text.utf8.count }
    }
}

extension ItemFilter {
    func passes(_ item: Item) -> Bool {
        (collections.isEmpty || collections.contains(item.key.collection))
            && metadata.allSatisfy { item.metadata[$0.key] == $0.value }
    }
}

extension String {
    /// The order of the bytes, as a database's default collation has it.
    fileprivate func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}

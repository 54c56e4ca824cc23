import Knowledge
import Testing

@Suite struct `A filter` {
    private let item = Item(
        id: ItemID(rawValue: 1),
        key: ItemKey(collection: "books", key: "a"),
        text: "text",
        metadata: ["language": "en", "year": "1859"],
        revision: Revision(rawValue: 1),
        createdUnixMs: 0,
        updatedUnixMs: 0
    )

    @Test(
        arguments: [
            ([], [:], true),
            (["books"], [:], true),
            (["films", "books"], [:], true),
            (["films"], [:], false),
            ([], ["language": "en"], true),
            (["books"], ["language": "en", "year": "1859"], true),
            (["books"], ["language": "en", "year": "1860"], false),
            ([], ["author": "en"], false),
        ] as [([String], [String: String], Bool)]
    )
    func `holds when one collection and every entry hold`(
        collections: [String],
        metadata: [String: String],
        holds: Bool
    ) {
        #expect(ItemFilter(collections: collections, metadata: metadata).matches(item) == holds)
    }
}

@Suite struct `A query's fingerprint` {
    private let query = SearchQuery(
        text: "words",
        filter: ItemFilter(collections: ["a", "b"], metadata: ["k": "v", "l": "w"])
    )

    @Test func `depends neither on the page nor on the order of the filter`() {
        var other = query
        other.page = SearchPageToken(epoch: Epoch(rawValue: 1), query: Fingerprint(), offset: 10)
        other.filter = ItemFilter(collections: ["b", "a"], metadata: ["l": "w", "k": "v"])
        #expect(other.fingerprint == query.fingerprint)
    }

    @Test func `depends on everything else`() {
        let changes: [(inout SearchQuery) -> Void] = [
            { $0.text = "word" },
            { $0.mode = .lexical },
            { $0.k = 11 },
            { $0.scoreFloor = 0 },
            { $0.scoreFloor = 0.5 },
            { $0.filter.collections = ["ab"] },
            { $0.filter.collections = [] },
            { $0.filter.metadata = ["k": "vl", "": "w"] },
            { $0.filter.metadata = [:] },
        ]
        var seen: Set = [query.fingerprint]
        for change in changes {
            var other = query
            change(&other)
            #expect(seen.insert(other.fingerprint).inserted)
        }
    }
}

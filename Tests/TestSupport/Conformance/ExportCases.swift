import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static let exporting: [Case] = [
        Case("an export's page is what a list's is, with the current vectors of the space") {
            test in
            let first = try await test.ingest("a", "one", vector: StoreUnderTest.values(1))
            try await test.ingest("b", "two", vector: StoreUnderTest.values(0))
            let edited = try await test.ingest("b", "edited")
            let bare = try await test.ingest("c", "three", in: "other")
            let building = try await test.start().space.id
            try await test.put([StoreUnderTest.vector(of: bare, 2)], in: building)
            func page(
                _ space: SpaceID?,
                _ filter: ItemFilter = .everything,
                after: ItemID? = nil,
                limit: Int = 10
            ) async throws -> [ExportedItem] {
                try await test.store.exportPage(
                    filter,
                    vectorsOf: space,
                    after: after,
                    limit: limit
                )
            }
            let active = [
                ExportedItem(item: first, vector: StoreUnderTest.vector(of: first, 1)),
                ExportedItem(item: edited, vector: nil), ExportedItem(item: bare, vector: nil),
            ]
            try owe("with the active space", try await page(test.active.id), active)
            let built = ExportedItem(item: bare, vector: StoreUnderTest.vector(of: bare, 2))
            let other = ItemFilter(collections: ["other"])
            try owe("filtered, with the other", try await page(building, other), [built])
            try owe("without", try await page(nil).map(\.vector), [nil, nil, nil])
            let nowhere = try await page(SpaceID(rawValue: 99))
            try owe("with none", nowhere.map(\.vector), [nil, nil, nil])
            let second = try await page(test.active.id, after: first.id, limit: 1)
            try owe("a page", second, [active[1]])
        },
        Case("items are counted as they are filtered") { test in
            try await test.ingest("a", "one", in: "x", metadata: ["k": "1"])
            try await test.ingest("b", "two", in: "x", metadata: ["k": "2"])
            try await test.ingest("c", "three", in: "y", metadata: ["k": "1"])
            func count(_ filter: ItemFilter) async throws -> Int {
                try await test.store.count(filter)
            }
            try owe("all", try await count(.everything), 3)
            try owe("of a collection", try await count(ItemFilter(collections: ["x"])), 2)
            let both = ItemFilter(collections: ["x"], metadata: ["k": "1"])
            try owe("of both", try await count(both), 1)
            try owe("none", try await count(ItemFilter(collections: ["z"])), 0)
        },
    ]

    static let forms: [Case] = [
        Case("a vector's form is kept by puts, ingests and adoptions, and comes back") { test in
            let building = try await test.start().space.id
            var expected: [Vector] = []
            for (number, form) in VectorForm.allCases.enumerated() {
                let draft = ItemDraft(key: ItemKey(key: "\(number)"), text: "t")
                let entry = IngestBatch.Entry(
                    draft: draft,
                    vector: StoreUnderTest.values(number),
                    form: form
                )
                _ = try await test.store.ingest(
                    IngestBatch(entries: [entry], space: test.active.id, atUnixMs: 10)
                )
                let item = try owed("the item", try await test.item("\(number)"))
                let vector = Vector(
                    item: item.id,
                    revision: item.revision,
                    values: StoreUnderTest.values(number),
                    form: form
                )
                try await test.put([vector], in: building)
                expected.append(vector)
            }
            try owe("ingested", try await test.vectors(in: test.active.id), expected)
            try owe("put", try await test.vectors(in: building), expected)
            let heard = test.commits.changes(of: test.active.id)
            try owe("heard", heard, expected.map(VectorChange.put))
        },
        Case("forms other than whole are told of current vectors alone") { test in
            var vectors: [Vector] = []
            for (number, form) in [VectorForm.whole, .truncated, .split, .split].enumerated() {
                let item = try await test.ingest("\(number)", "t")
                vectors.append(
                    Vector(
                        item: item.id,
                        revision: item.revision,
                        values: StoreUnderTest.values(0),
                        form: form
                    )
                )
            }
            try await test.put(vectors, in: test.active.id)
            try await test.ingest("3", "edited")
            let ids = vectors.map(\.item) + [ItemID(rawValue: 999)]
            let found = try await test.store.forms(of: ids, in: test.active.id)
            try owe("forms", found, [ids[1]: .truncated, ids[2]: .split])
            let one = try await test.store.forms(of: [ids[2]], in: test.active.id)
            try owe("of one", one, [ids[2]: .split])
            let nowhere = try await test.store.forms(of: ids, in: SpaceID(rawValue: 99))
            try owe("of no space", nowhere, [:])
            let again = StoreUnderTest.vector(
                of: try owed("an item", try await test.item("1")),
                1
            )
            try await test.put([again], in: test.active.id)
            let later = try await test.store.forms(of: ids, in: test.active.id)
            try owe("put again as whole", later, [ids[2]: .split])
        },
    ]
}

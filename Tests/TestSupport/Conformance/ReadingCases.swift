import Knowledge
import Memory
import Migration

extension StoreConformance {
    static let reading: [Case] = [
        Case("items come in the order of their keys, with nil where there is none") { test in
            try await test.ingest("a", "one")
            try await test.ingest("b", "two")
            let keys = ["b", "none", "a", "b"].map { ItemKey(key: $0) }
            let texts = try await test.store.items(at: keys).map { $0?.text }
            try owe("their texts", texts, ["two", nil, "one", "two"])
        },
        Case("a key means another item in another collection") { test in
            try await test.ingest("a", "here", in: "one")
            try await test.ingest("a", "there", in: "two")
            let item = try await test.item(ItemKey(collection: "two", key: "a"))
            try owe("the second item's text", item?.text, "there")
        },
        Case("items are found by their ids, and ids of nothing are left out") { test in
            let first = try await test.ingest("a", "one")
            let second = try await test.ingest("b", "two")
            try await test.delete(["b"])
            let found = try await test.store.items(withIDs: [second.id, first.id])
            try owe("the items", found, [first])
        },
        Case("a listing goes by ascending id, page by page") { test in
            for number in 0..<5 { try await test.ingest("key \(number)", "text \(number)") }
            var after: ItemID?
            var keys: [[String]] = []
            repeat {
                let page = try await test.store.list(.everything, after: after, limit: 2)
                keys.append(page.map(\.key.key))
                after = page.last?.id
            } while after != nil
            try owe("the pages", keys, [["key 0", "key 1"], ["key 2", "key 3"], ["key 4"], []])
        },
        Case("a filter passes any of its collections and all of its metadata") { test in
            try await test.ingest("1", "t", in: "a", metadata: ["lang": "en", "kind": "x"])
            try await test.ingest("2", "t", in: "b", metadata: ["lang": "en"])
            try await test.ingest("3", "t", in: "c", metadata: ["lang": "en", "kind": "x"])
            try await test.ingest("4", "t", in: "a", metadata: ["lang": "de", "kind": "x"])
            let cases: [(ItemFilter, [String])] = [
                (.everything, ["1", "2", "3", "4"]),
                (ItemFilter(collections: ["a", "b"]), ["1", "2", "4"]),
                (ItemFilter(metadata: ["lang": "en", "kind": "x"]), ["1", "3"]),
                (ItemFilter(collections: ["a"], metadata: ["lang": "en"]), ["1"]),
                (ItemFilter(metadata: ["lang": "e"]), []),
                (ItemFilter(collections: ["none"]), []),
            ]
            for (filter, expected) in cases {
                let listed = try await test.store.list(filter, after: nil, limit: 10)
                try owe("keys by \(filter)", listed.map(\.key.key), expected)
                let ids = try await test.store.ids(matching: filter)
                try owe("ids by \(filter)", ids, Set(listed.map(\.id)))
            }
        },
        Case("a filter sees metadata as it was last given") { test in
            try await test.ingest("a", "text", metadata: ["state": "draft"])
            try await test.ingest("a", "text", metadata: ["state": "done"])
            let draft = try await test.store.ids(matching: .init(metadata: ["state": "draft"]))
            let done = try await test.store.ids(matching: .init(metadata: ["state": "done"]))
            try owe("drafts", draft.count, 0)
            try owe("done", done.count, 1)
        },
        Case("collections go by ascending name, with their sizes, page by page") { test in
            for (key, collection) in [("1", "b"), ("2", "a"), ("3", "b"), ("4", "c")] {
                try await test.ingest(key, "text", in: collection)
            }
            let first = try await test.store.collections(after: nil, limit: 2)
            try owe("the first page", first.map { "\($0.name) \($0.items)" }, ["a 1", "b 2"])
            let second = try await test.store.collections(after: "b", limit: 2)
            try owe("the second page", second.map { "\($0.name) \($0.items)" }, ["c 1"])
        },
        Case("a collection without items is none") { test in
            let item = try await test.ingest("a", "text", in: "short-lived")
            let filter = ItemFilter(collections: [item.key.collection])
            _ = try await test.store.delete(Deletion(selection: .filter(filter), atUnixMs: 20))
            let collections = try await test.store.collections(after: nil, limit: 10)
            try owe("collections", collections, [])
        },
        Case("the store counts its items, collections and revisions") { test in
            try await test.ingest("a", "text", in: "one")
            try await test.ingest("b", "text", in: "two")
            let counts = try await test.store.counts()
            try owe("items", counts.items, 2)
            try owe("collections", counts.collections, 2)
            try owe("the newest revision", counts.newest, try await test.store.newestRevision())
        },
    ]
}

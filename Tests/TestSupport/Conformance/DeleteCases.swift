import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static let deleting: [Case] = [
        Case("a delete takes its keys out and names what is missing") { test in
            try await test.ingest("a", "one")
            try await test.ingest("b", "two")
            let receipt = try await test.delete(["a", "absent", "a"])
            let missing = [ItemKey(key: "absent"), ItemKey(key: "a")]
            try owe("the receipt", receipt, DeletionReceipt(deleted: 1, missing: missing))
            try owe("the deleted item", try await test.item("a"), nil)
            try owe("the other item", try await test.item("b")?.text, "two")
        },
        Case("a delete takes a revision") { test in
            try await test.ingest("a", "one")
            let before = try await test.store.newestRevision()
            try await test.delete(["a"])
            let after = try await test.store.newestRevision()
            try owe("newer", before < after, true)
        },
        Case("neither the id nor the revision of a deleted newest item comes again") { test in
            try await test.ingest("older", "stays")
            let first = try await test.ingest("a", "one")
            try await test.delete(["a"])
            let second = try await test.ingest("a", "one")
            try owe("a newer id", first.id < second.id, true)
            try owe("a newer revision", first.revision < second.revision, true)
        },
        Case("a delete reaches the vectors of every space") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let kept = try await test.ingest("b", "two", vector: StoreUnderTest.values(1))
            let building = try await test.start().space.id
            try await test.put([StoreUnderTest.vector(of: item)], in: building)
            try await test.delete(["a"])
            let left = [StoreUnderTest.vector(of: kept, 1)]
            try owe("vectors left", try await test.vectors(in: test.active.id), left)
            try owe("vectors being built", try await test.vectors(in: building), [])
        },
        Case("a delete refuses keys whose expected revision does not hold") { test in
            let item = try await test.ingest("a", "one")
            try await test.ingest("b", "two")
            let other = Revision(rawValue: item.revision.rawValue + 1)
            let deletion = Deletion(
                selection: .keys([
                    .init(key: ItemKey(key: "a"), expectedRevision: other),
                    .init(key: ItemKey(key: "b"), expectedRevision: nil),
                ]),
                atUnixMs: 20
            )
            let receipt = try await test.store.delete(deletion).receipt
            let refusal = DeletionReceipt.Refusal(key: item.key, actual: item.revision)
            try owe("the receipt", receipt, DeletionReceipt(deleted: 1, refused: [refusal]))
            try owe("the refused item", try await test.item("a"), item)
        },
        Case("a delete by filter takes out what passes it and nothing else") { test in
            try await test.ingest("1", "t", in: "a", metadata: ["lang": "en"])
            try await test.ingest("2", "t", in: "a", metadata: ["lang": "de"])
            try await test.ingest("3", "t", in: "b", metadata: ["lang": "en"])
            let filter = ItemFilter(collections: ["a"], metadata: ["lang": "en"])
            let deletion = Deletion(selection: .filter(filter), atUnixMs: 20)
            try owe("deleted", try await test.store.delete(deletion).receipt.deleted, 1)
            let left = try await test.store.list(.everything, after: nil, limit: 10)
            try owe("what is left", left.map(\.key.key), ["2", "3"])
        },
        Case("a dry run answers as the delete would and deletes nothing") { test in
            try await test.ingest("a", "one")
            try await test.ingest("b", "two")
            let newest = try await test.store.newestRevision()
            let byKeys = try await test.delete(["a", "absent", "a"], isDryRun: true)
            let missing = [ItemKey(key: "absent"), ItemKey(key: "a")]
            try owe("by keys", byKeys, DeletionReceipt(deleted: 1, missing: missing))
            let dryRun = Deletion(
                selection: .filter(.everything),
                isDryRun: true,
                atUnixMs: 20
            )
            try owe("by filter", try await test.store.delete(dryRun).receipt.deleted, 2)
            try owe("items", try await test.store.counts().items, 2)
            try owe("the newest revision", try await test.store.newestRevision(), newest)
        },
    ]
}

import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static let ingesting: [Case] = [
        Case("a stored item reads back as it was given") { test in
            let key = ItemKey(collection: "c", key: "k\u{1F98B}")
            let draft = ItemDraft(key: key, text: "tëxt\n\t\"'", metadata: ["a": "1", "": "x"])
            let receipt = try await test.ingest([draft], atUnixMs: 77).receipt
            let item = try owed("the item", try await test.item(key))
            try owe("the text", item.text, draft.text)
            try owe("the metadata", item.metadata, draft.metadata)
            try owe("its times", [item.createdUnixMs, item.updatedUnixMs], [77, 77])
            let stored = IngestReceipt.Outcome.stored(
                id: item.id,
                revision: item.revision,
                hasVector: false
            )
            try owe("the outcomes", receipt.outcomes, [stored])
            try owe("the receipt's space", receipt.space, test.active.id)
        },
        Case("each new text takes a newer revision, and the newest is the store's") { test in
            let first = try await test.ingest("a", "one")
            let second = try await test.ingest("b", "one")
            let third = try await test.ingest("a", "two", atUnixMs: 50)
            try owe("rising", first.revision < second.revision, true)
            try owe("rising", second.revision < third.revision, true)
            try owe("the newest", try await test.store.newestRevision(), third.revision)
            try owe("the id after an edit", third.id, first.id)
            try owe(
                "the edited item's times",
                [third.createdUnixMs, third.updatedUnixMs],
                [10, 50]
            )
        },
        Case("an unchanged text makes no revision and changes nothing") { test in
            let first = try await test.ingest("a", "one", metadata: ["x": "1"])
            let newest = try await test.store.newestRevision()
            let draft = ItemDraft(key: first.key, text: "one", metadata: ["x": "1"])
            let receipt = try await test.ingest([draft], atUnixMs: 90).receipt
            let outcome = IngestReceipt.Outcome.unchanged(
                id: first.id,
                revision: first.revision,
                hasVector: false
            )
            try owe("the outcome", receipt.outcomes, [outcome])
            try owe("the item", try await test.item("a"), first)
            try owe("the newest revision", try await test.store.newestRevision(), newest)
        },
        Case("changed metadata is stored without a revision") { test in
            let first = try await test.ingest("a", "one", metadata: ["x": "1"])
            let second = try await test.ingest("a", "one", metadata: ["y": "2"], atUnixMs: 90)
            try owe("the metadata", second.metadata, ["y": "2"])
            try owe("the revision", second.revision, first.revision)
            try owe("its times", [second.createdUnixMs, second.updatedUnixMs], [10, 90])
        },
        Case("texts that only look the same are two texts") { test in
            let composed = try await test.ingest("a", "caf\u{e9}")
            let decomposed = try await test.ingest("a", "cafe\u{301}")
            try owe("a newer revision", composed.revision < decomposed.revision, true)
            let bytes = decomposed.text.utf8.elementsEqual("cafe\u{301}".utf8)
            try owe("the new text's bytes", bytes, true)
        },
        Case("an expected revision that does not hold stores nothing and names the actual") {
            test in
            let item = try await test.ingest("a", "one")
            let expectations: [(String, Revision?)] = [
                ("a", Revision.none),
                ("a", Revision(rawValue: item.revision.rawValue + 1)),
                ("absent", item.revision),
            ]
            let drafts = expectations.map { key, expected in
                ItemDraft(key: ItemKey(key: key), text: "other", expectedRevision: expected)
            }
            let receipt = try await test.ingest(drafts).receipt
            let owed: [IngestReceipt.Outcome] = [
                .revisionMismatch(actual: item.revision),
                .revisionMismatch(actual: item.revision),
                .revisionMismatch(actual: .none),
            ]
            try owe("the outcomes", receipt.outcomes, owed)
            try owe("the item", try await test.item("a"), item)
            try owe("the absent item", try await test.item("absent"), nil)
        },
        Case("an expected revision that holds lets its entry through, whatever its neighbours") {
            test in
            let item = try await test.ingest("a", "one")
            let drafts = [
                ItemDraft(key: item.key, text: "two", expectedRevision: item.revision),
                ItemDraft(key: item.key, text: "three", expectedRevision: item.revision),
                ItemDraft(key: ItemKey(key: "new"), text: "new", expectedRevision: Revision.none),
            ]
            let receipt = try await test.ingest(drafts).receipt
            try owe("the edited text", try await test.item("a")?.text, "two")
            try owe("the new text", try await test.item("new")?.text, "new")
            guard case .revisionMismatch = receipt.outcomes[1] else {
                throw ConformanceFault(description: "a mismatch is owed, \(receipt) came")
            }
        },
        Case("a key given twice in a batch ends as its last entry says") { test in
            let key = ItemKey(key: "a")
            let drafts = ["one", "two", "two"].map { ItemDraft(key: key, text: $0) }
            let receipt = try await test.ingest(drafts).receipt
            let item = try owed("the item", try await test.item("a"))
            try owe("the text", item.text, "two")
            let last = IngestReceipt.Outcome.unchanged(
                id: item.id,
                revision: item.revision,
                hasVector: false
            )
            try owe("the last outcome", receipt.outcomes.last, last)
            let items = try await test.store.list(.everything, after: nil, limit: 10)
            try owe("the number of items", items.count, 1)
        },
        Case("an item and its vector commit together, under the item's revision") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(2))
            let owed = [StoreUnderTest.vector(of: item, 2)]
            try owe("the vectors", try await test.vectors(in: test.active.id), owed)
            let draft = ItemDraft(key: item.key, text: "one")
            let again = try await test.ingest([draft]).receipt
            let outcome = IngestReceipt.Outcome.unchanged(
                id: item.id,
                revision: item.revision,
                hasVector: true
            )
            try owe("the outcome of the same again", again.outcomes, [outcome])
        },
        Case("an unchanged text's vector is stored where one was missing") { test in
            let item = try await test.ingest("a", "one")
            try await test.ingest("a", "one", vector: StoreUnderTest.values(1))
            let owed = [StoreUnderTest.vector(of: item, 1)]
            try owe("the vectors", try await test.vectors(in: test.active.id), owed)
        },
        Case("an edit without a vector leaves the earlier vector, no longer current") { test in
            let first = try await test.ingest("a", "one", vector: StoreUnderTest.values(1))
            try await test.ingest("a", "two")
            let vectors = try await test.vectors(in: test.active.id)
            try owe("the vectors", vectors, [StoreUnderTest.vector(of: first, 1)])
            let counts = try await test.store.counts(of: test.active.id)
            try owe("counts", counts, SpaceCounts(items: 1, embedded: 0, vectors: 1))
        },
        Case("an item without a vector in an unknown space is stored all the same") { test in
            let draft = ItemDraft(key: ItemKey(key: "a"), text: "one")
            let receipt = try await test.ingest(
                [draft],
                vectors: [0: StoreUnderTest.values(0)],
                space: SpaceID(rawValue: 999)
            ).receipt
            let item = try owed("the item", try await test.item("a"))
            let outcome = IngestReceipt.Outcome.stored(
                id: item.id,
                revision: item.revision,
                hasVector: false
            )
            try owe("the outcomes", receipt.outcomes, [outcome])
        },
        Case("writes at once take one revision each, and all are there afterwards") { test in
            try await withThrowingTaskGroup { group in
                for number in 0..<40 {
                    group.addTask { try await test.ingest("\(number)", "text \(number)").revision }
                }
                var revisions: Set<Revision> = []
                for try await revision in group { revisions.insert(revision) }
                try owe("revisions", revisions.count, 40)
            }
            try owe("items", try await test.store.counts().items, 40)
        },
    ]
}

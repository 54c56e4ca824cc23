import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static let retrying: [Case] = [
        Case("a retry turns refused rows, all or those of its keys, and counts them") { test in
            var items: [Item] = []
            for key in ["a", "b", "c"] { items.append(try await test.ingest(key, "t")) }
            for item in items { try await test.refuse(item) }
            let absent = [ItemKey(key: "absent"), ItemKey(collection: "other", key: "a")]
            try owe("of absent keys", try await test.retry(.keys(absent)), 0)
            try owe("of one key", try await test.retry(.keys([items[1].key] + absent)), 1)
            try owe("of the same again", try await test.retry(.keys([items[1].key])), 0)
            try owe("retrying", try await test.retrying(), [items[1]])
            try owe("of all", try await test.retry(), 2)
            try owe("retrying", try await test.retrying(), items)
            let rows = try await test.quarantined()
            try owe("states", rows.map(\.state), [.retrying, .retrying, .retrying])
            try owe("reasons", rows.map(\.reason), ["too odd", "too odd", "too odd"])
        },
        Case("retrying items come by ascending id, within the page's items and bytes") { test in
            let text = String(repeating: "x", count: 100)
            var items: [Item] = []
            for number in 0..<5 { items.append(try await test.ingest("\(number)", text)) }
            for item in items.reversed() { try await test.refuse(item) }
            try await test.retry(.keys([0, 1, 3, 4].map { items[$0].key }))
            func page(after: Item?, items: Int, bytes: Int) async throws -> [Item] {
                let limit = BacklogLimit(items: items, textBytes: bytes)
                return try await test.store.retrying(
                    in: test.active.id,
                    after: after?.id,
                    limit: limit
                )
            }
            let first = try await page(after: nil, items: 3, bytes: 1_000)
            try owe("the first page", first, [items[0], items[1], items[3]])
            let second = try await page(after: items[3], items: 3, bytes: 1_000)
            try owe("the second page", second, [items[4]])
            let tight = try await page(after: nil, items: 3, bytes: 200)
            try owe("within the bytes", tight, [items[0], items[1]])
            let tooTight = try await page(after: nil, items: 3, bytes: 10)
            try owe("one comes always", tooTight, [items[0]])
        },
        Case("a retry neither fills the backlog nor keeps a flip") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.refuse(item, in: record.space.id)
            try await test.retry(in: record.space.id)
            try owe("the backlog", try await test.backlog(of: record.space.id).items, [])
            guard case .flipped = try await test.flip(record.epoch, pass: Revision.none) else {
                throw ConformanceFault(description: "a flip is owed")
            }
            try owe("retrying still", try await test.retrying(in: record.space.id), [item])
        },
    ]

    static let quarantineCounting: [Case] = [
        Case("a quarantined item is not in the backlog, and leaves the pages as they are") { test in
            var items: [Item] = []
            for number in 0..<5 { items.append(try await test.ingest("\(number)", "t")) }
            try await test.refuse(items[1], items[4])
            let space = test.active.id
            let newest = try await test.store.newestRevision()
            let first = try await test.backlog(of: space, limit: BacklogLimit(items: 2))
            try owe("the first page", first.items, [items[0], items[2]])
            try owe("more", first.hasMore, true)
            let second = try await test.backlog(of: space, after: first.through)
            let last = BacklogPage(items: [items[3]], through: newest, hasMore: false)
            try owe("the second page", second, last)
        },
        Case("a flip does not wait for what is quarantined, and does for an edit of it") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            let bare = try await test.flip(record.epoch, pass: Revision.none)
            try owe("before", bare, .missing)
            try await test.refuse(item, in: record.space.id)
            try await test.ingest("a", "two")
            let edited = try await test.flip(record.epoch, pass: Revision.none)
            try owe("behind the edit", edited, .missing)
            let again = try owed("the item", try await test.item("a"))
            try await test.refuse(again, in: record.space.id)
            guard case .flipped = try await test.flip(record.epoch, pass: Revision.none) else {
                throw ConformanceFault(description: "a flip is owed")
            }
        },
        Case("another space's quarantine does not let a flip through") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.refuse(item)
            let result = try await test.flip(record.epoch, pass: Revision.none)
            try owe("the result", result, .missing)
        },
        Case("a space counts what is quarantined beside what is embedded and missing") { test in
            try await test.ingest("done", "t", vector: StoreUnderTest.values(0))
            let refused = try await test.ingest("refused", "t", vector: StoreUnderTest.values(0))
            let edited = try await test.ingest("refused", "other")
            let retried = try await test.ingest("retried", "t")
            try await test.ingest("bare", "t")
            try owe("the id of the edited", edited.id, refused.id)
            try await test.refuse(edited, retried)
            try await test.retry(.keys([retried.key]))
            let counts = try await test.store.counts(of: test.active.id)
            let expected = SpaceCounts(items: 4, embedded: 1, vectors: 2, quarantined: 2)
            try owe("counts", counts, expected)
            try owe("missing", counts.missing, 1)
            try owe("the backlog", try await test.backlog(of: test.active.id).items.count, 1)
            let survey = try await test.store.survey(for: StoreUnderTest.firstTarget, sample: 1)
            try owe("the survey's counts", survey.counts, expected)
        },
        Case("of a refusal and a vector at once, the vector stays and the row does not") { test in
            for number in 0..<20 {
                let item = try await test.ingest("\(number)", "t")
                async let refused = test.refuse(item)
                async let stored = test.put(
                    [StoreUnderTest.vector(of: item)],
                    in: test.active.id
                )
                _ = (try await refused, try await stored)
            }
            try owe("the rows", try await test.quarantined(), [])
            let counts = try await test.store.counts(of: test.active.id)
            try owe("counts", counts, SpaceCounts(items: 20, embedded: 20, vectors: 20))
        },
        Case("of a refusal and an edit at once, no row is left of the old text") { test in
            for number in 0..<20 {
                let item = try await test.ingest("\(number)", "t")
                async let refused = test.refuse(item)
                async let edited = test.ingest("\(number)", "edited")
                _ = (try await refused, try await edited)
            }
            try owe("the rows", try await test.quarantined(), [])
            try owe("the backlog", try await test.backlog(of: test.active.id).items.count, 20)
        },
    ]
}

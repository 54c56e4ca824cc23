import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    static let vectorCases: [Case] = [
        Case("the first profile is established once, as finished") { test in
            let again = try await test.store.establish(StoreUnderTest.secondTarget, atUnixMs: 99)
            try owe("rows", again.rows.count, 1)
            let row = try owed("a row", again.rows.first)
            try owe("its epoch", row.epoch, Epoch(rawValue: 1))
            try owe("its target", row.space.identity, StoreUnderTest.firstTarget)
            try owe("its outcome", row.ending?.outcome, .finished)
            try owe("the log", try await test.store.profileLog(), again)
        },
        Case("a put of the item's revision takes effect") { test in
            let item = try await test.ingest("a", "one")
            let vector = StoreUnderTest.vector(of: item, 3)
            try owe("effects", try await test.put([vector], in: test.active.id), 1)
            try owe("vectors", try await test.vectors(in: test.active.id), [vector])
        },
        Case("a put of another revision, or of a deleted item, is a no-op") { test in
            let first = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let gone = try await test.ingest("b", "two")
            try await test.delete(["b"])
            let second = try await test.ingest("a", "two")
            let future = Vector(
                item: second.id,
                revision: Revision(rawValue: second.revision.rawValue + 9),
                values: StoreUnderTest.values(1)
            )
            let late = StoreUnderTest.vector(of: first, 2)
            let dead = StoreUnderTest.vector(of: gone, 3)
            let effects = try await test.put([late, dead, future], in: test.active.id)
            try owe("effects", effects, 0)
            let vectors = try await test.vectors(in: test.active.id)
            try owe("vectors", vectors, [StoreUnderTest.vector(of: first, 0)])
        },
        Case("a put counts only what took effect") { test in
            let old = try await test.ingest("a", "one")
            let new = try await test.ingest("a", "two")
            let other = try await test.ingest("b", "three")
            let vectors = [old, new, other].map { StoreUnderTest.vector(of: $0) }
            try owe("effects", try await test.put(vectors, in: test.active.id), 2)
        },
        Case("a put into a space that is not there is a no-op") { test in
            let item = try await test.ingest("a", "one")
            let nowhere = SpaceID(rawValue: 999)
            let effects = try await test.put([StoreUnderTest.vector(of: item)], in: nowhere)
            try owe("effects", effects, 0)
            try owe("vectors", try await test.vectors(in: nowhere), [])
        },
        Case("a put touches its own space only") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let building = try await test.start().space.id
            try await test.put([StoreUnderTest.vector(of: item, 1)], in: building)
            let active = try await test.vectors(in: test.active.id)
            try owe("vectors of the active space", active, [StoreUnderTest.vector(of: item, 0)])
            let built = try await test.vectors(in: building)
            try owe("vectors of the other", built, [StoreUnderTest.vector(of: item, 1)])
        },
        Case("an ingest's vector goes into the space that it names, and no other") { test in
            let building = try await test.start().space.id
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let active = try await test.vectors(in: test.active.id)
            try owe("vectors of the named space", active, [StoreUnderTest.vector(of: item, 0)])
            try owe("vectors of the other", try await test.vectors(in: building), [])
        },
        Case("both ports put alike") { test in
            let item = try await test.ingest("a", "one")
            let building = try await test.start().space.id
            let migration: any MigrationStore = test.store
            let vector = StoreUnderTest.vector(of: item)
            try owe("effects", try await migration.put([vector], in: building), 1)
            let edited = try await test.ingest("a", "two")
            try owe("effects of a late one", try await migration.put([vector], in: building), 0)
            let current = StoreUnderTest.vector(of: edited)
            try owe("effects of the next", try await migration.put([current], in: building), 1)
            try owe("vectors", try await test.vectors(in: building), [current])
        },
        Case("vectors come by ascending item, current or not, page by page") { test in
            var items: [Item] = []
            for number in 0..<5 {
                items.append(
                    try await test.ingest("\(number)", "t", vector: StoreUnderTest.values(0))
                )
            }
            try await test.ingest("1", "edited")
            let space = test.active.id
            let first = try await test.store.vectors(in: space, after: nil, limit: 3)
            try owe("the first page", first.map(\.item), items[..<3].map(\.id))
            try owe("the edited item's vector", first[1].revision, items[1].revision)
            let second = try await test.store.vectors(in: space, after: items[2].id, limit: 3)
            try owe("the second page", second.map(\.item), items[3...].map(\.id))
        },
        Case("floats come back bit for bit") { test in
            let values: [Float] = [.leastNonzeroMagnitude, -0.0, 0.1, .greatestFiniteMagnitude]
            try await test.ingest("a", "one", vector: values)
            let vector = try owed("a vector", try await test.vectors(in: test.active.id).first)
            try owe("bits", vector.values.map(\.bitPattern), values.map(\.bitPattern))
        },
        Case("a space counts its items, current vectors and vectors") { test in
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            try await test.ingest("b", "two", vector: StoreUnderTest.values(0))
            try await test.ingest("b", "edited")
            try await test.ingest("c", "three")
            let counts = try await test.store.counts(of: test.active.id)
            try owe("counts", counts, SpaceCounts(items: 3, embedded: 1, vectors: 2))
            try owe("missing", counts.missing, 2)
        },
    ]

    static let backlogCases: [Case] = [
        Case("the backlog is what has no current vector, by ascending revision") { test in
            try await test.ingest("done", "t", vector: StoreUnderTest.values(0))
            let edited = try await test.ingest("edited", "t", vector: StoreUnderTest.values(0))
            let bare = try await test.ingest("bare", "t")
            let again = try await test.ingest("edited", "other")
            let page = try await test.backlog(of: test.active.id)
            try owe("items", page.items, [bare, again])
            try owe("the id of the edited", again.id, edited.id)
            let newest = try await test.store.newestRevision()
            try owe(
                "through and more",
                page,
                .init(items: [bare, again], through: newest, hasMore: false)
            )
        },
        Case("the backlog is read page by page, through what was read") { test in
            var items: [Item] = []
            for number in 0..<5 { items.append(try await test.ingest("\(number)", "t")) }
            let limit = BacklogLimit(items: 2)
            let first = try await test.backlog(of: test.active.id, limit: limit)
            try owe("the first page's items", first.items, Array(items[..<2]))
            try owe("more", first.hasMore, true)
            let isThrough = items[1].revision <= first.through && first.through < items[2].revision
            try owe("through the page, and not into the next", isThrough, true)
            let second = try await test.backlog(
                of: test.active.id,
                after: first.through,
                limit: BacklogLimit(items: 3)
            )
            let last = BacklogPage(
                items: Array(items[2...]),
                through: try await test.store.newestRevision(),
                hasMore: false
            )
            try owe("the second page", second, last)
        },
        Case("at the backlog's end it is through the newest revision, a delete's included") {
            test in
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            try await test.ingest("b", "two")
            try await test.delete(["b"])
            let page = try await test.backlog(of: test.active.id)
            let newest = try await test.store.newestRevision()
            try owe("the page", page, BacklogPage(items: [], through: newest, hasMore: false))
        },
        Case("a backlog's page keeps to its bytes, but one item always comes") { test in
            for number in 0..<3 {
                try await test.ingest("\(number)", String(repeating: "x", count: 100))
            }
            let tight = BacklogLimit(items: 10, textBytes: 250)
            let two = try await test.backlog(of: test.active.id, limit: tight)
            try owe("items within the bytes", two.items.count, 2)
            try owe("more", two.hasMore, true)
            let tooTight = BacklogLimit(items: 10, textBytes: 10)
            let one = try await test.backlog(of: test.active.id, limit: tooTight)
            try owe("items past the bytes", one.items.count, 1)
            try owe("more", one.hasMore, true)
        },
        Case("a stored vector leaves the backlog, and an edit comes back to it") { test in
            let item = try await test.ingest("a", "one")
            try await test.put([StoreUnderTest.vector(of: item)], in: test.active.id)
            try owe("after the put", try await test.backlog(of: test.active.id).items, [])
            let edited = try await test.ingest("a", "two")
            let page = try await test.backlog(of: test.active.id, after: item.revision)
            try owe("after the edit", page.items, [edited])
        },
        Case("each space has a backlog of its own, and with the vectors it makes up all items") {
            test in
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let second = try await test.ingest("b", "two")
            let building = try await test.start().space.id
            try await test.put([StoreUnderTest.vector(of: second)], in: building)
            for (space, missing) in [(test.active.id, ["b"]), (building, ["a"])] {
                let page = try await test.backlog(of: space)
                try owe("the backlog", page.items.map(\.key.key), missing)
                let counts = try await test.store.counts(of: space)
                try owe("the sum", counts.embedded + page.items.count, counts.items)
            }
        },
    ]
}

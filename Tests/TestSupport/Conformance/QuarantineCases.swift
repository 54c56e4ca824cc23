import Knowledge
import Memory
import Migration
import Spaces

extension StoreUnderTest {
    /// Refuses the items at their revisions, in the active space unless another is named.
    @discardableResult
    func refuse(
        _ items: Item...,
        because reason: String = "too odd",
        in space: SpaceID? = nil,
        atUnixMs: Int64 = 50
    ) async throws -> Int {
        try await store.quarantine(
            items.map { ItemRefusal(item: $0.id, revision: $0.revision, reason: reason) },
            in: space ?? active.id,
            atUnixMs: atUnixMs
        )
    }

    func quarantined(in space: SpaceID? = nil) async throws -> [QuarantinedItem] {
        try await store.quarantined(in: space ?? active.id, after: nil, limit: 1_000).items
    }

    func retrying(in space: SpaceID? = nil) async throws -> [Item] {
        try await store.retrying(
            in: space ?? active.id,
            after: nil,
            limit: BacklogLimit(items: 1_000)
        )
    }

    @discardableResult
    func retry(
        _ selection: QuarantineSelection = .all,
        in space: SpaceID? = nil
    ) async throws -> Int {
        try await store.retryQuarantined(selection, in: space ?? active.id)
    }
}

extension StoreConformance {
    static let quarantining: [Case] = [
        Case("a refused item is kept with the reason, and can be read back") { test in
            let item = try await test.ingest("a", "one", in: "pots")
            try owe("rows set", try await test.refuse(item, because: "It is odd."), 1)
            let row = QuarantinedItem(
                item: item.id,
                key: item.key,
                revision: item.revision,
                reason: "It is odd.",
                state: .refused,
                refusals: 1,
                atUnixMs: 50
            )
            try owe("the rows", try await test.quarantined(), [row])
        },
        Case("a refusal of a row that is there sets its reason, time and count") { test in
            let item = try await test.ingest("a", "one")
            try await test.refuse(item)
            try await test.retry()
            try owe("rows", try await test.refuse(item, because: "still", atUnixMs: 60), 1)
            let row = try owed("a row", try await test.quarantined().first)
            try owe("its state", row.state, .refused)
            try owe("its reason", row.reason, "still")
            try owe("its refusals", row.refusals, 2)
            try owe("its time", row.atUnixMs, 60)
        },
        Case("a refusal of another revision, or of a deleted item, is ignored") { test in
            let old = try await test.ingest("a", "one")
            let gone = try await test.ingest("b", "two")
            let other = try await test.ingest("c", "three")
            try await test.ingest("a", "edited")
            try await test.delete(["b"])
            try owe("rows set", try await test.refuse(old, gone, other), 1)
            try owe("the rows", try await test.quarantined().map(\.item), [other.id])
        },
        Case("a refusal of an item that has a current vector is ignored") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            try owe("rows set", try await test.refuse(item), 0)
            try owe("the rows", try await test.quarantined(), [])
            let edited = try await test.ingest("a", "two")
            try owe("rows set behind the edit", try await test.refuse(edited), 1)
        },
        Case("a refusal in a space that is unknown or pruned is ignored") { test in
            let item = try await test.ingest("a", "one")
            let building = try await test.start()
            _ = try await test.store.end(building.epoch, as: .failed, reason: "", atUnixMs: 40)
            _ = try await test.store.prune(building.space.id, limit: 10)
            for space in [building.space.id, SpaceID(rawValue: 99)] {
                try owe("rows set", try await test.refuse(item, in: space), 0)
                try owe("the rows", try await test.quarantined(in: space), [])
            }
        },
        Case("a space's quarantine is its own") { test in
            let item = try await test.ingest("a", "one")
            let building = try await test.start().space.id
            try await test.refuse(item, in: building)
            try owe("rows there", try await test.quarantined(in: building).count, 1)
            try owe("rows here", try await test.quarantined(), [])
            try owe("the backlog here", try await test.backlog(of: test.active.id).items, [item])
            try owe("the retried here", try await test.retry(), 0)
            try await test.put([StoreUnderTest.vector(of: item)], in: test.active.id)
            try owe("rows there still", try await test.quarantined(in: building).count, 1)
        },
        Case("quarantined rows come by ascending item, page by page with their total") { test in
            var items: [Item] = []
            for number in 0..<5 { items.append(try await test.ingest("\(number)", "t")) }
            for item in items.reversed() { try await test.refuse(item) }
            let space = test.active.id
            let first = try await test.store.quarantined(in: space, after: nil, limit: 3)
            try owe("the first page", first.items.map(\.item), items[..<3].map(\.id))
            try owe("the total", first.total, 5)
            try await test.delete(["0", "4"])
            let second = try await test.store.quarantined(in: space, after: items[2].id, limit: 3)
            try owe("the second page", second.items.map(\.item), [items[3].id])
            try owe("the total by then", second.total, 3)
            let none = try await test.store.quarantined(in: space, after: nil, limit: 0)
            try owe("a page of none", none, QuarantineRows(items: [], total: 3))
        },
    ]

    static let releasing: [Case] = [
        Case("a put of a current vector takes the row, one of another revision does not") { test in
            let old = try await test.ingest("a", "one")
            let item = try await test.ingest("a", "two")
            try await test.refuse(item)
            try await test.put([StoreUnderTest.vector(of: old)], in: test.active.id)
            try owe("behind a late put", try await test.quarantined().count, 1)
            try await test.put([StoreUnderTest.vector(of: item)], in: test.active.id)
            try owe("behind a current one", try await test.quarantined(), [])
        },
        Case("an edit takes the rows of every space, with and without a vector") { test in
            let building = try await test.start().space.id
            for vector in [nil, StoreUnderTest.values(0)] {
                let item = try await test.ingest("a", "one")
                try await test.refuse(item)
                try await test.refuse(item, in: building)
                let edited = try await test.ingest("a", "two", vector: vector)
                for space in [test.active.id, building] {
                    try owe("rows", try await test.quarantined(in: space), [])
                }
                try owe("the backlog", try await test.backlog(of: building).items, [edited])
                try await test.delete(["a"])
            }
        },
        Case("other metadata or the same text leaves the row") { test in
            let item = try await test.ingest("a", "one")
            try await test.refuse(item)
            try await test.ingest("a", "one", metadata: ["x": "1"])
            try await test.ingest("a", "one", metadata: ["x": "1"])
            try owe("the rows", try await test.quarantined().map(\.item), [item.id])
            try owe("the backlog", try await test.backlog(of: test.active.id).items, [])
        },
        Case("the same text with a vector that was missing takes the row of its space") { test in
            let item = try await test.ingest("a", "one")
            let building = try await test.start().space.id
            try await test.refuse(item)
            try await test.refuse(item, in: building)
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            try owe("rows here", try await test.quarantined(), [])
            try owe("rows there", try await test.quarantined(in: building).count, 1)
        },
        Case("a delete takes the rows of every space, and a dry run takes none") { test in
            let item = try await test.ingest("a", "one")
            let building = try await test.start().space.id
            try await test.refuse(item)
            try await test.refuse(item, in: building)
            try await test.delete(["a"], isDryRun: true)
            try owe("rows behind the dry run", try await test.quarantined().count, 1)
            try await test.delete(["a"])
            for space in [test.active.id, building] {
                try owe("rows", try await test.quarantined(in: space), [])
                let counts = try await test.store.counts(of: space)
                try owe("counts", counts, SpaceCounts(items: 0, embedded: 0, vectors: 0))
            }
        },
        Case("a prune takes the space's rows and canaries, and no other's") { test in
            let item = try await test.ingest("a", "one")
            let record = try await test.start()
            try await test.refuse(item, in: record.space.id)
            try await test.refuse(item)
            _ = try await test.store.keep(canarySet(), of: record.space.id)
            _ = try await test.store.keep(canarySet(), of: test.active.id)
            _ = try await test.store.end(record.epoch, as: .cancelled, reason: "", atUnixMs: 40)
            var isDone = false
            for _ in 0..<5 where !isDone {
                let result = try await test.store.prune(record.space.id, limit: 1)
                if case .deleted(_, _, true) = result { isDone = true }
            }
            try owe("done", isDone, true)
            let canaries = try await test.store.canaries(of: record.space.id)
            try owe("canaries", canaries, nil)
            try owe("rows", try await test.quarantined(in: record.space.id), [])
            try owe("rows of the active space", try await test.quarantined().count, 1)
            let kept = try await test.store.canaries(of: test.active.id)
            try owe("canaries of the active space", kept, canarySet())
            let again = try await test.start()
            try owe("the space", again.space, record.space)
            try owe("the backlog", try await test.backlog(of: again.space.id).items, [item])
        },
        Case("a prune keeps to its limit with quarantined rows too") { test in
            for number in 0..<5 { try await test.ingest("\(number)", "t") }
            let items = try await test.backlog(of: test.active.id).items
            let record = try await test.start()
            for item in items { try await test.refuse(item, in: record.space.id) }
            _ = try await test.store.end(record.epoch, as: .cancelled, reason: "", atUnixMs: 40)
            var left: [Int] = []
            for _ in 0..<3 {
                _ = try await test.store.prune(record.space.id, limit: 2)
                left.append(try await test.quarantined(in: record.space.id).count)
            }
            try owe("rows left", left, [3, 1, 0])
        },
    ]
}

import Knowledge
import Logging
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite struct `Reading the memory` {
    @Test func `lists items page by page, each once`() async throws {
        let fixture = try await Fixture()
        for key in 0..<7 {
            try await fixture.ingest("\(key)", "text", metadata: key == 3 ? ["odd": "one"] : [:])
        }
        var keys: [String] = []
        var page: ListPageToken?
        repeat {
            let listed = try await fixture.memory.list(.everything, page: page, limit: 3)
            keys += listed.items.map(\.key.key)
            page = listed.next
        } while page != nil
        #expect(keys == (0..<7).map(String.init))
        let exact = try await fixture.memory.list(.everything, limit: 7)
        #expect(exact.next == nil)
        let odd = try await fixture.memory.list(ItemFilter(metadata: ["odd": "one"]), limit: 10)
        #expect(odd.items.map(\.key.key) == ["3"])
    }

    @Test func `refuses the page of another filter`() async throws {
        let fixture = try await Fixture()
        for key in ["a", "b"] { try await fixture.ingest(key, "text") }
        let next = try await fixture.memory.list(.everything, limit: 1).next
        await #expect {
            try await fixture.memory.list(ItemFilter(collections: ["c"]), page: next, limit: 1)
        } throws: {
            ($0 as? MemoryError)?.code == .pageTokenInvalid
        }
    }

    @Test(arguments: [(0, false), (1, true), (1_000, true), (1_001, false), (-1, false)])
    func `bounds the size of a page`(limit: Int, isTaken: Bool) async throws {
        let fixture = try await Fixture()
        let items = try? await fixture.memory.list(.everything, limit: limit)
        let collections = try? await fixture.memory.collections(limit: limit)
        #expect((items != nil) == isTaken)
        #expect((collections != nil) == isTaken)
    }

    @Test func `lists collections by name`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.memory.ingest(
            ["b", "a", "c", "a"].enumerated().map { position, collection in
                ItemDraft(key: ItemKey(collection: collection, key: "\(position)"), text: "text")
            }
        )
        let first = try await fixture.memory.collections(limit: 2)
        #expect(first.collections.map(\.name) == ["a", "b"])
        #expect(first.collections.map(\.items) == [2, 1])
        let second = try await fixture.memory.collections(after: first.next, limit: 2)
        #expect(second.collections.map(\.name) == ["c"])
        #expect(second.next == nil)
    }

    @Test func `refuses no keys, too many, and keys out of bounds`() async throws {
        let fixture = try await Fixture { $0.limits.itemsPerCallMax = 2 }
        let keys = ["a", "b", "c"].map { ItemKey(key: $0) }
        #expect(try await fixture.memory.items(at: Array(keys.prefix(2))) == [nil, nil])
        for wrong in [[], keys, [ItemKey(key: "")]] {
            await #expect(throws: MemoryError.self) { try await fixture.memory.items(at: wrong) }
        }
    }

    @Test func `counts what is there, what is pending and what is being built`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        fixture.old.fails()
        try await fixture.ingest("b", "two")
        let profile = try await fixture.startMigration()
        let stats = try await fixture.memory.stats()
        #expect(stats.store.items == 2)
        #expect(stats.pending == 1)
        #expect(stats.active == fixture.memory.route.serving.profile)
        #expect(stats.building?.epoch == profile.epoch)
        #expect(stats.indexBytes == 16 * 4)
    }
}

@Suite struct `Deleting from the memory` {
    @Test func `names what was missing and what had another revision`() async throws {
        let fixture = try await Fixture()
        let revision = try #require(try await fixture.ingest("a", "one").revision)
        try await fixture.ingest("b", "two")
        let receipt = try await fixture.memory.delete(
            .keys([
                .init(key: ItemKey(key: "a"), expectedRevision: Revision(rawValue: 99)),
                .init(key: ItemKey(key: "b"), expectedRevision: nil),
                .init(key: ItemKey(key: "c"), expectedRevision: nil),
            ])
        )
        #expect(receipt.deleted == 1)
        #expect(receipt.missing == [ItemKey(key: "c")])
        #expect(receipt.refused == [.init(key: ItemKey(key: "a"), actual: revision)])
        #expect(try await fixture.keys("one two", .hybrid) == ["a"])
    }

    @Test func `only counts in a dry run`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one", metadata: ["k": "v"])
        let filter = ItemFilter(metadata: ["k": "v"])
        #expect(try await fixture.memory.delete(.filter(filter), isDryRun: true).deleted == 1)
        #expect(try await fixture.keys("one", .hybrid) == ["a"])
        #expect(try await fixture.memory.delete(.filter(filter)).deleted == 1)
        #expect(try await fixture.keys("one", .hybrid) == [])
    }

    @Test func `refuses to delete everything by a filter that names nothing`() async throws {
        let fixture = try await Fixture()
        for selection in [Deletion.Selection.filter(.everything), .keys([])] {
            await #expect(throws: MemoryError.self) { try await fixture.memory.delete(selection) }
        }
    }
}

@Suite struct `Starting the memory` {
    @Test func `serves the log's active profile, whatever the configuration names`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        let indexes = FakeIndexes()
        let memory = try await LiveMemory.start(
            on: fixture.store,
            feed: CommitFeed(factory: indexes),
            catalog: FakeCatalog(embedders: [fixture.old, fixture.new]),
            firstIdentity: fixture.new.identity,
            surroundings: Surroundings(
                clock: ManualClock(),
                unixMs: { 0 },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        #expect(memory.route.serving.profile.space.identity == fixture.old.identity)
        let found = try await memory.search([SearchQuery(text: "one", mode: .semantic)])
        #expect(found.first?.hits.map(\.item.key.key) == ["a"])
    }

    @Test func `says which embedder is missing`() async throws {
        let fixture = try await Fixture()
        await #expect {
            try await LiveMemory.start(
                on: fixture.store,
                feed: CommitFeed(factory: FakeIndexes()),
                catalog: FakeCatalog(embedders: [fixture.new]),
                firstIdentity: fixture.new.identity,
                surroundings: Surroundings(
                    clock: ManualClock(),
                    unixMs: { 0 },
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
            )
        } throws: {
            ($0 as? MemoryError)?.code == .embedderUnknown
        }
    }
}

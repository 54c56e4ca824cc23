import Knowledge
import Spaces
import TestSupport
import Testing
import Waiting

@testable import Memory

@Suite struct `The registry of indexes` {
    @Test func `loads what the store holds, page by page`() async throws {
        let fixture = try await Fixture()
        let count = IndexRegistry.pageSize + 1
        let entries = (0..<count).map { number in
            let draft = ItemDraft(key: ItemKey(key: "\(number)"), text: "text \(number)")
            return IngestBatch.Entry(draft: draft, vector: fixture.old.bag(draft.text))
        }
        let space = fixture.memory.route.serving.profile.space
        _ = try await fixture.store.ingest(
            IngestBatch(entries: entries, space: space.id, atUnixMs: 1)
        )
        let registry = IndexRegistry(factory: fixture.indexes)
        let index = try await registry.prepare(space, from: fixture.store)
        #expect(index.count == count)
        #expect(fixture.indexes.index(of: space.id)?.isLoaded == true)
        #expect(registry.ready(space.id) === index)
        #expect(registry.bytes == index.bytes)
    }

    @Test func `does not bring back what was deleted while it loaded`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        try await fixture.ingest("b", "two")
        let space = fixture.memory.route.serving.profile.space
        let registry = IndexRegistry(factory: FakeIndexes())
        let shelf = HeldStore(
            vectors: try await fixture.store.vectors(
                in: space.id,
                after: nil,
                limit: 10
            )
        )
        async let prepared = registry.prepare(space, from: shelf)
        _ = await shelf.isRead.value()
        #expect(registry.ready(space.id) == nil, "it is being loaded")
        let first = try #require(shelf.vectors.first)
        let second = try #require(shelf.vectors.last)
        let edited = Vector(
            item: second.item,
            revision: Revision(rawValue: 9),
            values: second.values
        )
        registry.committed(Commit(puts: [space.id: [edited]], removed: [first.item]))
        shelf.mayAnswer.fulfil(())
        let index = try await prepared
        #expect(index.count == 1)
        #expect(index.revision(of: second.item) == edited.revision)
    }

    @Test func `keeps what is retained fed behind a flip, until it is released`() async throws {
        let fixture = try await Fixture()
        let old = fixture.memory.route.serving.profile.space
        let profile = try await fixture.startMigration()
        try await fixture.memory.retain(old)
        try fixture.publish(profile)
        fixture.feed.indexes.discardShed()
        fixture.memory.discard(old.id)
        let index = try #require(fixture.feed.indexes.ready(old.id))
        try await fixture.ingest("a", "one")
        try await fixture.backfill(old, with: fixture.old)
        #expect(index.count == 1)
        fixture.memory.release(old.id)
        #expect(fixture.feed.indexes.ready(old.id) == nil)
    }

    @Test func `loads what is retained, and lets go of it when it is released`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        fixture.memory.discard(profile.space.id)
        try await fixture.memory.retain(profile.space)
        #expect(fixture.feed.indexes.ready(profile.space.id) != nil)
        fixture.memory.release(profile.space.id)
        #expect(fixture.feed.indexes.ready(profile.space.id) == nil)
    }

    @Test func `does not release what is being prepared, live, or was never retained`()
        async throws
    {
        let fixture = try await Fixture()
        let old = fixture.memory.route.serving.profile.space
        let profile = try await fixture.startMigration()
        try await fixture.memory.retain(profile.space)
        try await fixture.memory.retain(old)
        for space in [old, profile.space] {
            fixture.memory.release(space.id)
            fixture.memory.release(space.id)
            #expect(fixture.feed.indexes.ready(space.id) != nil)
        }
    }

    @Test func `makes one index of a space however many ask for it`() async throws {
        let fixture = try await Fixture()
        let space = fixture.memory.route.serving.profile.space
        let indexes = FakeIndexes()
        let registry = IndexRegistry(factory: indexes)
        let shelf = HeldStore(vectors: [])
        async let first = registry.prepare(space, from: shelf)
        async let second = registry.prepare(space, from: shelf)
        shelf.mayAnswer.fulfil(())
        let made = try await (first, second)
        #expect(made.0 === made.1)
        #expect(indexes.count == 1)
    }

    @Test func `hears of commits for all its indexes, each its own`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        try await fixture.ingest("a", "one")
        let old = try #require(fixture.indexes.index(of: fixture.activeSpace))
        let new = try #require(fixture.indexes.index(of: profile.space.id))
        #expect(old.count == 1)
        #expect(new.count == 0)
        try await fixture.backfill(profile.space, with: fixture.new)
        #expect(new.count == 1)
        let key = Deletion.Expectation(key: ItemKey(key: "a"), expectedRevision: nil)
        _ = try await fixture.memory.delete(.keys([key]))
        #expect(old.count == 0)
        #expect(new.count == 0)
    }

    @Test func `keeps the live index whoever discards it`() async throws {
        let fixture = try await Fixture()
        fixture.memory.discard(fixture.activeSpace)
        #expect(fixture.feed.indexes.ready(fixture.activeSpace) != nil)
        let profile = try await fixture.startMigration()
        fixture.memory.discard(profile.space.id)
        #expect(fixture.feed.indexes.ready(profile.space.id) == nil)
    }

    @Test func `ends a loading that nobody wants any more`() async throws {
        let fixture = try await Fixture()
        let space = fixture.memory.route.serving.profile.space
        let registry = IndexRegistry(factory: FakeIndexes())
        let shelf = HeldStore(vectors: [])
        let prepared = Task { try await registry.prepare(space, from: shelf) }
        _ = await shelf.isRead.value()
        registry.discard(space.id)
        shelf.mayAnswer.fulfil(())
        await #expect(throws: StoreError.self) { try await prepared.value }
        #expect(registry.ready(space.id) == nil)
    }

    @Test func `loads anew behind a loading that failed`() async throws {
        let fixture = try await Fixture()
        let space = fixture.memory.route.serving.profile.space
        let registry = IndexRegistry(factory: FakeIndexes())
        let failing = HeldStore(vectors: nil)
        failing.mayAnswer.fulfil(())
        await #expect(throws: StoreError.self) {
            _ = try await registry.prepare(space, from: failing)
        }
        #expect(registry.ready(space.id) == nil)
        _ = try await registry.prepare(space, from: fixture.store)
        #expect(registry.ready(space.id) != nil)
    }
}

/// A store of vectors whose first page comes when a test says so.
private struct HeldStore: VectorStore {
    let isRead = OneShot<Void>()
    let mayAnswer = OneShot<Void>()
    private let stored: [Vector]?

    /// - Parameter vectors: nil: reading them fails.
    init(vectors: [Vector]?) {
        stored = vectors
    }

    var vectors: [Vector] { stored ?? [] }

    func profileLog() async throws(StoreError) -> ProfileLog { ProfileLog(rows: []) }

    func vectors(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Vector] {
        isRead.fulfil(())
        _ = await mayAnswer.value()
        guard let stored else { throw StoreError(.failed, "It cannot be read.") }
        return after == nil ? stored : []
    }

    func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) async throws(StoreError) -> BacklogPage {
        BacklogPage(items: [], through: after, hasMore: false)
    }

    func counts(of space: SpaceID) async throws(StoreError) -> SpaceCounts {
        SpaceCounts(items: 0, embedded: 0, vectors: vectors.count)
    }
}

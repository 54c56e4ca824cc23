import Knowledge
import Spaces
import Testing

@testable import Memory

@Suite struct `The cache of items` {
    @Test func `gives what was read until it changes`() {
        let cache = ItemCache(bytesMax: 10_000)
        read(item("a"), into: cache)
        #expect(cache.item(at: ItemKey(key: "a")) == item("a"))
        #expect(cache.item(at: ItemKey(key: "b")) == nil)
        cache.committed(Commit(changedKeys: [ItemKey(key: "a")]))
        #expect(cache.item(at: ItemKey(key: "a")) == nil)
        #expect(cache.bytes == 0)
    }

    @Test func `takes nothing from a read that began before a commit of its key`() {
        let cache = ItemCache(bytesMax: 10_000)
        let keys = [ItemKey(key: "a"), ItemKey(key: "b")]
        cache.beginRead(keys)
        cache.committed(Commit(changedKeys: [keys[0]]))
        cache.endRead(keys, [item("a"), item("b")])
        #expect(cache.item(at: keys[0]) == nil)
        #expect(cache.item(at: keys[1]) != nil)
        read(item("a"), into: cache)
        #expect(cache.item(at: keys[0]) != nil, "a later read brings it")
    }

    @Test func `takes nothing from the later of two reads that overlap a commit`() {
        let cache = ItemCache(bytesMax: 10_000)
        let key = ItemKey(key: "a")
        cache.beginRead([key])
        cache.committed(Commit(changedKeys: [key]))
        cache.beginRead([key])
        cache.endRead([key], [item("a")])
        #expect(cache.item(at: key) == nil, "it may be the old one")
        cache.endRead([key], nil)
        read(item("a"), into: cache)
        #expect(cache.item(at: key) != nil)
    }

    @Test func `remembers nothing of a read that failed or found nothing`() {
        let cache = ItemCache(bytesMax: 10_000)
        let key = ItemKey(key: "a")
        cache.beginRead([key])
        cache.endRead([key], nil)
        cache.beginRead([key])
        cache.endRead([key], [nil])
        #expect(cache.item(at: key) == nil)
        #expect(cache.bytes == 0)
    }

    @Test func `holds as many bytes as its limit and not one more`() {
        let size = ItemCache.bytesPerItem + "default".utf8.count + 1 + "text".utf8.count
        let cache = ItemCache(bytesMax: 3 * size)
        for key in ["a", "b", "c"] { read(item(key), into: cache) }
        #expect(cache.bytes == 3 * size)
        #expect(cache.item(at: ItemKey(key: "a")) != nil)
        #expect(cache.item(at: ItemKey(key: "c")) != nil)
        read(item("d"), into: cache)
        #expect(cache.bytes == 3 * size)
        #expect(cache.item(at: ItemKey(key: "b")) == nil, "the one that nobody asked for")
        #expect(cache.item(at: ItemKey(key: "d")) != nil)

        let small = ItemCache(bytesMax: size - 1)
        read(item("a"), into: small)
        #expect(small.bytes == 0)
    }

    @Test func `agrees with the store through reads and commits in any order`() {
        var random = Linear(state: 7)
        let cache = ItemCache(bytesMax: 1_500)
        var stored: [ItemKey: Int64] = [:]
        var reads: [(keys: [ItemKey], items: [Item?])] = []
        for round in 1...20_000 {
            let key = ItemKey(key: "\(random.next(below: 12))")
            switch random.next(below: 3) {
            case 0:
                stored[key] = Int64(round)
                cache.committed(Commit(changedKeys: [key]))
            case 1:
                cache.beginRead([key])
                reads.append(([key], [stored[key].map { item(key.key, revision: $0) }]))
            default:
                guard !reads.isEmpty else { continue }
                let read = reads.remove(at: random.next(below: reads.count))
                cache.endRead(read.keys, read.items)
            }
            if let cached = cache.item(at: key) {
                #expect(cached.revision.rawValue == stored[key])
            }
        }
    }

    @Test func `is filled by the memory's reads, and emptied before a write is acknowledged`()
        async throws
    {
        let fixture = try await Fixture()
        let key = ItemKey(key: "a")
        try await fixture.ingest("a", "one")
        #expect(fixture.feed.cache.item(at: key) == nil)
        #expect(try await fixture.memory.items(at: [key]).first??.text == "one")
        #expect(fixture.feed.cache.item(at: key)?.text == "one")
        try await fixture.ingest("a", "two")
        #expect(fixture.feed.cache.item(at: key) == nil)
        _ = try await fixture.memory.items(at: [key])
        let expectation = Deletion.Expectation(key: key, expectedRevision: nil)
        _ = try await fixture.memory.delete(.keys([expectation]))
        #expect(fixture.feed.cache.item(at: key) == nil)
        #expect(try await fixture.memory.items(at: [key]) == [nil])
    }

    private func read(_ item: Item, into cache: ItemCache) {
        cache.beginRead([item.key])
        cache.endRead([item.key], [item])
    }

    private func item(_ key: String, revision: Int64 = 1) -> Item {
        Item(
            id: ItemID(rawValue: 1),
            key: ItemKey(key: key),
            text: "text",
            metadata: [:],
            revision: Revision(rawValue: revision),
            createdUnixMs: 0,
            updatedUnixMs: 0
        )
    }
}

/// Knuth's MMIX generator: the same numbers in every run.
struct Linear {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}

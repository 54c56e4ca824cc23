import Knowledge
import Memory
import Spaces
import TestSupport
import Testing

struct ModelStoreTests {
    private static func batch(_ key: String) -> IngestBatch {
        let draft = ItemDraft(key: ItemKey(key: key), text: "text of \(key)")
        return IngestBatch(
            entries: [IngestBatch.Entry(draft: draft, vector: nil)],
            space: SpaceID(rawValue: 1),
            atUnixMs: 1
        )
    }

    private static func keys(of store: ModelStore) -> [String] {
        store.durable.list(.everything, after: nil, limit: 10).map(\.key.key)
    }

    private static func threeUnsynced() throws -> ModelStore {
        var store = ModelStore()
        for key in ["a", "b", "c"] {
            _ = try store.commit { tables throws(StoreError) in try tables.ingest(batch(key)) }
        }
        return store
    }

    @Test func `a commit is seen by readers once it is synced`() throws {
        var store = try Self.threeUnsynced()
        #expect(Self.keys(of: store) == [])
        #expect(store.unsynced == 3)
        let effects = store.sync()
        #expect(effects.map { $0.changedKeys.map(\.key) } == [["a"], ["b"], ["c"]])
        #expect(Self.keys(of: store) == ["a", "b", "c"])
        #expect(store.unsynced == 0)
    }

    @Test(arguments: 0...4)
    func `a crash keeps a first part of what was not synced`(kept: Int) throws {
        var store = try Self.threeUnsynced()
        store.crash(keeping: kept)
        #expect(Self.keys(of: store) == Array(["a", "b", "c"].prefix(kept)))
        #expect(store.unsynced == 0)
        _ = try store.commit { tables throws(StoreError) in try tables.ingest(Self.batch("d")) }
        _ = store.sync()
        #expect(store.durable.newestRevision == Revision(rawValue: Int64(min(kept, 3)) + 1))
    }

    @Test func `a crash leaves what was synced`() throws {
        var store = try Self.threeUnsynced()
        _ = store.sync()
        store.crash()
        #expect(Self.keys(of: store) == ["a", "b", "c"])
    }
}

import Knowledge
import Memory
import Migration
import Spaces
import Testing

@testable import SQLiteStore

struct IngestionTests {
    let directory = TemporaryDirectory()
    let vector: [Float] = [1, 0, 0, 0]

    @Test func `text that is bytewise the same makes no revision, and canonical kin does`()
        async throws
    {
        let store = try directory.open()
        let space = try await store.begin()
        let composed = try await store.ingest(.of("a", "caf\u{E9}"), space: space)
        let same = try await store.ingest(.of("a", "caf\u{E9}"), space: space)
        let decomposed = try await store.ingest(.of("a", "cafe\u{301}"), space: space)
        let revision = Revision(rawValue: 1)
        let id = ItemID(rawValue: 1)
        #expect(
            composed.receipt.outcomes == [.stored(id: id, revision: revision, hasVector: false)]
        )
        #expect(
            same.receipt.outcomes == [.unchanged(id: id, revision: revision, hasVector: false)]
        )
        #expect(
            decomposed.receipt.outcomes
                == [.stored(id: id, revision: Revision(rawValue: 2), hasVector: false)]
        )
        #expect(
            try await store.item("a")?.text.unicodeScalars.count == 5
        )
    }

    @Test func `text and metadata keep every byte, a NUL among them`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let metadata = ["": "empty name", "nul": "a\0b", "long": String(repeating: "ü", count: 9)]
        try await store.ingest(.of("k\0k", "before\0after", metadata: metadata), space: space)
        let item = try await store.item("k\0k")
        #expect(item?.text.utf8.elementsEqual("before\0after".utf8) == true)
        #expect(item?.metadata == metadata)
        #expect(try await store.item("k") == nil)
        let filter = ItemFilter(metadata: ["nul": "a\0b"])
        #expect(try await store.ids(matching: filter).count == 1)
        #expect(try await store.integrity() == ["ok"])
    }

    @Test func `an edit leaves nothing of the old words and entries`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "moths", metadata: ["kind": "old"]), space: space)
        try await store.ingest(.of("a", "beetles", metadata: ["kind": "new"]), space: space)
        #expect(try await store.found("moth").isEmpty)
        #expect(try await store.found("beetle").count == 1)
        #expect(try await store.ids(matching: ItemFilter(metadata: ["kind": "old"])).isEmpty)
        #expect(try await store.ids(matching: ItemFilter(metadata: ["kind": "new"])).count == 1)
        #expect(try await store.integrity() == ["ok"])
    }

    @Test func `neither an id nor a revision is used again, also across openings`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let first = try await store.ingest(.of("a", "one"), space: space).receipt.outcomes[0]
        try await store.delete("a")
        #expect(try await store.counts().newest == Revision(rawValue: 2))
        try await store.close()
        let again = try directory.open()
        let second = try await again.ingest(.of("a", "one"), space: space).receipt.outcomes[0]
        #expect(first.id == ItemID(rawValue: 1))
        #expect(second.id == ItemID(rawValue: 2))
        #expect(second.revision == Revision(rawValue: 3))
    }

    @Test func `the stored revision counter cannot go back`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), space: space)
        for sql in ["UPDATE store SET revision = 0", "DELETE FROM store"] {
            await #expect(throws: StoreError.self) {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `a vector of other dimensions is refused, and its batch with it`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        await #expect(throws: StoreError.self) {
            try await store.ingest(
                .of("a", "kept out"),
                .of("b", "short", vector: [1, 0]),
                space: space
            )
        }
        #expect(try await store.item("a") == nil)
        #expect(try await store.counts().newest == .none)
    }

    @Test func `a delete takes the item out of every space`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "one", vector: vector), space: space)
        let started = try await store.start(.to(.lexical(8)))
        let other = try #require(started.record).space.id
        let item = try #require(await store.item("a"))
        let eight = Vector(
            item: item.id,
            revision: item.revision,
            values: [1, 0, 0, 0, 0, 0, 0, 0]
        )
        #expect(try await store.put([eight], in: other) == 1)
        #expect(try await store.delete("a") == DeletionReceipt(deleted: 1))
        #expect(try await store.vectors(in: space, after: nil, limit: 9).isEmpty)
        #expect(try await store.vectors(in: other, after: nil, limit: 9).isEmpty)
        #expect(try await store.found("one").isEmpty)
        #expect(try await store.integrity() == ["ok"])
    }
}

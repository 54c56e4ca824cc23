import GRDB
import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct QuarantineTests {
    let directory = TemporaryDirectory()

    /// A store in whose active space every item is quarantined.
    private func filled(_ items: Int) async throws -> SQLiteStore {
        let store = try directory.open()
        let space = try await store.begin()
        let entries = (0..<items).map { IngestBatch.Entry.of("k\($0)", "text \($0)") }
        _ = try await store.ingest(IngestBatch(entries: entries, space: space, atUnixMs: 1))
        let refusals = (1...Int64(items)).map {
            ItemRefusal(
                item: ItemID(rawValue: $0),
                revision: Revision(rawValue: $0),
                reason: "too odd"
            )
        }
        #expect(try await store.quarantine(refusals, in: space, atUnixMs: 2) == items)
        return store
    }

    @Test func `rows go by an index, and are counted and retried in one`() async throws {
        let store = try await filled(3)
        for (sql, step) in [
            (
                "SELECT count(*) FROM quarantine WHERE space = ?",
                "SEARCH quarantine USING COVERING INDEX quarantine_state (space=?)"
            ),
            (
                "DELETE FROM quarantine WHERE item = ?",
                "SEARCH quarantine USING COVERING INDEX quarantine_item (item=?)"
            ),
            (
                QuarantineTable.retryingItems,
                "SEARCH quarantine USING COVERING INDEX quarantine_state "
                    + "(space=? AND state=? AND item>?)"
            ),
        ] {
            let plan = try await store.writer.write { transaction in
                try transaction.db.all("EXPLAIN QUERY PLAN " + sql) { try $0.text(3) }
            }
            #expect(plan == [step])
        }
    }

    @Test func `a delete and an edit look at their own item's rows only`() async throws {
        let store = try await filled(500)
        let steps = try await store.writer.write { transaction in
            try transaction.db.steps(
                of: "DELETE FROM quarantine WHERE item = ?",
                ItemID(rawValue: 250)
            )
        }
        #expect(steps < 50)
        #expect(try await store.counts(of: SpaceID(rawValue: 1)).quarantined == 499)
        try await store.delete("k0", "k1")
        try await store.ingest(.of("k2", "edited"))
        #expect(try await store.counts(of: SpaceID(rawValue: 1)).quarantined == 496)
        #expect(try await store.integrity() == ["ok"])
    }

    @Test func `no row is of an item, a state or a count that cannot be`() async throws {
        let store = try await filled(1)
        for sql in [
            "INSERT INTO quarantine VALUES (1, 99, 1, 'refused', '', 1, 1)",
            "INSERT INTO quarantine VALUES (99, 1, 1, 'refused', '', 1, 1)",
            "UPDATE quarantine SET state = 'healed'",
            "UPDATE quarantine SET refusals = 0",
            "UPDATE quarantine SET revision = 0",
            "DELETE FROM items",
        ] {
            await #expect(throws: StoreError.self, "\(sql)") {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `the quarantine outlives the process`() async throws {
        let store = try await filled(2)
        let space = SpaceID(rawValue: 1)
        #expect(try await store.retryQuarantined(.keys([ItemKey(key: "k1")]), in: space) == 1)
        let rows = try await store.quarantined(in: space, after: nil, limit: 9)
        try await store.close()
        let again = try directory.open()
        #expect(try await again.quarantined(in: space, after: nil, limit: 9) == rows)
        #expect(rows.items.map(\.state) == [.refused, .retrying])
    }
}

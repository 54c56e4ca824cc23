import Channels
import GRDB
import Knowledge
import Memory
import Migration
import Spaces
import Testing

@testable import SQLiteStore

struct UpgradeTests {
    let directory = TemporaryDirectory()

    /// A file of the first release: two kept spaces and a pruned one, of which the second is active
    /// and the first is being built again.
    private static let firstRelease = """
        UPDATE store SET revision = 4;
        INSERT INTO items (collection, key, revision, created_ms, updated_ms, metadata, text)
        VALUES ('default', 'a', 1, 10, 10, x'', 'a moth'), ('sea', 'b', 4, 10, 20, x'', 'a crab');
        INSERT INTO item_words (rowid, text) SELECT id, text FROM items;

        INSERT INTO spaces (
            state, provider, model, model_digest, dimensions,
            metric, document_prefix, query_prefix, normalisation
        ) VALUES
            ('kept', 'builtin', 'lexical', '', 2, 'cosine', '', '', 'l2'),
            ('kept', 'builtin', 'lexical', '', 1, 'cosine', '', '', 'l2'),
            ('pruned', 'builtin', 'lexical', '', 3, 'cosine', '', '', 'l2');
        CREATE TABLE vectors_1 (
            item INTEGER PRIMARY KEY,
            revision INTEGER NOT NULL UNIQUE,
            vector BLOB NOT NULL CHECK (length(vector) = 8)
        ) STRICT;
        CREATE TABLE vectors_2 (
            item INTEGER PRIMARY KEY,
            revision INTEGER NOT NULL UNIQUE,
            vector BLOB NOT NULL CHECK (length(vector) = 4)
        ) STRICT;
        INSERT INTO vectors_1 VALUES (1, 1, x'0000803f00000000');
        INSERT INTO vectors_2 VALUES (1, 1, x'0000803f'), (2, 3, x'000080bf');

        INSERT INTO profiles (space, started_ms, outcome, ended_ms) VALUES
            (1, 1, 'finished', 1), (2, 2, 'finished', 5), (3, 6, 'cancelled', 7),
            (1, 8, NULL, NULL);
        INSERT INTO migrations VALUES
            (2, 12.5, 7, 3, 1234, 5678), (3, NULL, 64, 4, NULL, NULL), (4, NULL, 1, 1, NULL, NULL);
        INSERT INTO migration_changes VALUES
            (2, 1, 'planned', 'backfilling', '', 3), (2, 2, 'backfilling', 'handingOver', '', 4),
            (2, 3, 'handingOver', 'finished', '', 5), (3, 1, 'planned', 'cancelled', 'asked', 7),
            (4, 1, 'planned', 'paused', 'the key', 9);
        INSERT INTO answers (key, fingerprint, at_ms, answer)
        VALUES ('k', zeroblob(16), 10, CAST('{"outcomes":[],"space":1}' AS BLOB));
        """

    /// What the second release adds to it.
    private static let secondRelease = """
        INSERT INTO quarantine VALUES (1, 2, 4, 'refused', 'too odd', 1, 30);
        INSERT INTO canary_sets VALUES (2, 1e-7, 31);
        INSERT INTO canaries VALUES (2, 0, 'a moth', x'0000803f');
        INSERT INTO recorded_queries (text, at_ms) VALUES ('wings', 32);
        """

    /// A store of this server, opened on a file of an earlier release.
    private func openRelease(_ release: Int) throws -> SQLiteStore {
        let files = try DataDirectory(directory.path)
        try files.makeDatabaseFile()
        let pool = try Connection.openPool(at: files.databasePath, readersMax: 1)
        try pool.writeWithoutTransaction { db in
            for (position, sql) in [Self.firstRelease, Self.secondRelease].enumerated()
            where position < release {
                try SchemaStep.apply(to: db, from: position, through: position + 1)
                try db.execute(sql: sql)
            }
        }
        try pool.close()
        files.release()
        return try directory.open()
    }

    private func openFirstRelease() throws -> SQLiteStore { try openRelease(1) }

    @Test func `a store of the first release is found again whole`() async throws {
        let store = try openFirstRelease()
        #expect(try await store.onWriter("PRAGMA user_version") == Int64(SchemaStep.newest))
        #expect(try await store.newestRevision() == Revision(rawValue: 4))
        #expect(try await store.item("a")?.text == "a moth")
        #expect(try await store.found("crab") == [ItemID(rawValue: 2)])
        let claim = IdempotencyClaim(key: "k", fingerprint: Fingerprint(high: 0, low: 0))
        #expect(try await store.earlierIngest(claim)?.outcomes == [])
        #expect(try await store.integrity() == ["ok"])
        #expect(try await store.onWriter("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }

    @Test func `the vectors of every kept space are whole, and still fit nothing else`()
        async throws
    {
        let store = try openFirstRelease()
        let narrow = try await store.vectors(in: SpaceID(rawValue: 2), after: nil, limit: 9)
        #expect(narrow.map(\.values) == [[1], [-1]])
        #expect(narrow.map(\.form) == [.whole, .whole])
        let counts = try await store.counts(of: SpaceID(rawValue: 2))
        #expect(counts == SpaceCounts(items: 2, embedded: 1, vectors: 2))
        let vector = Vector(
            item: ItemID(rawValue: 2),
            revision: Revision(rawValue: 4),
            values: [0, 1],
            form: .split
        )
        #expect(try await store.put([vector], in: SpaceID(rawValue: 1)) == 1)
        let wide = try await store.vectors(in: SpaceID(rawValue: 1), after: nil, limit: 9)
        #expect(wide.map(\.form) == [.whole, .split])
        for sql in [
            "UPDATE vectors_1 SET form = 'half'", "UPDATE vectors_1 SET vector = x'00000000'",
        ] {
            await #expect(throws: StoreError.self, "\(sql)") {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `migrations keep their knobs, changes, times and numbers`() async throws {
        let store = try openFirstRelease()
        let log = try await store.profileLog()
        #expect(log.active?.epoch == Epoch(rawValue: 2))
        #expect(log.building?.epoch == Epoch(rawValue: 4))
        let records = try await store.migrations(before: nil, limit: 9)
        #expect(records.map(\.epoch.rawValue) == [4, 3, 2])
        #expect(records.map(\.phase) == [.paused, .cancelled, .finished])
        #expect(records.map(\.reason) == ["the key", "asked", ""])
        #expect(
            records.map(\.settings) == [
                MigrationSettings(batchItems: 1, concurrency: 1),
                MigrationSettings(),
                MigrationSettings(itemsPerSecondMax: 12.5, batchItems: 7, concurrency: 3),
            ]
        )
        #expect(records.map(\.spend) == [.none, .none, .none])
        let times = FlipTimes(flipMicroseconds: 1_234, longestHoldMicroseconds: 5_678)
        #expect(records.map(\.times) == [nil, nil, times])
        let changes = try await store.changes(of: Epoch(rawValue: 2), after: 0, limit: 9)
        #expect(changes.map(\.to) == [.backfilling, .handingOver, .finished])
        #expect(changes.map(\.atUnixMs) == [3, 4, 5])
    }

    @Test func `a migration goes on where the first release left it`() async throws {
        let store = try openFirstRelease()
        let epoch = Epoch(rawValue: 4)
        for (sequence, phase) in [Phase.backfilling, .evaluating, .holding].enumerated() {
            let change = try await store.record(phase, reason: "", of: epoch, atUnixMs: 10)
            #expect(change?.sequence == Int64(sequence) + 2)
        }
        let space = SpaceID(rawValue: 1)
        let refusal = ItemRefusal(
            item: ItemID(rawValue: 2),
            revision: Revision(rawValue: 4),
            reason: "too odd"
        )
        #expect(try await store.quarantine([refusal], in: space, atUnixMs: 11) == 1)
        let result = try await store.flip(
            epoch,
            pass: .none,
            through: Revision(rawValue: 4),
            atUnixMs: 12
        ) { true }
        guard case .flipped(let change) = result else {
            Issue.record("\(result)")
            return
        }
        #expect(change.from == .holding)
        for sql in ["UPDATE migration_changes SET reason = 'x'", "DELETE FROM migration_changes"] {
            await #expect(throws: StoreError.self, "\(sql)") {
                try await store.writer.write { transaction in _ = try transaction.db.run(sql) }
            }
        }
    }

    @Test func `a store of the second release keeps what it has, and takes jobs`() async throws {
        let store = try openRelease(2)
        let newest = Int64(SchemaStep.newest)
        #expect(try await store.onWriter("PRAGMA user_version") == newest)
        let refused = try await store.quarantined(in: SpaceID(rawValue: 1), after: nil, limit: 9)
        #expect(refused.items.map(\.reason) == ["too odd"])
        let canaries = try await store.canaries(of: SpaceID(rawValue: 2))
        #expect(canaries?.canaries.map(\.text) == ["a moth"])
        #expect(try await store.recordedQueries(limit: 9).map(\.text) == ["wings"])
        #expect(
            try await store.migrations(before: nil, limit: 9).map(\.epoch.rawValue) == [4, 3, 2]
        )
        #expect(try await store.unfinishedJobs() == [])
        let id = try await store.submitted(1)[0]
        #expect(id == JobID(rawValue: 1))
        #expect(try await store.begin(id, atUnixMs: 40))
        try await store.append(.told(1...2), to: id)
        #expect(try await store.log(of: id) == .told(1...2))
        #expect(try await store.integrity() == ["ok"])
        #expect(try await store.onWriter("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    }

    @Test(arguments: [1, 2])
    func `an upgraded store has the shape of a new one`(release: Int) async throws {
        let other = TemporaryDirectory()
        let new = try other.open()
        _ = try await new.establish(.lexical(2), atUnixMs: 1)
        _ = try await new.start(.to(.lexical(1)))
        #expect(try await shape(of: openRelease(release)) == shape(of: new))
    }

    /// Every column and index of every table, and every trigger.
    private func shape(of store: SQLiteStore) async throws -> [String] {
        try await store.readers.read { db in
            let columns = try db.all(
                """
                SELECT tables.name, columns.name, columns.type, columns."notnull", columns.pk,
                    coalesce(columns.dflt_value, '-')
                FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' ORDER BY tables.name, columns.cid
                """
            ) { row in try (0..<6).map { try row.text($0) }.joined(separator: " ") }
            let others = try db.all(
                """
                SELECT type || ' ' || name || ' ON ' || tbl_name FROM sqlite_schema
                WHERE type <> 'table' ORDER BY 1
                """
            ) { try $0.text(0) }
            return columns + others
        }
    }

    @Test func `a file that lacks a table of its own version is refused, and not upgraded`()
        async throws
    {
        try await openFirstRelease().close()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.write { db in try db.execute(sql: "DROP TABLE evaluations") }
        try queue.close()
        let error = #expect(throws: StoreError.self) { try directory.open() }
        #expect(error?.code == .damaged)
        #expect(error?.message.contains("evaluations") == true)
    }
}

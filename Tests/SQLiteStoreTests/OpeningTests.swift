import CSQLite
import Foundation
import GRDB
import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct OpeningTests {
    let directory = TemporaryDirectory()

    @Test func `the writer commits with synchronous FULL and the settings of a sound file`()
        async throws
    {
        let store = try directory.open()
        #expect(try await store.onWriter("PRAGMA synchronous") == 2)
        #expect(try await store.onWriter("PRAGMA page_size") == 16_384)
        #expect(try await store.onWriter("PRAGMA auto_vacuum") == 2)
        #expect(try await store.onWriter("PRAGMA trusted_schema") == 0)
        #expect(try await store.onWriter("PRAGMA cell_size_check") == 1)
        #expect(try await store.onWriter("PRAGMA foreign_keys") == 1)
        #expect(try await store.onWriter("PRAGMA application_id") == SchemaStep.applicationID)
        let mode = try await store.readers.read { db in
            try db.first("PRAGMA journal_mode") { try $0.text(0) }
        }
        #expect(mode == "wal")
        let isDefended = try await store.readers.read { db in
            db.sqliteConnection.map { moult_sqlite_is_defended($0) }
        }
        #expect(isDefended == 1)
    }

    @Test func `the writer is defended`() async throws {
        let store = try directory.open()
        let isDefended = try await store.writer.write { transaction in
            transaction.db.sqliteConnection.map { moult_sqlite_is_defended($0) }
        }
        #expect(isDefended == 1)
    }

    @Test func `readers neither write nor checkpoint`() async throws {
        let store = try directory.open()
        let pages = try await store.readers.read { db in
            try db.first("PRAGMA wal_autocheckpoint") { $0.integer(0) }
        }
        #expect(pages == 0)
        await #expect(throws: StoreError.self) {
            try await store.readers.read { db in
                _ = try db.run("UPDATE store SET revision = revision + 1")
            }
        }
    }

    @Test func `the files are their owner's only`() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        for name in ["", "/moult.db", "/moult.db-wal", "/moult.db-shm", "/lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.path + name)
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
            #expect(mode == (name.isEmpty ? 0o700 : 0o600), "\(name)")
        }
    }

    @Test func `a second server on one directory is refused with its name`() async throws {
        let store = try directory.open()
        let error = #expect(throws: StoreError.self) { try directory.open() }
        #expect(error?.message.contains(directory.path) == true)
        try await store.close()
        try await directory.open().close()
    }

    @Test func `a clean close removes the log, and the file alone is the store`() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        try await store.ingest(.of("a", "a moth at the lamp"))
        _ = try await store.item("a")
        try await store.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(left.sorted() == ["lock", "moult.db"])
        let again = try directory.open()
        #expect(try await again.item("a")?.text == "a moth at the lamp")
        #expect(try await again.integrity() == ["ok"])
    }

    @Test func `a closed store says so to every call`() async throws {
        let store = try directory.open()
        try await store.close()
        let write = await #expect(throws: StoreError.self) { try await store.begin() }
        #expect(write?.code == .closed)
        let read = await #expect(throws: StoreError.self) { try await store.profileLog() }
        #expect(read?.code == .closed)
        let point = await #expect(throws: StoreError.self) { try await store.item("a") }
        #expect(point?.code == .closed)
    }

    @Test func `a released schema step is never edited`() {
        let seen = SchemaStep.all.map { step in
            var fingerprint = Fingerprint()
            fingerprint.combine(UInt64(step.number))
            fingerprint.combine(step.sql)
            if let sql = step.vectorTableSQL { fingerprint.combine(sql("vectors_1")) }
            return String(fingerprint.high, radix: 16) + String(fingerprint.low, radix: 16)
        }
        #expect(
            seen == [
                "37488c073ca82771f92eccdad25f168e", "e3b7ca1d31a91754afc40f358b86133",
                "f31ae5f62462009cc7794bc03eb2f216",
            ]
        )
        #expect(SchemaStep.all.map(\.number) == Array(1...SchemaStep.all.count))
    }

    @Test func `no column says which profile is active`() async throws {
        let store = try directory.open()
        let columns = try await store.readers.read { db in
            try db.all(
                """
                SELECT tables.name || '.' || columns.name
                FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table'
                """
            ) { try $0.text(0).lowercased() }
        }
        #expect(columns.contains("profiles.outcome"))
        for word in ["active", "current", "live", "flag"] {
            #expect(!columns.contains { $0.contains(word) })
        }
    }
}

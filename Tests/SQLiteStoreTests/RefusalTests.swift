import Foundation
import GRDB
import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct RefusalTests {
    let directory = TemporaryDirectory()

    private func makeDirectory() throws {
        try FileManager.default.createDirectory(
            atPath: directory.path,
            withIntermediateDirectories: true
        )
    }

    private func expectRefusal(
        _ code: StoreError.Code,
        settings: StoreSettings = StoreSettings()
    ) throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: directory.database))
        let error = #expect(throws: StoreError.self) { try directory.open(settings) }
        #expect(error?.code == code)
        #expect(error?.message.contains("moult.db") == true)
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.database)) == before)
    }

    @Test func `a store from the future is refused and left as it is`() async throws {
        let store = try directory.open()
        try await store.close()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.write { db in
            try db.execute(sql: "PRAGMA user_version = \(SchemaStep.newest + 1)")
        }
        try queue.close()
        try expectRefusal(.fromTheFuture)
    }

    @Test func `another program's database is refused and left as it is`() async throws {
        try makeDirectory()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.write { db in try db.execute(sql: "CREATE TABLE bees (id INTEGER)") }
        try queue.close()
        try expectRefusal(.damaged)
    }

    @Test func `a file that is no database is refused and left as it is`() throws {
        try makeDirectory()
        try Data("a picture of a moth, not a database, and longer than a header".utf8)
            .write(to: URL(fileURLWithPath: directory.database))
        try expectRefusal(.damaged)
    }

    @Test(arguments: [StoreSettings().wholeCheckBytesMax, 0])
    func `a file that was cut short is refused`(wholeCheckBytesMax: Int) async throws {
        try await fill()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: directory.database))
        let end = try file.seekToEnd()
        try file.truncate(atOffset: end / 2 / 16_384 * 16_384)
        try file.close()
        var settings = StoreSettings()
        settings.wholeCheckBytesMax = wholeCheckBytesMax
        try expectRefusal(.damaged, settings: settings)
    }

    @Test func `a file with a page overwritten is refused`() async throws {
        try await fill()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: directory.database))
        let end = try file.seekToEnd()
        try file.seek(toOffset: end / 2 / 16_384 * 16_384)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 16_384))
        try file.close()
        try expectRefusal(.damaged)
    }

    @Test(arguments: ["DROP TABLE vectors_1", "DROP TABLE answers", "DROP TABLE job_pieces"])
    func `a file without one of its tables is refused`(sql: String) async throws {
        try await fill()
        let queue = try DatabaseQueue(path: directory.database)
        try await queue.write { db in try db.execute(sql: sql) }
        try queue.close()
        try expectRefusal(.damaged)
    }

    @Test func `a log without its file is refused`() throws {
        try makeDirectory()
        try Data("frames".utf8).write(to: URL(fileURLWithPath: directory.database + "-wal"))
        let error = #expect(throws: StoreError.self) { try directory.open() }
        #expect(error?.code == .damaged)
    }

    @Test func `an empty file is a new store`() async throws {
        try makeDirectory()
        try Data().write(to: URL(fileURLWithPath: directory.database))
        let store = try directory.open()
        #expect(try await store.counts().items == 0)
    }

    private func fill() async throws {
        let store = try directory.open()
        _ = try await store.begin()
        for batch in 0..<20 {
            let text = String(repeating: "ecdysis \(batch) ", count: 2_000)
            try await store.ingest(.of("k\(batch)", text))
        }
        try await store.close()
    }
}

import Foundation
import Knowledge
import Memory
import Spaces
import Synchronization
import Testing

@testable import SQLiteStore

struct WriterTests {
    let directory = TemporaryDirectory()

    /// Holds the writer until `body` has put its units in line behind it.
    private func whileHeld(
        _ store: SQLiteStore,
        until count: Int,
        _ body: @Sendable @escaping (Int) async throws -> Void
    ) async throws {
        let gate = Gate()
        async let held: Void = store.writer.write(.alone) { _ in gate.wait() }
        await gate.entered()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for position in 0..<count { group.addTask { try await body(position) } }
            while store.writer.waitingCount + store.writer.atDoorCount < count {
                await Task.yield()
            }
            gate.open()
            try await group.waitForAll()
        }
        try await held
    }

    @Test func `whoever waits is committed together`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        try await whileHeld(store, until: 20) { position in
            try await store.ingest(.of("k\(position)", "text \(position)"), space: space)
        }
        #expect(listener.commits.count == 1)
        #expect(listener.commits.first?.changedKeys.count == 20)
        #expect(try await store.counts().newest == Revision(rawValue: 20))
    }

    @Test(arguments: [(10, 1), (11, 2)])
    func `a transaction takes as many units as its bound says`(
        units: Int,
        commits: Int
    ) async throws {
        var settings = StoreSettings()
        settings.unitsPerTransactionMax = 10
        let store = try directory.open(settings)
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        try await whileHeld(store, until: units) { position in
            try await store.ingest(.of("k\(position)", "text"), space: space)
        }
        #expect(listener.commits.count == commits)
    }

    @Test(arguments: [(2, 1), (3, 2)])
    func `a transaction takes as many bytes as its bound says`(
        units: Int,
        commits: Int
    ) async throws {
        var settings = StoreSettings()
        settings.transactionBytesMax = 200
        let store = try directory.open(settings)
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        let text = String(repeating: "x", count: 100)
        try await whileHeld(store, until: units) { position in
            try await store.ingest(.of("k\(position)", text), space: space)
        }
        #expect(listener.commits.count == commits)
    }

    @Test(arguments: [(4, 0), (5, 1)])
    func `past the bound of those who wait, callers wait at the door`(
        units: Int,
        atDoor: Int
    ) async throws {
        var settings = StoreSettings()
        settings.waitingUnitsMax = 4
        let store = try directory.open(settings)
        let space = try await store.begin()
        let gate = Gate()
        async let held: Void = store.writer.write(.alone) { _ in gate.wait() }
        await gate.entered()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for position in 0..<units {
                group.addTask {
                    try await store.ingest(.of("k\(position)", "text"), space: space)
                }
            }
            while store.writer.waitingCount + store.writer.atDoorCount < units {
                await Task.yield()
            }
            #expect(store.writer.atDoorCount == atDoor)
            gate.open()
            try await group.waitForAll()
        }
        try await held
        #expect(try await store.counts().items == units)
    }

    @Test func `one unit that fails half-way does not spoil its neighbours`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let failures = Mutex(0)
        try await whileHeld(store, until: 9) { position in
            do {
                let vector: [Float] = position == 4 ? [1] : [1, 0, 0, 0]
                try await store.ingest(.of("k\(position)", "text", vector: vector), space: space)
            } catch {
                #expect(position == 4)
                failures.withLock { $0 += 1 }
            }
        }
        #expect(failures.withLock { $0 } == 1)
        #expect(try await store.counts().items == 8)
        #expect(try await store.counts().newest == Revision(rawValue: 8))
        #expect(try await store.item("k4") == nil)
        #expect(try await store.integrity() == ["ok"])
    }

    @Test func `observers hear of what took effect, in commit order, before it is acknowledged`()
        async throws
    {
        let store = try directory.open()
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        let vector: [Float] = [0, 1, 0, 0]
        let receipt = try await store.ingest(.of("a", "one", vector: vector), space: space).receipt
        #expect(listener.commits.count == 1)
        let id = try #require(receipt.outcomes[0].id)
        let revision = try #require(receipt.outcomes[0].revision)
        let stale = Vector(item: id, revision: Revision(rawValue: 99), values: vector)
        #expect(try await store.put([stale], in: space) == 0)
        #expect(listener.commits.count == 1)
        let current = Vector(item: id, revision: revision, values: vector)
        #expect(try await store.put([stale, current], in: space) == 1)
        try await store.delete("a")
        #expect(listener.commits.map(\.puts) == [[space: [current]], [space: [current]], [:]])
        #expect(listener.commits.map(\.removed) == [[], [], [id]])
        #expect(listener.commits.last?.changedKeys == [ItemKey(key: "a")])
        store.remove(observer: listener)
        try await store.ingest(.of("b", "two"), space: space)
        #expect(listener.commits.count == 3)
    }

    @Test func `a full disk fails the write with a sentence, and the writer goes on with room`()
        async throws
    {
        let store = try directory.open()
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        try await store.ingest(.of("before", "kept"), space: space)
        let pages = try #require(await store.onWriter("PRAGMA page_count"))
        _ = try await store.onWriter("PRAGMA max_page_count = \(pages + 2)")
        let error = await #expect(throws: StoreError.self) {
            try await store.ingest(
                .of("big", String(repeating: "molt ", count: 100_000)),
                space: space
            )
        }
        #expect(error?.code == .diskFull)
        #expect(error?.message.isEmpty == false)
        #expect(try await store.item("big") == nil)
        #expect(listener.commits.count == 1)
        _ = try await store.onWriter("PRAGMA max_page_count = 1000000")
        try await store.ingest(.of("after", "room"), space: space)
        #expect(try await store.counts().newest == Revision(rawValue: 2))
        #expect(try await store.integrity() == ["ok"])
    }

    @Test func `what waits at close is still written`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await whileHeld(store, until: 1) { _ in
            try await store.ingest(.of("last", "word"), space: space)
        }
        try await store.close()
        #expect(try await directory.open().item("last") != nil)
    }

    @Test func `every acknowledged write is in a copy of the files at that moment`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        for position in 0..<30 {
            try await store.ingest(
                .of("k\(position)", "text \(position)", vector: [1, 0, 0, 0]),
                space: space
            )
            guard position.isMultiple(of: 7) else { continue }
            let copy = try directory.copy()
            let revived = try copy.open()
            #expect(try await revived.counts().items == position + 1)
            #expect(try await revived.item("k\(position)")?.text == "text \(position)")
            #expect(try await revived.counts(of: space).embedded == position + 1)
            #expect(try await revived.integrity() == ["ok"])
        }
    }

    @Test func `a torn tail of the log loses nothing that came before it`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "acknowledged"), space: space)
        let copy = try directory.copy()
        let log = try FileHandle(forUpdating: URL(fileURLWithPath: copy.database + "-wal"))
        try log.seekToEnd()
        try log.write(contentsOf: Data(repeating: 0x5A, count: 20_000))
        try log.close()
        let revived = try copy.open()
        #expect(try await revived.item("a")?.text == "acknowledged")
        #expect(try await revived.integrity() == ["ok"])
    }
}

/// Holds the writer's thread until it is opened.
final class Gate: Sendable {
    private let hasEntered = Atomic(false)
    private let opened = DispatchSemaphore(value: 0)

    func wait() {
        hasEntered.store(true, ordering: .releasing)
        opened.wait()
    }

    func entered() async {
        while !hasEntered.load(ordering: .acquiring) { await Task.yield() }
    }

    func open() { opened.signal() }
}

import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// What the shell mends, and what nobody may wait for.
struct MendingTests {
    @Test func `a turn back does not wait for a turn that hangs`() async throws {
        let bench = try await Bench(items: 3)
        let turning = Signal()
        let stragglerEnds = Signal()
        bench.routing.straggle {
            turning.fire()
            await stragglerEnds.wait()
        }
        try await bench.running { _ in
            let epoch = try await bench.start()
            await turning.wait()
            // Pausing abandons the hand-over, though a straggler's embedder ignores everything.
            _ = try await bench.migrations.pause(epoch)
            try await bench.changes(until: .paused)
            while bench.routing.calls.last != .turnBack { await Task.yield() }
            stragglerEnds.fire()
            _ = try await bench.migrations.resume(epoch)
            try await bench.changes(until: .finished)
            #expect(bench.routing.calls.last == .publish(epoch))
        }
    }

    @Test func `a server that stops while a turn hangs turns the route back first`() async throws {
        let bench = try await Bench(items: 3)
        let turning = Signal()
        let stragglerEnds = Signal()
        bench.routing.straggle {
            turning.fire()
            await stragglerEnds.wait()
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                try? await bench.running { _ in
                    try await bench.start()
                    await turning.wait()
                }
            }
            await turning.wait()
            while bench.routing.calls.last != .turnBack { await Task.yield() }
            stragglerEnds.fire()
        }
        #expect(bench.routing.calls.last == .turnBack)
    }

    @Test func `a publication that fails loads the index and publishes again`() async throws {
        let bench = try await Bench(items: 3)
        bench.routing.refusePublications(2)
        try await bench.running { _ in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            let publications = { bench.routing.calls.filter { $0 == .publish(epoch) }.count }
            while publications() < 3 {
                bench.clock.advance(by: .seconds(1))
                await Task.yield()
            }
            #expect(bench.indexes.calls.filter { $0 == .prepare(SpaceID(rawValue: 2)) }.count == 3)
            #expect(!bench.routing.calls.contains(.turnBack))
        }
        #expect(!bench.routing.calls.contains(.turnBack))
    }

    @Test func `spend is kept by the store, and never passes its limit`() async throws {
        let bench = try await Bench(items: 40)
        bench.catalog.price(Fixtures.new, at: 1_000_000)
        var settings = MigrationSettings(batchItems: 2, concurrency: 2)
        settings.spendMicrosMax = 100
        try await bench.running { migrations in
            let epoch = try await bench.start(settings)
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("spend_micros_max") == true)
            let spent = try await migrations.get(epoch).progress.spend.micros
            #expect(spent <= 100 && spent > 0)
            #expect(try await bench.store.migration(epoch)?.spend.micros == spent)
            var knobs = Knobs()
            knobs.spendMicrosMax = .lifted
            _ = try await migrations.tune(epoch, knobs)
            try await bench.changes(until: .finished)
        }
        #expect(bench.embedder.asked.flatMap(\.self).count == 40)
    }

    @Test func `a pause survives a restart`() async throws {
        let bench = try await Bench(items: 10)
        var settings = MigrationSettings(batchItems: 2, concurrency: 1)
        settings.isPaused = true
        try await bench.running { _ in
            try await bench.start(settings)
            try await bench.changes(until: .paused)
        }
        try await bench.running(bench.restarted()) { later in
            let epoch = Epoch(rawValue: 2)
            while try await later.get(epoch).phase != .paused { await Task.yield() }
            #expect(bench.embedder.asked.isEmpty)
            _ = try await later.resume(epoch)
            try await bench.changes(until: .finished, in: later)
        }
        #expect(bench.embedder.asked.flatMap(\.self).count == 10)
    }
}

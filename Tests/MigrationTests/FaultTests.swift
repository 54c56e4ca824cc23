import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// What the shell does when something fails.
struct FaultTests {
    @Test func `an embedder that hangs is given up at its time-out, and tried again`() async throws
    {
        let embedder = ScriptedEmbedder { call, texts throws(EmbedderError) in
            if call == 1 { return try await hang() }
            return texts.map(Fixtures.vector(for:))
        }
        let bench = try await Bench(items: 3, embedder: embedder)
        try await bench.running { migrations in
            let epoch = try await bench.start(MigrationSettings(batchItems: 4, concurrency: 1))
            await bench.clock.sleeper(dueIn: .seconds(60))
            bench.clock.advance(by: .seconds(59))
            #expect(try await migrations.get(epoch).phase == .backfilling)
            bench.clock.advance(by: .seconds(1))
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("did not answer within 60") == true)
            let status = try await migrations.get(epoch)
            #expect(status.nextTryUnixMs != nil)
            #expect(status.progress.eta == .unknown(status.reason))
            #expect(status.progress.brake?.brake == .provider)
            await bench.clock.sleeper(dueWithin: .seconds(1))
            bench.clock.advance(by: .seconds(1))
            try await bench.changes(until: .finished)
        }
    }

    @Test(
        arguments: [[Float]](arrayLiteral: [0, 0, 0, 0], [.nan, 0, 0, 1], [1, 0], [2, 0, 0, 0])
    )
    func `a wrong vector pauses the migration and is not stored`(wrong: [Float]) async throws {
        let embedder = ScriptedEmbedder { _, texts in texts.map { _ in wrong } }
        let bench = try await Bench(items: 3, embedder: embedder)
        try await bench.running { _ in
            try await bench.start()
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("cannot be stored") == true)
        }
        #expect(try await bench.vectors().isEmpty)
    }

    @Test func `a refused item is quarantined with its reason, and an edit heals it`()
        async throws
    {
        let embedder = ScriptedEmbedder { _, texts throws(EmbedderError) in
            if let bad = texts.firstIndex(of: "bad") {
                throw EmbedderError(.textRefused(position: bad), "it is too long")
            }
            return texts.map(Fixtures.vector(for:))
        }
        let bench = try await Bench(items: 2, embedder: embedder)
        try await bench.write("guilty", "bad")
        try await bench.write("after", "text")
        let space = SpaceID(rawValue: 2)
        try await bench.running { _ in
            try await bench.start(MigrationSettings(batchItems: 10, concurrency: 1))
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("1 of 4 items are quarantined") == true)
            #expect(try await bench.vectors().count == 3)
            let rows = try await bench.store.quarantined(in: space, after: nil, limit: 10).items
            #expect(rows.map(\.reason) == ["it is too long"])
            #expect(rows.map(\.key.key) == ["guilty"])
            try await bench.write("guilty", "good")
            await bench.clock.sleeper(dueWithin: .seconds(10))
            bench.clock.advance(by: .seconds(10))
            try await bench.changes(until: .finished)
        }
        #expect(try await bench.vectors().count == 4)
    }

    @Test func `a full disk pauses with its sentence and pays for no vector twice`() async throws {
        let bench = try await Bench(items: 4)
        bench.store.intercept { [store = bench.store] write in
            if write == .put { store.setDiskFull(true) }
        }
        try await bench.running { migrations in
            let epoch = try await bench.start()
            // The change itself cannot be stored: the disk is full.
            while try await migrations.get(epoch).phase != .paused { await Task.yield() }
            #expect(try await migrations.get(epoch).reason.contains("disk is full"))
            bench.store.intercept(nil)
            bench.store.setDiskFull(false)
            await bench.clock.sleeper(dueIn: .seconds(5))
            bench.clock.advance(by: .seconds(5))
            try await bench.changes(until: .finished)
        }
        #expect(bench.embedder.asked.flatMap(\.self).count == 4)
    }

    @Test(arguments: [(2_000, 1), (2_001, 2)])
    func `a flip that the writer takes up later than in 2 s is tried again`(
        milliseconds: Int,
        flips: Int
    ) async throws {
        let bench = try await Bench(items: 3)
        let atFlip = Signal()
        let goOn = Signal()
        let taken = Heard()
        bench.store.intercept { write in
            guard write == .flip else { return }
            taken.append(0)
            atFlip.fire()
            await goOn.wait()
        }
        try await bench.running { _ in
            let epoch = try await bench.start()
            await atFlip.wait()
            bench.clock.advance(by: .milliseconds(milliseconds))
            goOn.fire()
            try await bench.changes(until: .finished)
            #expect(bench.routing.calls.last == .publish(epoch))
        }
        #expect(taken.sequences.count == flips)
    }

    @Test func `a write path that gives the new embedder up turns the route back`() async throws {
        let asked = Signal()
        let embedder = ScriptedEmbedder { call, texts throws(EmbedderError) in
            guard call == 2 else { return texts.map(Fixtures.vector(for:)) }
            asked.fire()
            return try await hang()
        }
        let bench = try await Bench(items: 3, embedder: embedder)
        bench.routing.straggle { [bench] in
            try? await bench.write("straggler", "text of a straggler")
        }
        try await bench.running { _ in
            try await bench.start()
            await asked.wait()
            bench.routing.fail("it is down")
            await bench.clock.sleeper(dueIn: .milliseconds(100))
            bench.clock.advance(by: .milliseconds(100))
            let changes = try await bench.changes(until: .paused)
            #expect(changes.map(\.to).contains(.handingOver))
            #expect(changes.last?.reason.contains("it is down") == true)
        }
        #expect(bench.routing.calls.contains(.turnBack))
    }

    @Test func `a flip that the writer takes up after the embedder failed is not done`()
        async throws
    {
        let bench = try await Bench(items: 3)
        let atFlip = Signal()
        let goOn = Signal()
        bench.store.intercept { write in
            guard write == .flip else { return }
            atFlip.fire()
            await goOn.wait()
        }
        try await bench.running { _ in
            try await bench.start()
            await atFlip.wait()
            bench.routing.fail("it is down")
            await bench.clock.sleeper(dueIn: .milliseconds(100))
            bench.clock.advance(by: .milliseconds(100))
            // It was asked about, and sleeps again.
            await bench.clock.sleeper(dueIn: .milliseconds(100))
            goOn.fire()
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("it is down") == true)
        }
        #expect(try await bench.store.profileLog().active?.epoch == Epoch(rawValue: 1))
    }

    @Test func `a server that stops in a hand-over turns the route back and records nothing`()
        async throws
    {
        let asked = Signal()
        let embedder = ScriptedEmbedder { call, texts throws(EmbedderError) in
            guard call == 2 else { return texts.map(Fixtures.vector(for:)) }
            asked.fire()
            return try await hang()
        }
        let bench = try await Bench(items: 3, embedder: embedder)
        bench.routing.straggle { [bench] in
            try? await bench.write("straggler", "text of a straggler")
        }
        try await bench.running { _ in
            try await bench.start()
            try await bench.changes(until: .handingOver)
            await asked.wait()
        }
        #expect(bench.routing.calls.last == .turnBack)
        let record = try await bench.store.migrations(before: nil, limit: 1).first
        #expect(record?.phase == .handingOver)
    }

    @Test func `a migration whose embedder left the configuration waits for it`() async throws {
        let bench = try await Bench(items: 3, isConfigured: false)
        _ = try await bench.store.start(Fixtures.request())
        try await bench.running { _ in
            let changes = try await bench.changes(until: .paused)
            #expect(changes.last?.reason.contains("no provider claims") == true)
            bench.catalog.add(bench.embedder)
            await bench.clock.sleeper(dueWithin: .seconds(1))
            bench.clock.advance(by: .seconds(1))
            try await bench.changes(until: .finished)
        }
    }
}

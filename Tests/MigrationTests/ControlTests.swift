import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Cancel, prune and their refusals.
struct ControlTests {
    @Test func `a cancel aborts the requests in flight and no other begins`() async throws {
        let asked = Signal()
        let aborted = Signal()
        let embedder = ScriptedEmbedder { _, _ throws(EmbedderError) in
            asked.fire()
            return try await hang(until: aborted)
        }
        let bench = try await Bench(items: 20, embedder: embedder)
        try await bench.running { migrations in
            let epoch = try await bench.start(MigrationSettings(batchItems: 4, concurrency: 1))
            await asked.wait()
            let status = try await migrations.cancel(epoch)
            #expect(status.phase == .cancelled)
            await aborted.wait()
            let changes = try await bench.changes(until: .cancelled)
            #expect(changes.last?.to == .cancelled)
            let again = await #expect(throws: MigrationError.self) {
                try await migrations.cancel(epoch)
            }
            #expect(again?.code == .alreadyEnded(epoch))
        }
        #expect(bench.embedder.asked.count == 1)
        #expect(try await bench.store.profileLog().active?.epoch == Epoch(rawValue: 1))
    }

    @Test func `a cancel that comes before the writer takes the flip up wins`() async throws {
        let bench = try await Bench(items: 3)
        let atFlip = Signal()
        let goOn = Signal()
        bench.store.intercept { write in
            guard write == .flip else { return }
            atFlip.fire()
            await goOn.wait()
        }
        try await bench.running { migrations in
            let epoch = try await bench.start()
            await atFlip.wait()
            let status = try await migrations.cancel(epoch)
            #expect(status.phase == .cancelled)
            goOn.fire()
            await bench.indexes.discarded.wait()
        }
        #expect(bench.routing.calls.last == .turnBack)
        #expect(bench.indexes.calls.last == .discard(SpaceID(rawValue: 2)))
        #expect(try await bench.store.profileLog().active?.epoch == Epoch(rawValue: 1))
    }

    @Test func `a cancel that comes after the flip is told that it has finished`() async throws {
        let bench = try await Bench(items: 3)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            let error = await #expect(throws: MigrationError.self) {
                try await migrations.cancel(epoch)
            }
            #expect(error?.code == .alreadyEnded(epoch))
            #expect(bench.routing.calls.last == .publish(epoch))
        }
    }

    @Test func `a migration may start after a cancel and finds what was embedded`() async throws {
        let asked = Signal()
        let embedder = ScriptedEmbedder { call, texts throws(EmbedderError) in
            guard call == 3 else { return texts.map(Fixtures.vector(for:)) }
            asked.fire()
            return try await hang()
        }
        let bench = try await Bench(items: 20, embedder: embedder)
        try await bench.running { migrations in
            let settings = MigrationSettings(batchItems: 4, concurrency: 1)
            let first = try await bench.start(settings)
            await asked.wait()
            _ = try await migrations.cancel(first)
            let second = try await bench.start(settings)
            #expect(second > first)
            try await bench.changes(until: .finished)
        }
        #expect(bench.embedder.asked.dropFirst(3).flatMap(\.self).count == 12)
    }

    @Test(arguments: [
        (MigrationSettings(batchItems: 1, concurrency: 1), true),
        (MigrationSettings(batchItems: 1_000, concurrency: 64), true),
        (MigrationSettings(batchItems: 0), false),
        (MigrationSettings(batchItems: 1_001), false),
        (MigrationSettings(concurrency: 0), false),
        (MigrationSettings(concurrency: 65), false),
        (MigrationSettings(itemsPerSecondMax: 0), false),
        (MigrationSettings(itemsPerSecondMax: .nan), false),
        (MigrationSettings(itemsPerSecondMax: .infinity), false),
    ])
    func `the settings have their bounds`(settings: MigrationSettings, isTaken: Bool) async throws {
        let bench = try await Bench(items: 1)
        let start = try? await bench.migrations.start(target: Bench.target, settings: settings)
        #expect((start != nil) == isTaken)
    }

    @Test func `a prune refuses the active and the building space, naming the epoch`()
        async throws
    {
        let gate = Signal()
        let embedder = ScriptedEmbedder { _, texts in
            await gate.wait()
            return texts.map(Fixtures.vector(for:))
        }
        let bench = try await Bench(items: 5, embedder: embedder)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            let building = await #expect(throws: MigrationError.self) {
                try await migrations.prune(target: Bench.target, isDryRun: false)
            }
            #expect(building?.code == .spaceInUse(epoch))
            let active = await #expect(throws: MigrationError.self) {
                try await migrations.prune(target: Fixtures.old.target, isDryRun: true)
            }
            #expect(active?.code == .spaceInUse(Epoch(rawValue: 1)))
            gate.fire()
            try await bench.changes(until: .finished)
            let kept = await #expect(throws: MigrationError.self) {
                try await migrations.prune(target: Fixtures.old.target, isDryRun: true)
            }
            #expect(kept?.code == .spaceInUse(epoch))
            #expect(kept?.message.contains("until 1970-01-02 00:00:01 UTC") == true)
            var knobs = Knobs()
            knobs.rollbackWindowSeconds = 0
            _ = try await migrations.tune(epoch, knobs)
            let dry = try await migrations.prune(target: Fixtures.old.target, isDryRun: true)
            #expect(dry == PruneReport(vectors: 5, bytes: 40))
            let pruned = try await migrations.prune(target: Fixtures.old.target, isDryRun: false)
            #expect(pruned.vectors == 5)
            #expect(try await bench.store.counts(of: Bench.active).vectors == 0)
        }
        let unknown = await #expect(throws: MigrationError.self) {
            try await bench.migrations.prune(target: "no:such@4", isDryRun: false)
        }
        #expect(unknown?.code == .notFound)
    }

    @Test func `the profiles tell the active one, which is derived`() async throws {
        let bench = try await Bench(items: 2)
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            let profiles = try await migrations.profiles(before: nil, limit: 10)
            #expect(profiles.map(\.isActive) == [true, false])
            #expect(profiles.map(\.vectors) == [2, 2])
            #expect(profiles.map(\.missing) == [0, 0])
            #expect(profiles.map(\.freshUntilUnixMs) == [nil, 86_401_000])
            let older = try await migrations.profiles(before: Epoch(rawValue: 2), limit: 10)
            #expect(older.map(\.profile.epoch.rawValue) == [1])
        }
    }
}

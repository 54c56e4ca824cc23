import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// The space that a flip led away from, and its way back.
struct FreshKeeperTests {
    private static let old = SpaceID(rawValue: 1)
    private static let new = SpaceID(rawValue: 2)

    /// Texts of items, without what is only asked to see that an embedder is there.
    private static func items(_ embedder: ScriptedEmbedder) -> [String] {
        embedder.asked.joined().filter { $0.hasPrefix("text") || $0.hasPrefix("later") }.sorted()
    }

    /// Writes `count` items after the flip, as the new space's write path does.
    private static func writeLater(_ count: Int, to bench: Bench) async throws {
        for number in 0..<count {
            try await bench.write("later-\(number)", "later \(number)", in: new)
        }
    }

    @Test
    func `what is written after the flip is embedded for the old space, and a way back is free`()
        async throws
    {
        let bench = try await Bench(items: 5)
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            try await Self.writeLater(40, to: bench)
            bench.clock.advance(by: bench.limits.freshPoll)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            #expect(try await bench.store.counts(of: Self.old).missing == 0)
            #expect(Self.items(bench.oldEmbedder).count == 40)
            #expect(bench.oldEmbedder.asked.allSatisfy { $0.count <= 32 })

            let rollback = try await migrations.rollback(to: nil, cancelling: nil, knobs: Knobs())
            #expect(rollback.to == Epoch(rawValue: 1))
            #expect(rollback.missing == 0)
            try await bench.changes(until: .finished)
            #expect(try await bench.store.profileLog().active?.space.id == Self.old)
        }
        #expect(Self.items(bench.oldEmbedder).count == 40)
    }

    @Test func `the old index is retained from before the flip to the end of the window`()
        async throws
    {
        let bench = try await Bench(items: 2)
        try await bench.running { _ in
            try await bench.start()
            await bench.indexes.retained([Self.old])
            try await bench.changes(until: .finished)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            #expect(bench.indexes.retained == [Self.old])
            bench.clock.advance(by: .seconds(86_401))
            await bench.indexes.retained([])
        }
    }

    @Test func `a window that is tuned to nothing ends at once`() async throws {
        let bench = try await Bench(items: 2)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            var knobs = Knobs()
            knobs.rollbackWindowSeconds = 0
            _ = try await migrations.tune(epoch, knobs)
            await bench.indexes.retained([])
        }
    }

    @Test func `a cancelled migration leaves no window behind`() async throws {
        let embedder = ScriptedEmbedder { _, _ throws(EmbedderError) in try await hang() }
        let bench = try await Bench(items: 2, embedder: embedder)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            await bench.indexes.retained([Self.old])
            _ = try await migrations.cancel(epoch)
            await bench.indexes.retained([])
        }
    }

    @Test func `a space whose embedder costs money is not kept fresh, unless that is wished for`()
        async throws
    {
        for isWished in [false, true] {
            var limits = MigrationLimits.standard
            limits.keepsPaidSpacesFresh = isWished
            let bench = try await Bench(items: 2, limits: limits)
            bench.catalog.price(Fixtures.old, at: 1)
            try await bench.running { migrations in
                try await bench.start()
                try await Self.writeLater(3, to: bench)
                try await bench.changes(until: .finished)
                if isWished {
                    await bench.clock.sleeper(dueIn: limits.freshPoll)
                    #expect(Self.items(bench.oldEmbedder).count == 3)
                } else {
                    // Retained all the same: a way back has only to embed what is missing.
                    await bench.indexes.retained([Self.old])
                    #expect(Self.items(bench.oldEmbedder).isEmpty)
                }
                let knobs = Knobs()
                let rollback = try await migrations.rollback(
                    to: nil,
                    cancelling: nil,
                    knobs: knobs
                )
                #expect(rollback.missing == (isWished ? 0 : 3))
                try await bench.changes(until: .finished)
            }
            #expect(Self.items(bench.oldEmbedder).count == 3)
        }
    }

    @Test func `a migration that starts ends the request for the old space at once`() async throws {
        let asked = Signal()
        let aborted = Signal()
        let bench = try await Bench(
            items: 2,
            oldScript: { _, _ throws(EmbedderError) in
                asked.fire()
                return try await hang(until: aborted)
            }
        )
        let third = SpaceIdentity(provider: "test", model: "third", dimensions: 4)
        bench.catalog.add(ScriptedEmbedder(third))
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            try await Self.writeLater(1, to: bench)
            bench.clock.advance(by: bench.limits.freshPoll)
            await asked.wait()
            _ = try await migrations.start(target: third.target, knobs: Knobs())
            await aborted.wait()
            try await bench.changes(until: .finished)
        }
        #expect(bench.oldEmbedder.asked.count == 1)
    }

    @Test func `a text that the old embedder refuses is quarantined there, and the rest embedded`()
        async throws
    {
        let bench = try await Bench(
            items: 0,
            oldScript: { _, texts throws(EmbedderError) in
                if let bad = texts.firstIndex(of: "later 1") {
                    throw EmbedderError(.textRefused(position: bad), "It is bad.")
                }
                return texts.map { _ in [1, 0] }
            }
        )
        try await bench.running { _ in
            try await bench.start()
            try await bench.changes(until: .finished)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            try await Self.writeLater(3, to: bench)
            bench.clock.advance(by: bench.limits.freshPoll)
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            let counts = try await bench.store.counts(of: Self.old)
            #expect(counts.embedded == 2)
            #expect(counts.quarantined == 1)
            let rows = try await bench.store.quarantined(in: Self.old, after: nil, limit: 9).items
            #expect(rows.map(\.key.key) == ["later-1"])
        }
    }

    @Test func `after a restart the window is open as it was`() async throws {
        let bench = try await Bench(items: 2)
        try await bench.running { _ in
            try await bench.start()
            try await bench.changes(until: .finished)
        }
        try await Self.writeLater(2, to: bench)
        try await bench.running(bench.restarted()) { _ in
            await bench.clock.sleeper(dueIn: bench.limits.freshPoll)
            let counts = try await bench.store.counts(of: Self.old)
            #expect(counts.missing == 0)
            #expect(bench.indexes.retained == [Self.old])
        }
    }
}

import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// The whole way, through the shell.
struct ArcTests {
    @Test func `everything is embedded once, then the route turns, then the flip is published`()
        async throws
    {
        let bench = try await Bench(items: 30)
        try await bench.running { _ in
            let epoch = try await bench.start()
            let changes = try await bench.changes(until: .finished)
            #expect(
                changes.map(\.to) == [
                    .backfilling, .indexing, .evaluating, .indexing, .handingOver, .finished,
                ]
            )
            #expect(changes.map(\.sequence) == [1, 2, 3, 4, 5, 6])
            #expect(try await bench.store.profileLog().active?.epoch == epoch)
            let space = SpaceID(rawValue: 2)
            #expect(
                bench.routing.calls == [
                    .turn(space, straggling: .seconds(1)), .publish(epoch),
                ]
            )
            #expect(bench.indexes.calls == [.prepare(space)])
        }
        #expect(bench.embedder.asked.flatMap(\.self).count == 30)
        #expect(bench.embedder.asked.allSatisfy { $0.count <= 4 })
        #expect(try await bench.vectors().count == 30)
    }

    @Test func `the flip's times stand beside its change, live and from the store`() async throws {
        let bench = try await Bench(items: 3)
        try await bench.running { migrations in
            try await bench.start()
            let times = FlipTimes(flipMicroseconds: 0, longestHoldMicroseconds: 7_000)
            for migrations in [migrations, bench.restarted()] {
                var last: FeedItem?
                try await migrations.watch(nil, after: 0, interval: .seconds(1)) { last = $0 }
                guard case .change(let change, let found) = last?.event else {
                    Issue.record("no change came last")
                    return
                }
                #expect(change.to == .finished)
                #expect(found == times)
                #expect(last?.isFinal == true)
            }
        }
    }

    @Test func `an empty store migrates without a comparison`() async throws {
        let bench = try await Bench(items: 0)
        try await bench.running { _ in
            try await bench.start()
            try await bench.changes(until: .finished)
        }
        #expect(bench.evidence.compared == 0)
        #expect(bench.evidence.looked == 2)
        #expect(try await bench.vectors().isEmpty)
    }

    @Test func `a new process goes on with what is missing and pays for nothing twice`()
        async throws
    {
        let gate = Signal()
        let embedder = ScriptedEmbedder { call, texts throws(EmbedderError) in
            guard call > 2 else { return texts.map(Fixtures.vector(for:)) }
            gate.fire()
            return try await hang()
        }
        let bench = try await Bench(items: 40, embedder: embedder)
        try await bench.running { _ in
            try await bench.start(MigrationSettings(batchItems: 4, concurrency: 1))
            await gate.wait()
        }
        let stored = try await bench.vectors().count
        #expect(stored == 8)

        let successor = ScriptedEmbedder()
        let later = Migrations(
            in: MigrationSurroundings(
                store: bench.store,
                embedders: FakeCatalog([successor]),
                routing: bench.routing,
                indexes: bench.indexes,
                searching: bench.migrations.surroundings.searching,
                load: QuietLoad(),
                arrivals: OpenArrivals(),
                evidence: bench.evidence,
                clock: bench.clock,
                unixMs: { 2_000 },
                jitterSeed: 1
            )
        )
        try await bench.running(later) { later in
            // The first change after the restart is behind those of the process before.
            let changes = try await bench.changes(after: 1, until: .finished, in: later)
            #expect(changes.first?.reason == "resumed after a restart")
        }
        #expect(successor.asked.flatMap(\.self).count == 32)
        #expect(try await bench.vectors().count == 40)
    }

    @Test func `a target that is active is a no-op that says so`() async throws {
        let bench = try await Bench(items: 3)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            let again = try await migrations.start(target: Bench.target, settings: .standard)
            #expect(again == .alreadyActive(epoch))
        }
    }

    @Test
    func `a target that is being built is a no-op that says so, another is refused by its epoch`()
        async throws
    {
        let embedder = ScriptedEmbedder { _, _ throws(EmbedderError) in try await hang() }
        let bench = try await Bench(items: 3, embedder: embedder)
        bench.catalog.add(
            ScriptedEmbedder(SpaceIdentity(provider: "test", model: "other", dimensions: 4))
        )
        try await bench.running { migrations in
            let epoch = try await bench.start()
            let again = try await migrations.start(target: Bench.target, settings: .standard)
            guard case .alreadyBuilding(let status) = again else {
                Issue.record("\(again)")
                return
            }
            #expect(status.record.epoch == epoch)
            let error = await #expect(throws: MigrationError.self) {
                try await migrations.start(target: "test:other@4", settings: .standard)
            }
            #expect(error?.code == .otherUnderWay(epoch))
            let unknown = await #expect(throws: MigrationError.self) {
                try await migrations.start(target: "no:such", settings: .standard)
            }
            #expect(unknown?.code == .embedderUnknown)
        }
    }
}

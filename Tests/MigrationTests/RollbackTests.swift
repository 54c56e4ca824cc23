import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// Going back, and what is in its way.
struct RollbackTests {
    private static func code(
        _ body: () async throws(MigrationError) -> Rollback
    ) async -> MigrationError.Code? {
        do throws(MigrationError) {
            _ = try await body()
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `with one profile there is no way back`() async throws {
        let bench = try await Bench(items: 1)
        let code = await Self.code { () async throws(MigrationError) in
            try await bench.migrations.rollback(to: nil, cancelling: nil, knobs: Knobs())
        }
        #expect(code == .notFound)
    }

    @Test func `nothing holds a way back but what a knob asks for`() async throws {
        var defaults = MigrationSettings.standard
        defaults.gate = .block
        defaults.holds = true
        let bench = try await Bench(items: 1, defaults: defaults)
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            let back = try await migrations.rollback(to: nil, cancelling: nil, knobs: Knobs())
            #expect(back.migration.record.settings.gate == .inform)
            #expect(!back.migration.record.settings.holds)
            try await bench.changes(until: .finished)
            var knobs = Knobs()
            knobs.gate = .hold
            let forth = try await migrations.rollback(to: nil, cancelling: nil, knobs: knobs)
            #expect(forth.to == Epoch(rawValue: 2))
            #expect(forth.migration.record.settings.gate == .hold)
            try await bench.changes(until: .finished)
        }
        let spaces = try await bench.store.profileLog().rows.map(\.space.id.rawValue)
        #expect(spaces == [1, 2, 1, 2])
    }

    @Test func `no configured bound slows a way back, and a knob does`() async throws {
        var defaults = MigrationSettings(itemsPerSecondMax: 1_000)
        defaults.hours = HoursOfDay(fromMinute: 0, toMinute: 1_439)
        defaults.nice = 0.5
        defaults.searchP99MsMax = 50
        defaults.queryWaitMsMax = 50
        defaults.spendMicrosMax = 1
        let bench = try await Bench(items: 1, defaults: defaults)
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            var knobs = Knobs()
            knobs.searchP99MsMax = .at(70)
            let back = try await migrations.rollback(to: nil, cancelling: nil, knobs: knobs)
            let settings = back.migration.record.settings
            #expect(settings.hours == nil && settings.itemsPerSecondMax == nil)
            #expect(settings.nice == 0 && settings.spendMicrosMax == nil)
            #expect(settings.searchP99MsMax == 70 && settings.queryWaitMsMax == nil)
        }
    }

    @Test func `a space that was pruned away is filled again, and the answer says how much`()
        async throws
    {
        let bench = try await Bench(items: 6)
        try await bench.running { migrations in
            let epoch = try await bench.start()
            try await bench.changes(until: .finished)
            var knobs = Knobs()
            knobs.rollbackWindowSeconds = 0
            _ = try await migrations.tune(epoch, knobs)
            _ = try await migrations.prune(target: Fixtures.old.target, isDryRun: false)
            let rollback = try await migrations.rollback(
                to: Epoch(rawValue: 1),
                cancelling: nil,
                knobs: Knobs()
            )
            #expect(rollback.missing == 6)
            try await bench.changes(until: .finished)
        }
        #expect(try await bench.store.counts(of: Bench.active).missing == 0)
        #expect(bench.oldEmbedder.asked.joined().filter { $0.hasPrefix("text") }.count == 6)
    }

    /// A bench at epoch 2, finished, with epoch 3 that never ends under way.
    private static func inTheWay() async throws -> (Bench, SpaceIdentity) {
        let bench = try await Bench(items: 2)
        let third = SpaceIdentity(provider: "test", model: "third", dimensions: 4)
        bench.catalog.add(
            ScriptedEmbedder(third) { _, _ throws(EmbedderError) in try await hang() }
        )
        return (bench, third)
    }

    @Test func `an unfinished migration is in the way until its cancel is ordered`() async throws {
        let (bench, third) = try await Self.inTheWay()
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            _ = try await migrations.start(target: third.target, knobs: Knobs())
            let building = Epoch(rawValue: 3)
            for cancelled in [nil, Epoch(rawValue: 2)] {
                let code = await Self.code { () async throws(MigrationError) in
                    try await migrations.rollback(
                        to: nil,
                        cancelling: cancelled,
                        knobs: Knobs()
                    )
                }
                #expect(code == .otherUnderWay(building))
            }
            let unknown = await Self.code { () async throws(MigrationError) in
                try await migrations.rollback(
                    to: nil,
                    cancelling: Epoch(rawValue: 9),
                    knobs: Knobs()
                )
            }
            #expect(unknown == .notFound)
            let rollback = try await migrations.rollback(
                to: nil,
                cancelling: building,
                knobs: Knobs()
            )
            #expect(rollback.migration.record.epoch == Epoch(rawValue: 4))
            #expect(try await migrations.get(building).phase == .cancelled)
            // The answer to a repeated order: it is under way, or has come to its end.
            try await bench.changes(until: .finished)
            #expect(try await bench.store.profileLog().active?.epoch == Epoch(rawValue: 4))
        }
    }

    @Test func `nothing is cancelled for a way back that cannot be taken`() async throws {
        let (bench, third) = try await Self.inTheWay()
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            _ = try await migrations.start(target: third.target, knobs: Knobs())
            let building = Epoch(rawValue: 3)
            var knobs = Knobs()
            knobs.nice = -1
            let refused = await Self.code { () async throws(MigrationError) in
                try await migrations.rollback(to: nil, cancelling: building, knobs: knobs)
            }
            #expect(refused == .invalidArgument)
            let active = await Self.code { () async throws(MigrationError) in
                try await migrations.rollback(
                    to: Epoch(rawValue: 2),
                    cancelling: building,
                    knobs: Knobs()
                )
            }
            #expect(active == .wrongPhase(Epoch(rawValue: 2)))
            #expect(try await bench.store.profileLog().building?.epoch == building)
        }
    }

    @Test func `a rollback to what never finished, or never was, is refused`() async throws {
        let (bench, third) = try await Self.inTheWay()
        try await bench.running { migrations in
            try await bench.start()
            try await bench.changes(until: .finished)
            _ = try await migrations.start(target: third.target, knobs: Knobs())
            _ = try await migrations.cancel(Epoch(rawValue: 3))
            for (epoch, expected) in [
                (Int64(3), MigrationError.Code.wrongPhase(Epoch(rawValue: 3))), (9, .notFound),
            ] {
                let code = await Self.code { () async throws(MigrationError) in
                    try await migrations.rollback(
                        to: Epoch(rawValue: epoch),
                        cancelling: nil,
                        knobs: Knobs()
                    )
                }
                #expect(code == expected)
            }
        }
    }
}

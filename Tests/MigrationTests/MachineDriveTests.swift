import Knowledge
import Spaces
import Testing

@testable import Migration

/// Many seeds, each a different order of effects, faults and crashes.
struct MachineDriveTests {
    static let settings = MigrationSettings(batchItems: 4, concurrency: 3)

    @Test(arguments: 0..<300)
    func `it finishes whole under writes once the faults are over`(seed: UInt64) throws {
        var world = try World(seed: seed, items: 60, settings: Self.settings)
        for _ in 0..<600 where world.ended == nil { world.step() }
        world.chaos = .none
        world.mend()
        world.release()
        var steps = 0
        while world.ended == nil, steps < 5_000 {
            world.step()
            steps += 1
        }
        #expect(world.ended == .finished)
        #expect(world.published == 1)
        #expect(world.breaches == [])
        #expect(world.shelf.log.active?.epoch == world.record.epoch)
    }

    @Test(arguments: 0..<300)
    func `a cancel ends it as the log says`(seed: UInt64) throws {
        var world = try World(seed: seed, items: 30, settings: Self.settings)
        world.chaos.crashes = 0
        for _ in 0..<(seed % 150) where world.ended == nil { world.step() }
        world.chaos = .none
        world.release()
        world.cancel()
        for _ in 0..<500 where world.ended == nil || !world.isIdle { world.step() }
        let outcome = world.shelf.outcome(of: world.record.epoch)
        #expect(world.ended?.rawValue == outcome?.rawValue)
        #expect(world.published == (outcome == .finished ? 1 : 0))
        #expect(!world.isRouteTurned)
        #expect(world.breaches == [])
    }
}

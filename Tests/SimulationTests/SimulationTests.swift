import Foundation
import Testing

/// Runs whole lives of a server by seeds: MOULT_SEEDS says how many, MOULT_SEED replays one.
struct SimulationTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    private static var seeds: Range<UInt64> {
        if let one = number("MOULT_SEED") { return one..<one + 1 }
        return 1..<(number("MOULT_SEEDS") ?? 2_000) + 1
    }

    /// Two at a time: each is of one thread.
    private static func run(_ seeds: Range<UInt64>) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for lane in 0..<UInt64(2) {
                group.addTask {
                    var tally = Tally()
                    for seed in seeds where seed % 2 == lane {
                        let world = World(seed: seed)
                        try world.run()
                        tally += world.tally
                    }
                    return tally
                }
            }
            return try await group.reduce(into: Tally()) { $0 += $1 }
        }
    }

    @Test func `every promise holds through edits, faults and crashes`() async throws {
        let seeds = Self.seeds
        let tally = try await Self.run(seeds)
        print(tally)
        guard seeds.count >= 500 else { return }
        #expect(tally.handOverCrashes >= 10)
        #expect(tally.crashesWithinFlip >= 10)
        #expect(tally.flips >= seeds.count / 4)
    }

    @Test(arguments: 1...20)
    func `a migration converges while writes never pause`(seed: UInt64) throws {
        try World(seed: seed, chaos: .steadyWrites).migrateUnderSteadyWrites()
    }

    @Test func `a seed tells the same story each time`() throws {
        let stories = try (0..<2).map { _ in
            let world = World(seed: 7)
            try world.run()
            return world.tally.description
        }
        #expect(stories[0] == stories[1])
    }
}

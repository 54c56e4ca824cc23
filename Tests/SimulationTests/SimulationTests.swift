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

    /// Each lane stops after so many.
    private static let breachesMax = 5

    /// Two at a time: each is of one thread.
    private static func run(_ seeds: Range<UInt64>) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for lane in 0..<UInt64(2) {
                group.addTask {
                    var tally = Tally()
                    for seed in seeds where seed % 2 == lane {
                        let world = World(seed: seed, isAloud: seeds.count == 1)
                        do {
                            try world.run()
                        } catch let breach as Breach {
                            tally.breaches.append(breach)
                            if tally.breaches.count == Self.breachesMax { return tally }
                        }
                        tally += world.tally
                        if seeds.count == 1 { print("its story ends with \(world.story.end)") }
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
        for breach in tally.breaches { Issue.record(breach) }
        guard seeds.count >= 2_000 else { return }
        for phase in Tally.phases {
            #expect(tally.crashes[phase, default: 0] >= 1, "no crash came while \(phase)")
        }
        #expect(tally.crashesWithinFlip >= 1)
        #expect(tally.crashesWithMoney >= 1)
        #expect(tally.crashesWhileAdopting >= 1)
        #expect(tally.flips >= seeds.count / 4)
        #expect(tally.rollbacks >= 1)
    }

    @Test(arguments: 1...20)
    func `a migration converges while writes never pause`(seed: UInt64) throws {
        try World(seed: seed, chaos: .steadyWrites).migrateUnderSteadyWrites()
    }

    @Test(arguments: [7, 8, 9])
    func `a seed tells the same story each time`(seed: UInt64) throws {
        let stories = try (0..<2).map { _ in
            let world = World(seed: seed)
            try world.run()
            return world.story.end
        }
        #expect(stories[0] == stories[1])
        let other = World(seed: seed + 1)
        try other.run()
        #expect(other.story.end != stories[0])
    }
}

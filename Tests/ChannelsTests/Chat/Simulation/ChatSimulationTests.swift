import Foundation
import TestSupport
import Testing

/// Runs whole lives of the chat worker by seeds: MOULT_SEEDS says how many, MOULT_SEED replays one.
@Suite(.timeLimit(.minutes(5))) struct ChatSimulationTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
    }

    private static var seeds: Range<UInt64> {
        if let one = number("MOULT_SEED") { return one..<one + 1 }
        return 1..<(number("MOULT_SEEDS") ?? 500) + 1
    }

    @Test func `every job ends once, alone and told whole, through faults and crashes`() throws {
        var (jobs, generations, breaches) = (0, 0, 0)
        for seed in Self.seeds {
            let world = ChatWorld(seed: seed, isAloud: Self.seeds.count == 1)
            do {
                try world.run()
            } catch {
                Issue.record("\(error)")
                breaches += 1
                if breaches == 5 { return }
            }
            jobs += world.jobs.all.count
            generations += world.witness.generations
        }
        print("\(Self.seeds.count) lives: \(jobs) jobs, \(generations) generations")
        #expect(generations > jobs / 2)
    }
}

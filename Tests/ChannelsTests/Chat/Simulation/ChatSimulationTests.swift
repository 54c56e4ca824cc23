import Foundation
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
        var (tally, breaches) = (ChatTally(), 0)
        for seed in Self.seeds {
            let world = ChatWorld(seed: seed, isAloud: Self.seeds.count == 1)
            do {
                try world.run()
            } catch {
                Issue.record("\(error)")
                breaches += 1
                if breaches == 5 { return }
            }
            tally += world.witness.tally
        }
        print("\(Self.seeds.count) lives: \(tally)")
        guard Self.seeds.count >= 100 else { return }
        #expect(tally.generations > tally.jobs / 2)
        #expect(tally.crashes >= 100)
        #expect(tally.late >= 20)
        #expect(tally.lent >= 100)
        #expect(tally.held >= 10)
    }
}

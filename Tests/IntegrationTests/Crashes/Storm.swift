import Messages
import MoultClient
import TestSupport
import Testing

/// Rounds of load, kill and restart over one data directory, each in a phase of a migration.
final class Storm {
    /// Those in which a kill must have met it.
    static let phases: [MoultV1.Phase] = [
        .backfilling, .indexing, .evaluating, .holding, .paused, .handingOver,
    ]

    let ledger = Ledger()
    let bill: Bill
    /// Kills, by the phase that the store had then.
    private(set) var kills: [String: Int] = [:]

    private let server: TestServer
    private let stage: Stage
    private let audit: Audit
    private let seed: UInt64
    private var numbers: SeededNumbers
    private var flips = 0
    private var rollbacks = 0

    init(on server: TestServer, seed: UInt64) {
        self.server = server
        self.seed = seed
        numbers = SeededNumbers(seed: seed)
        bill = Bill(server)
        stage = Stage(on: server, bill: bill, numbers: SeededNumbers(seed: ~seed))
        audit = Audit(server: server, ledger: ledger)
    }

    var summary: String {
        let phases = kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return """
            \(kills.values.reduce(0, +)) kills: \(phases.joined(separator: ", ")); \
            \(ledger.acknowledged) acknowledged items, \(ledger.searches) searches, \(flips) flips \
            of which \(rollbacks) back, \(bill.summary), seed \(seed)
            """
    }

    func run(rounds count: Int) async throws {
        for round in 1...count {
            // Most in turn; the others whenever it comes.
            let phase =
                round.isMultiple(of: 10)
                ? nil : Self.phases[round % Self.phases.count]
            try await kill(in: phase, round)
            if round.isMultiple(of: 20) { #expect(try await server.integrity() == "ok") }
            try await server.start()
            try await audit.afterCrash(isThorough: round.isMultiple(of: 5))
        }
        try await end()
    }

    /// - Parameter phase: nil: wherever it is.
    private func kill(in phase: MoultV1.Phase?, _ round: Int) async throws {
        let wanted = phase ?? Self.phases.randomElement(using: &numbers) ?? .backfilling
        let longest = phase == nil ? 400 : Self.milliseconds(of: wanted)
        let pause = Duration.milliseconds(Int.random(in: 0...longest, using: &numbers))
        let load = Load(on: server, ledger, round: round)
        try await load.run(seed: numbers.next()) {
            try await stage.reach(wanted)
            try await elapse(pause)
            load.expectTheWorst()
            try await server.kill()
        }
        let rest = try await StoreAtRest(of: server)
        kills[rest.phase, default: 0] += 1
        bill.settle(rest)
    }

    /// How long a phase lasts here, about.
    private static func milliseconds(of phase: MoultV1.Phase) -> Int {
        switch phase {
        case .backfilling: 250
        case .evaluating: 120
        case .holding, .paused: 100
        default: 50
        }
    }

    private func end() async throws {
        try await stage.finish()
        try await audit.atTheEnd()
        let profiles = try await server.profiles().filter { $0.outcome == .finished }
        flips = profiles.count - 1
        rollbacks = flips - (Set(profiles.map(\.target)).count - 1)
        try await server.terminate()
        #expect(try await server.integrity() == "ok")
        bill.settle(try await StoreAtRest(of: server))
        try await server.start()
        try await audit.afterCrash()
    }
}

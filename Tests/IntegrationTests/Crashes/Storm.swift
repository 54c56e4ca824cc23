import Foundation
import Messages
import MoultClient
import TestSupport
import Testing

/// Rounds of load, kill and restart over one data directory.
final class Storm {
    let ledger = Ledger()
    /// Kills between the change to the hand-over and the commit of the flip.
    private(set) var insideHandOver = 0

    private let server: TestServer
    private let audit: Audit
    private let seed: UInt64
    private var numbers: SeededNumbers
    private var rounds = 0
    private var flips = 0
    private var nextTarget = 1

    init(on server: TestServer, seed: UInt64) {
        self.server = server
        self.seed = seed
        numbers = SeededNumbers(seed: seed)
        audit = Audit(server: server, ledger: ledger)
    }

    /// Spaces of six lengths.
    ///
    /// The delay makes hand-overs last: they wait for the writes that the old embedder still works
    /// on, and embed what is missing.
    static func target(_ number: Int) -> String { "fault:delay=150ms@\(64 + number % 6)" }

    var summary: String {
        "\(rounds) rounds, \(insideHandOver) inside the hand-over, "
            + "\(ledger.acknowledged) acknowledged items, \(ledger.searches) searches, "
            + "\(flips) flips, seed \(seed)"
    }

    func run(rounds count: Int) async throws {
        for round in 1...count {
            // Half of the rounds wait for a hand-over, since not every kill meets it.
            try await round.isMultiple(of: 2) ? killInsideHandOver(round) : killAnywhere(round)
            if round.isMultiple(of: 10) { #expect(try await server.integrity() == "ok") }
            try await server.start()
            rounds = round
            try await audit.afterCrash()
        }
        try await end()
    }

    private func killAnywhere(_ round: Int) async throws {
        _ = try await migrationUnderWay()
        let pause = Duration.milliseconds(Int.random(in: 50...1_200, using: &numbers))
        let load = Load(on: server, ledger, round: round)
        try await load.run(seed: numbers.next()) {
            try await elapse(pause)
            load.expectTheWorst()
            try await server.kill()
        }
    }

    private func killInsideHandOver(_ round: Int) async throws {
        let pause = Duration.milliseconds(Int.random(in: 0...120, using: &numbers))
        let load = Load(on: server, ledger, round: round)
        var epoch: Int64 = 0
        var unixMs: Int64 = 0
        try await load.run(seed: numbers.next()) {
            epoch = try await handOver()
            try await elapse(pause)
            load.expectTheWorst()
            unixMs = Int64(Date().timeIntervalSince1970 * 1_000)
            try await server.kill()
        }
        // What the log says, not what the watcher saw: the flip may have come before the kill.
        try await server.start()
        let last = try await changes(of: epoch).last { $0.atUnixMs <= unixMs }
        if last?.to == .handingOver { insideHandOver += 1 }
        try await server.kill()
    }
}

// The migrations of the rounds.
extension Storm {
    /// The changes that are stored now.
    private func changes(of epoch: Int64) async throws -> [MoultV1.PhaseChange] {
        let newest = try await server.migration(epoch).sequence
        return try await server.changes(of: epoch) { $0.sequence >= newest }
    }

    /// The epoch that is being built; one is begun if none is.
    private func migrationUnderWay() async throws -> Int64 {
        let building = try await server.stats().buildingEpoch
        if building != 0 { return building }
        try await pruneSome()
        defer { nextTarget += 1 }
        return try await server.migrate(to: Self.target(nextTarget), batchItems: 32)
    }

    /// Half of the old spaces keep their vectors, and are migrated into again with them.
    private func pruneSome() async throws {
        let profiles = try await server.profiles()
        let active = profiles.first { $0.active }?.target
        let old = Set(profiles.filter { $0.vectors > 0 }.map(\.target)).subtracting([active ?? ""])
        for target in old.sorted() where Bool.random(using: &numbers) {
            _ = try await server.prune(target)
        }
    }

    /// Waits until a migration hands over.
    private func handOver() async throws -> Int64 {
        while true {
            let epoch = try await migrationUnderWay()
            let status = try await server.migration(epoch)
            if status.phase == .handingOver { return epoch }
            let request = MoultV1.WatchRequest(
                epoch: epoch,
                afterSequence: status.sequence,
                intervalMs: 100
            )
            for try await message in try server.client.migration.watch(request) {
                if case .change(let change)? = message.event, change.to == .handingOver {
                    return epoch
                }
            }
        }
    }

    private func end() async throws {
        let building = try await server.stats().buildingEpoch
        if building != 0 { try await server.finish(building) }
        try await audit.atTheEnd()
        flips = try await server.profiles().count { $0.outcome == .finished } - 1
        try await server.terminate()
        #expect(try await server.integrity() == "ok")
        try await server.start()
        try await audit.afterCrash()
    }
}

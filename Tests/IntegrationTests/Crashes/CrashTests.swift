import Foundation
import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// kill -9, again and again.
    @Suite struct CrashTests {
        @Test func `two hundred kills, ten in each phase, lose nothing and pay for nothing twice`()
            async throws
        {
            let environment = ProcessInfo.processInfo.environment
            let rounds = environment["MOULT_ROUNDS"].flatMap(Int.init) ?? 200
            let seed =
                environment["MOULT_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
            print("kill -9: \(rounds) rounds with MOULT_SEED=\(seed)")
            let embedder = "fault:delay=\(Stage.delay),ledger={directory}/space0@64"
            let clock = ContinuousClock()
            let start = clock.now
            try await TestServer.run(embedder: embedder, settings: Stage.settings) { server in
                // So that the last look lasts, too.
                try Script.write("#!/bin/sh\nsleep 0.05", to: server.directory + "/hook")
                let storm = Storm(on: server, seed: seed)
                try await storm.run(rounds: rounds)
                let repeats = storm.bill.repeats(of: storm.ledger.texts)
                print(
                    "\(storm.summary); \(repeats) answered twice; \(start.duration(to: clock.now))"
                )
                #expect(storm.ledger.faults == [])
                for phase in Storm.phases {
                    let kills = storm.kills["\(phase)"] ?? 0
                    #expect(kills >= rounds / 20, "\(phase): \(storm.summary)")
                }
                // Only what was in flight: the migration's requests, and a call of each writer.
                let inFlight =
                    Stage.batchItems * Stage.concurrency + Load.writers * Load.itemsPerCall
                #expect(repeats <= rounds * inFlight)
            }
        }

        @Test func `a migration goes on from what it had, and embeds nothing twice`()
            async throws
        {
            try await TestServer.run { server in
                let total = 1_000
                try await server.fill("slow", total)
                // So slow that each kill comes in the middle, and the watch before the end.
                let epoch = try await server.migrate(
                    to: "fault:delay=20ms@65",
                    itemsPerSecondMax: 100,
                    batchItems: 8,
                    concurrency: 2
                )
                for part in [total / 10, total / 5] {
                    try await eventually("\(part) are embedded") {
                        try await server.progress(of: epoch).embedded >= part
                    }
                    let before = try await server.progress(of: epoch)
                    try await server.kill()
                    try await server.start()
                    let after = try await server.progress(of: epoch)
                    #expect(after.embedded >= before.embedded)
                    #expect(after.total == Int64(total))
                    // What this process has stored and what it found are all there is.
                    #expect(after.embedded - after.stored >= before.embedded)
                }
                let found = try await server.progress(of: epoch)
                let missing = Int64(total) - (found.embedded - found.stored)
                let stored = try await Self.mostStored(of: epoch, on: server)
                #expect(stored > 0 && stored <= missing, "\(stored) stored, \(missing) missed")
                #expect(try await server.stats().activeEpoch == epoch)
                #expect(try await server.integrity() == "ok")
            }
        }

        /// Follows the migration to its end, at full speed from the first that is stored.
        private static func mostStored(
            of epoch: Int64,
            on server: TestServer
        ) async throws -> Int64 {
            let full = MoultV1.Knobs(rate: .itemsPerSecondMax(0))
            var most: Int64 = 0
            let request = MoultV1.WatchRequest(epoch: epoch, intervalMs: 100)
            for try await message in try server.client.migration.watch(request) {
                guard case .progress(let progress)? = message.event else { continue }
                if most == 0, progress.stored > 0 { try await server.tune(epoch, full) }
                most = max(most, progress.stored)
            }
            #expect(try await server.migration(epoch).phase == .finished)
            return most
        }
    }
}

extension TestServer {
    func progress(of epoch: Int64) async throws -> MoultV1.MigrationProgress {
        try #require(try await migration(epoch).progress)
    }
}

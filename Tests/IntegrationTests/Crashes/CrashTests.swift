import Foundation
import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// kill -9, again and again.
    @Suite struct CrashTests {
        @Test func `nothing acknowledged is lost by fifty kills, ten inside the hand-over`()
            async throws
        {
            let environment = ProcessInfo.processInfo.environment
            let rounds = environment["MOULT_ROUNDS"].flatMap(Int.init) ?? 50
            let seed =
                environment["MOULT_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
            print("kill -9: \(rounds) rounds with MOULT_SEED=\(seed)")
            try await TestServer.run(embedder: Storm.target(0)) { server in
                let storm = Storm(on: server, seed: seed)
                try await storm.run(rounds: rounds)
                print(storm.summary)
                #expect(storm.ledger.faults == [])
                #expect(storm.insideHandOver >= rounds / 5, "\(storm.summary)")
            }
        }

        @Test func `a migration goes on from what it had, and embeds nothing twice`()
            async throws
        {
            try await TestServer.run { server in
                let total = 400
                try await server.fill("slow", total)
                let epoch = try await server.migrate(
                    to: "fault:delay=20ms@65",
                    batchItems: 8,
                    concurrency: 2
                )
                for part in [total / 4, total / 2] {
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
                let old = found.embedded - found.stored
                try await server.finish(epoch)
                let end = try await server.progress(of: epoch)
                #expect(end.stored == Int64(total) - old, "a vector was stored twice")
                #expect(try await server.stats().activeEpoch == epoch)
                #expect(try await server.integrity() == "ok")
            }
        }
    }
}

extension TestServer {
    func progress(of epoch: Int64) async throws -> MoultV1.MigrationProgress {
        try #require(try await migration(epoch).progress)
    }
}

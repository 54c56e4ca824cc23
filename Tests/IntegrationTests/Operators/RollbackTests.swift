import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// The way back.
    @Suite struct RollbackTests {
        private static let total = 100
        private static let active = "fault:ledger={directory}/old@64"
        private static let settings = ["migration.freshPollMs=50"]

        private static func ledger(_ server: TestServer, _ name: String) -> EmbeddingLedger {
            EmbeddingLedger(path: server.directory + "/" + name)
        }

        private static func oldTarget(_ server: TestServer) -> String {
            active.replacing("{directory}", with: server.directory)
        }

        /// Flips from the old space to a new one with an open window.
        private static func flip(_ server: TestServer) async throws -> Int64 {
            try await server.fill("item", total)
            let epoch = try await server.migrate(
                to: "fault:ledger=\(server.directory)/new@65",
                knobs: MoultV1.Knobs(window: .rollbackWindowSeconds(3_600))
            )
            try await server.finish(epoch)
            return epoch
        }

        @Test func `inside the window the way back embeds nothing that was there`() async throws {
            try await TestServer.run(embedder: Self.active, settings: Self.settings) { server in
                let epoch = try await Self.flip(server)
                let old = Self.ledger(server, "old")
                let since = (1...20).map { "a later text \($0)" }
                try await server.put(since.enumerated().map { ("later\($0)", $1) })
                try await eventually("the old space is kept fresh") {
                    let row = try await server.profiles().first { $0.epoch == 1 }
                    return row?.missing == 0 && row?.freshUntilUnixMs ?? 0 > 0
                }
                let embedded = old.documents().count

                let answer = try await server.rollback()
                #expect(answer.toEpoch == 1)
                #expect(answer.missing == 0)
                let back = try #require(answer.migration).epoch
                #expect(back == epoch + 1)
                try await server.finish(back)
                #expect(try await server.stats().activeEpoch == back)
                #expect(try await server.stats().activeTarget == Self.oldTarget(server))
                let hit = try await server.search("a text of item7", .semantic)
                #expect(hit.epoch == back)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                #expect(try await server.isFoundByMeaning("later3", "a later text 4"))

                let texts = (1...Self.total).map { "a text of item\($0)" }
                #expect(old.counts(of: texts + since).values.allSatisfy { $0 == 1 })
                // The last look at the canaries, and no item.
                let more = Set(old.documents(after: embedded))
                #expect(more.isDisjoint(with: (texts + since).map(EmbeddingLedger.name)))
            }
        }

        @Test func `without a window only what was written since is embedded`() async throws {
            try await TestServer.run(embedder: Self.active, settings: Self.settings) { server in
                let epoch = try await Self.flip(server)
                try await server.tune(epoch, MoultV1.Knobs(window: .rollbackWindowSeconds(0)))
                try await eventually("the window is closed") {
                    try await server.profiles().allSatisfy { $0.freshUntilUnixMs == 0 }
                }
                try await server.put(["later": "a later text"])
                let answer = try await server.rollback(to: 1)
                #expect(answer.missing == 1)
                try await server.finish(try #require(answer.migration).epoch)
                let texts = (1...Self.total).map { "a text of item\($0)" } + ["a later text"]
                let counts = Self.ledger(server, "old").counts(of: texts)
                #expect(counts.values.allSatisfy { $0 == 1 })
                #expect(try await server.isFoundByMeaning("later", "a later text"))
            }
        }

        @Test func `what is unfinished is in the way, unless it is to be cancelled`()
            async throws
        {
            try await TestServer.run(embedder: Self.active, settings: Self.settings) { server in
                _ = try await Self.flip(server)
                let third = try await server.migrate(to: "fault:@66", itemsPerSecondMax: 5)
                let refusal = try await failure { try await server.rollback() }
                #expect(refusal.code == .failedPrecondition)
                #expect(refusal.reason == .migrationUnderWay)
                #expect(refusal.message.contains("\(third)"), "\(refusal.message)")
                let answer = try await server.rollback(cancelling: third)
                try await server.finish(try #require(answer.migration).epoch)
                #expect(try await server.migration(third).phase == .cancelled)
                #expect(try await server.stats().activeTarget == Self.oldTarget(server))
            }
        }

        @Test func `an open window keeps a space from being pruned, until it is closed`()
            async throws
        {
            try await TestServer.run(embedder: Self.active, settings: Self.settings) { server in
                let epoch = try await Self.flip(server)
                let target = Self.oldTarget(server)
                let refusal = try await failure { try await server.prune(target) }
                #expect(refusal.code == .failedPrecondition)
                #expect(refusal.reason == .spaceInUse)
                #expect(refusal.message.contains("kept fresh"), "\(refusal.message)")
                #expect(refusal.message.contains("\(epoch)"), "\(refusal.message)")
                // A kill closes no window.
                try await server.kill()
                try await server.start()
                _ = try await failure { try await server.prune(target) }

                try await server.tune(epoch, MoultV1.Knobs(window: .rollbackWindowSeconds(0)))
                #expect(try await server.prune(target).vectorsDeleted == Int64(Self.total))
                // The way back is long now, and still there.
                let answer = try await server.rollback()
                #expect(answer.missing == Int64(Self.total))
                try await server.finish(try #require(answer.migration).epoch)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
            }
        }

        @Test func `there is no way back from the first profile`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 5)
                let refusal = try await failure { try await server.rollback() }
                #expect(refusal.code == .notFound)
                #expect(!refusal.message.isEmpty)
            }
        }
    }
}

import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// What a migration may spend.
    @Suite struct SpendTests {
        private static let total = 240
        /// For each token, that is word: "a text of item7" has four.
        private static let micros: Int64 = 100
        private static let tokensPerItem: Int64 = 4

        private static func target(_ ledger: EmbeddingLedger) -> String {
            "fault:each=1ms,price=\(micros * 1_000_000),ledger=\(ledger.path)@65"
        }

        /// What the provider would charge for the items that it has answered.
        private static func charged(_ ledger: EmbeddingLedger) -> Int64 {
            let texts = (1...total).map { "a text of item\($0)" }
            let answered = ledger.counts(of: texts).values.reduce(0, +)
            return Int64(answered) * tokensPerItem * micros
        }

        private static func start(
            _ target: String,
            on server: TestServer,
            limit: Int64
        ) async throws -> Int64 {
            try await server.migrate(
                to: target,
                batchItems: 4,
                concurrency: 2,
                knobs: MoultV1.Knobs(budget: .spendMicrosMax(limit))
            )
        }

        private static func estimate(
            _ target: String,
            on server: TestServer
        ) async throws -> Int64 {
            let plan = try await server.client.migration.plan(MoultV1.PlanRequest(target: target))
            #expect(plan.tokensCounted)
            #expect(plan.microsPerMillionTokens == micros * 1_000_000)
            return plan.estimatedMicros
        }

        @Test func `half of the estimate is never passed, and more of it finishes`() async throws {
            try await TestServer.run { server in
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                let target = Self.target(ledger)
                try await server.fill("item", Self.total)
                let estimate = try await Self.estimate(target, on: server)
                // Its count is of a sample, by bytes for the rest.
                let exact = Int64(Self.total) * Self.tokensPerItem * Self.micros
                #expect(abs(estimate - exact) < exact / 20)
                let limit = estimate / 2
                let alreadyCharged = Self.charged(ledger)
                let epoch = try await Self.start(target, on: server, limit: limit)
                let paused = try await server.status(of: epoch, when: "it is paused") {
                    #expect($0.progress?.spentMicros ?? 0 <= limit)
                    return $0.phase == .paused
                }
                #expect(paused.progress?.brake == .spend)
                #expect(paused.reason.contains("spend_micros_max"), "\(paused.reason)")
                #expect(paused.currency == "USD")
                let spent = try #require(paused.progress?.spentMicros)
                #expect(spent == Self.charged(ledger) - alreadyCharged)
                // Only what one more request might cost is left of it.
                #expect(spent > limit / 2)

                try await server.tune(epoch, MoultV1.Knobs(budget: .spendMicrosMax(estimate * 10)))
                try await server.finish(epoch)
                let end = try #require(try await server.migration(epoch).progress)
                #expect(end.spentMicros == Self.charged(ledger) - alreadyCharged)
                #expect(end.tokens == Int64(Self.total) * Self.tokensPerItem)
            }
        }

        @Test func `kills make spend neither less than it was nor more than it may be`()
            async throws
        {
            let seed = UInt64.random(in: 0 ... .max)
            var numbers = SeededNumbers(seed: seed)
            print("spend across kills: seed \(seed)")
            try await TestServer.run { server in
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                try await server.fill("item", Self.total)
                let limit = Int64(Self.total) * Self.tokensPerItem * Self.micros / 2
                let epoch = try await Self.start(Self.target(ledger), on: server, limit: limit)
                var seen: Int64 = 0
                for _ in 0..<8 {
                    let pause = Duration.milliseconds(Int.random(in: 0...60, using: &numbers))
                    try await elapse(pause)
                    try await server.kill()
                    let charged = Self.charged(ledger)
                    try await server.start()
                    let spent = try await server.progress(of: epoch).spentMicros
                    #expect(spent >= charged && spent <= limit, "\(charged) charged, \(spent)")
                    #expect(spent >= seen)
                    seen = spent
                }
                let paused = try await server.waitUntilPaused(epoch)
                #expect(paused.progress?.brake == .spend)
                #expect(Self.charged(ledger) <= limit)
                try await server.tune(epoch, MoultV1.Knobs(budget: .spendMicrosMax(0)))
                try await server.finish(epoch)
            }
        }
    }
}

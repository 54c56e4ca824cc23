import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// What is found out before a flip, and what that does to it.
    @Suite struct VerdictTests {
        private static let active = "builtin:lexical@256"
        /// The policies as they are unless somebody says otherwise.
        private static let settings = ["migration.gate=hold", "evaluation.queriesMax=500"]

        private static func run(_ body: (TestServer) async throws -> Void) async throws {
            try await TestServer.run(embedder: active, settings: settings, body)
        }

        /// Sentences that share words, so that each has neighbours by meaning.
        private static func fill(_ server: TestServer, _ count: Int) async throws {
            let words = """
                crab lobster shell moult tide pool rock sand kelp net trap boat harbour storm lamp \
                bell keeper stair window letter winter summer cod skate gull salt rope anchor
                """.split(separator: " ")
            var numbers = SeededNumbers(seed: 7)
            let texts = (1...count).map { number in
                let some = (0..<6).compactMap { _ in words.randomElement(using: &numbers) }
                return (key: "item\(number)", text: some.joined(separator: " "))
            }
            try await server.put(texts)
        }

        @Test func `a bad model is no-go, holds with its worst queries told, and can be overruled`()
            async throws
        {
            try await Self.run { server in
                try await Self.fill(server, 120)
                let epoch = try await server.migrate(to: "shuffled:lexical@256")
                let status = try await server.waitUntilHolding(epoch)
                let evaluation = try #require(status.evaluation)
                #expect(evaluation.verdict == .noGo)
                #expect(evaluation.overlap < 0.3)
                #expect(evaluation.rankBiasedOverlap < 0.3)
                #expect(evaluation.itemQueries == 120)
                #expect(evaluation.candidate?.target == "shuffled:lexical@256")
                #expect(evaluation.active?.target == Self.active)
                let overlaps = evaluation.worst.map(\.overlap)
                #expect(evaluation.worst.count == 10 && overlaps == overlaps.sorted())
                for comparison in evaluation.worst {
                    #expect(!comparison.query.isEmpty)
                    #expect(comparison.activeKeys.count == 10)
                    #expect(comparison.candidateKeys.count == 10)
                }
                #expect(status.progress?.brake == .holding)
                #expect(status.reason.contains("No-go"), "\(status.reason)")
                #expect(try await server.stats().activeTarget == Self.active)
                let rows = try await server.profiles()
                #expect(rows.first?.verdict == evaluation.message)

                // Somebody takes it all the same.
                try await server.cutOver(epoch)
                try await server.finish(epoch)
                #expect(try await server.stats().activeEpoch == epoch)
            }
        }

        @Test func `the same model again overlaps wholly, is go, and flips`() async throws {
            try await Self.run { server in
                try await Self.fill(server, 120)
                let gate = MoultV1.Knobs(evidence: .gate(.block))
                let epoch = try await server.migrate(to: "alias:lexical@256", knobs: gate)
                try await server.finish(epoch)
                let evaluation = try #require(try await server.migration(epoch).evaluation)
                #expect(evaluation.verdict == .go)
                #expect(evaluation.overlap == 1)
                #expect(evaluation.rankBiasedOverlap > 0.9999)
                #expect(evaluation.scoreMap.count > 2)
                for point in evaluation.scoreMap {
                    #expect(abs(point.active - point.candidate) < 1e-5)
                }
            }
        }

        @Test func `too few queries are inconclusive, which a block keeps and an order overrules`()
            async throws
        {
            try await Self.run { server in
                try await Self.fill(server, 12)
                let block = MoultV1.Knobs(evidence: .gate(.block))
                let epoch = try await server.migrate(to: "alias:lexical@256", knobs: block)
                let status = try await server.waitUntilHolding(epoch)
                #expect(status.evaluation?.verdict == .inconclusive)
                #expect(status.evaluation?.itemQueries == 12)
                let refusal = try await failure { try await server.cutOver(epoch) }
                #expect(refusal.code == .failedPrecondition)
                #expect(refusal.reason == .wrongPhase)
                #expect(refusal.message.contains("inconclusive"), "\(refusal.message)")
                #expect(try await server.migration(epoch).phase == .holding)
                try await server.cutOver(epoch, despiteVerdict: true)
                try await server.finish(epoch)
            }
        }

        @Test func `too few queries do not keep the usual gate`() async throws {
            try await Self.run { server in
                try await Self.fill(server, 12)
                let epoch = try await server.migrate(to: "shuffled:lexical@256")
                try await server.finish(epoch)
                let evaluation = try await server.migration(epoch).evaluation
                #expect(evaluation?.verdict == .inconclusive)
            }
        }

        @Test func `searches that were made are what is replayed, and known answers decide`()
            async throws
        {
            try await Self.run { server in
                try await Self.fill(server, 120)
                for number in 0..<30 {
                    _ = try await server.search("storm lamp \(number)", .hybrid)
                }
                try await eventually("the searches are kept") {
                    try await server.stats().recordedQueries == 30
                }
                let hold = MoultV1.Knobs(evidence: .gate(.inform), holding: .hold(true))
                let epoch = try await server.migrate(to: "shuffled:lexical@256", knobs: hold)
                let status = try await server.waitUntilHolding(epoch)
                #expect(status.evaluation?.recordedQueries == 30)
                #expect(status.evaluation?.itemQueries == 0)

                var known: [MoultV1.KnownAnswer] = []
                for number in 1...40 {
                    let text = try #require(try await server.item("item\(number)")).text
                    let key = MoultV1.ItemKey(key: "item\(number)")
                    known.append(MoultV1.KnownAnswer(query: text, relevant: [key]))
                }
                let request = MoultV1.EvaluateRequest(epoch: epoch, known: known)
                let answer = try await server.client.migration.evaluate(request)
                let evaluation = try #require(answer.evaluation)
                #expect(evaluation.knownQueries == 40)
                #expect((evaluation.active?.recall ?? 0) > 0.99)
                // Its own text finds an item in both.
                #expect((evaluation.candidate?.recall ?? 0) > 0.99)
                #expect((evaluation.active?.ndcg ?? 0) > 0.9)
            }
        }
    }
}

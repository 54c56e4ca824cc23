import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// The active embedder fails, and comes back.
    @Suite struct EmbedderFaultTests {
        /// Wrong once, then right: three failures open the breaker, and the probe closes it.
        @Test(arguments: ["fail", "timeout", "dimensions", "count", "zeros", "nan", "length"])
        func `what an embedder gets wrong is pending, and healed when it is right again`(
            fault: String
        ) async throws {
            try await TestServer.run(embedder: "fault:\(fault)=1..4@64") { server in
                let outcomes = try await server.put(["a": "the first crab", "b": "a second one"])
                for outcome in outcomes {
                    #expect(outcome.status == .pending)
                    #expect(!outcome.message.isEmpty)
                }
                #expect(try await server.isFoundByWords("a", "first"))
                #expect(try await server.stats().pending == 2)
                #expect(try await server.item("a")?.embedded == false)

                try await server.waitUntilHealed()
                #expect(try await server.isFoundByMeaning("a", "the first crab"))
                #expect(try await server.isFoundByMeaning("b", "a second one"))
                #expect(try await server.item("a")?.embedded == true)
                #expect(try await server.stats().embedderProblem.isEmpty)
            }
        }

        @Test func `a hanging embedder makes writes pending, and is left at their time's end`()
            async throws
        {
            let settings = ["waits.vectorMs=200", "waits.queryVectorMs=200"]
            try await TestServer.run(embedder: "fault:hang=1..3@64", settings: settings) { server in
                let outcome = try #require(try await server.put(["a": "the first crab"]).first)
                #expect(outcome.status == .pending)
                #expect(!outcome.message.isEmpty)
                #expect(try await server.isFoundByWords("a", "crab"))
                // The healer waits a minute for an answer; searches find out sooner.
                let answer = try await server.search("the first crab", .hybrid)
                #expect(answer.hits.first?.item?.key == "a")
            }
        }

        @Test(arguments: ["fail", "dimensions", "count", "zeros", "nan", "length"])
        func `without its embedder semantic search says why, and hybrid answers by words`(
            fault: String
        ) async throws {
            try await TestServer.run(embedder: "fault:\(fault)@64") { server in
                let outcome = try #require(try await server.put(["a": "the first crab"]).first)
                #expect(outcome.status == .pending)

                let error = try await failure { try await server.search("crab", .semantic) }
                #expect(error.code == .unavailable)
                #expect(error.reason == .semanticUnavailable)
                #expect(error.retryable)
                #expect(!error.message.isEmpty)

                let answer = try await server.search("crab", .hybrid)
                #expect(answer.semanticUnavailable)
                #expect(!answer.semanticUnavailableMessage.isEmpty)
                #expect(answer.hits.map { $0.item?.key } == ["a"])

                try await eventually("the breaker opens") {
                    _ = try? await server.search("crab", .semantic)
                    return try await !server.stats().embedderProblem.isEmpty
                }
                // Nothing wrong was stored.
                #expect(try await server.profiles().map(\.vectors) == [0])
                #expect(try await server.stats().pending == 1)
            }
        }

        @Test func `an edited text is found by its old vector, marked as stale`() async throws {
            try await TestServer.run(embedder: "fault:refuse~lobster@64") { server in
                try await server.put(["a": "the first crab"])
                let outcome = try #require(try await server.put(["a": "now a lobster"]).first)
                #expect(outcome.status == .pending)
                #expect(try await server.isFoundByWords("a", "lobster"))
                #expect(try await server.search("crab", .lexical).hits.isEmpty)
                let hit = try #require(
                    try await server.search("the first crab", .semantic).hits.first
                )
                #expect(hit.item?.key == "a")
                #expect(hit.stale)
                #expect(hit.semanticScore > 0.999)
                // Pending until the healer has asked for it alone.
                let stats = try await server.stats()
                #expect(stats.pending + stats.quarantined == 1)
            }
        }
    }
}

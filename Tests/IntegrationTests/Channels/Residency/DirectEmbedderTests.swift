import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Embedders that have a slot of their own, or none.
    struct DirectEmbedderTests {
        private static func run(
            _ scheduler: SchedulerSettings,
            slots: Int,
            chats: Bool,
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            var configuration = OllamaConfiguration()
            configuration.scheduler = scheduler
            let double = try await OllamaDouble.start(configuration)
            do {
                try await TestServer.run(
                    embedder: "ollama:embeddinggemma",
                    settings: [
                        "providers=home=ollama \(double.url) slots=\(slots)",
                        "chat.host=\(chats ? "home" : "none")", "hosts.lookEveryMs=100",
                    ]
                ) { server in
                    try await server.waitUntilPinned(on: double)
                    try await body(server, double)
                }
            } catch {
                await double.stop()
                throw error
            }
            await double.stop()
        }

        @Test func `one that expires between two requests is loaded again, and nothing is wrong`()
            async throws
        {
            let scheduler = SchedulerSettings(
                loadedMax: 3,
                keepAlive: KeepAlive(.milliseconds(200))
            )
            try await Self.run(scheduler, slots: 3, chats: true) { server, double in
                for round in 1...3 {
                    let answer = try await server.embed(
                        ["a crab of round \(round)"],
                        target: "ollama:nomic-embed-text"
                    )
                    #expect(answer.embedded.count == 1)
                    try await eventually("it has expired") {
                        double.state.loaded.allSatisfy(\.isPinned)
                    }
                    let conditions = try await server.conditions
                    #expect(conditions.isEmpty, "\(conditions.map(\.message))")
                }
                let gone = double.events().filter { $0.kind == .unloaded }.compactMap(\.model)
                #expect(gone.count >= 3)
                #expect(Set(gone) == ["nomic-embed-text:latest"])
            }
        }

        @Test func `a migration to a second embedder of one slot pauses, and the pin stays`()
            async throws
        {
            try await Self.run(SchedulerSettings(loadedMax: 1), slots: 1, chats: false) {
                server,
                double in
                try await server.fill("item", 20)
                try await server.waitUntilHealed()
                let epoch = try await server.migrate(to: "ollama:nomic-embed-text")
                let paused = try await server.waitUntilPaused(epoch)
                #expect(paused.reason.contains("has no place on home"), "\(paused.reason)")
                #expect(paused.reason.contains("OLLAMA_MAX_LOADED_MODELS=2"))
                #expect(try await server.isNearest("item7", "a text of item7"))
                #expect(!double.events().contains { $0.kind == .victimChosen })
                try await server.waitUntilWell()
            }
        }
    }
}

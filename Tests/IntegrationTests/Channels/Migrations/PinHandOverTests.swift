import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Two embedders and a chat model on a host that holds two models.
    struct PinHandOverTests {
        private static let items = 200
        /// Far above what a slice of the guest and a hand-over take.
        private static let waitMax: Duration = .seconds(30)
        private static let settings = [
            "hosts.lookEveryMs=500", "chat.guestSliceMs=500", "chat.jobsPerDrain=4",
            "chat.waitMs=\(waitMax.components.seconds * 1_000)", "migration.freshPollMs=200",
            "migration.backoffFirstMs=50", "waits.queryVectorMs=60000",
        ]
        private static let old = "embeddinggemma:latest"
        private static let new = "nomic-embed-text:latest"

        private static func host() throws -> OllamaConfiguration {
            var host = OllamaConfiguration()
            host.apply(try ModelPatch(parsing: "nomic-embed-text,item_ms=10,load_ms=50"))
            host.apply(
                try ModelPatch(parsing: "llama3.2,reply_tokens=20,reply_token_ms=5,load_ms=50")
            )
            return host
        }

        @Test
        func `a pin is handed over on two slots while chat goes on, and handed back`()
            async throws
        {
            try await ChannelStage.run(try Self.host(), settings: Self.settings) { server, double in
                try await server.fill("item", Self.items)
                try await server.waitUntilHealed()
                let account = try await Bystanders(of: server).run([
                    Bystanders.chat(with: "llama3.2"), Bystanders.chat(with: "llama3.2"),
                    Bystanders.search(for: "item7"), Bystanders.search(for: "item150"),
                ]) {
                    let epoch = try await server.migrate(
                        to: "ollama:nomic-embed-text",
                        batchItems: 16,
                        knobs: MoultV1.Knobs(window: .rollbackWindowSeconds(3_600))
                    )
                    try await server.finish(epoch)
                    try await Self.expectPinned(Self.new, on: double, server)
                    Self.expectTurns(double)
                    try await Self.expectFresh(server)
                    let back = try #require(try await server.rollback().migration).epoch
                    try await server.finish(back)
                    try await Self.expectPinned(Self.old, on: double, server)
                }
                let history = HostHistory(double.events())
                print("\(account)")
                #expect(account.longestWait < Self.waitMax)
                #expect(history.generationsAtOnceMax == 1)
                #expect(history.pins == [[], [Self.old], [], [Self.new], [], [Self.old]])
                #expect(history.evicted == [])
                let stats = try await server.stats()
                #expect(stats.activeTarget == "ollama:embeddinggemma@768")
                #expect(stats.pending == 0)
            }
        }

        /// The pin is where searches are served from, and chat has its slot again.
        private static func expectPinned(
            _ model: String,
            on double: OllamaDouble,
            _ server: TestServer
        ) async throws {
            try await eventually("\(model) alone is pinned") {
                double.state.loaded.filter(\.isPinned).map(\.name) == [model]
            }
            let before = HostHistory(double.events()).generations.count
            try await eventually("chat goes on") {
                HostHistory(double.events()).generations.count > before + 1
            }
            let host = try await server.client.inference.listModels().hosts.first
            #expect(host?.pinned == [String(model.prefix { $0 != ":" })])
        }

        /// The guest and the jobs took turns in the slot.
        private static func expectTurns(_ double: OllamaDouble) {
            let loads = double.events().filter { $0.kind == .loaded && $0.model != old }
            let models = loads.compactMap(\.model)
            #expect(models.count { $0 == new } > 2, "\(models)")
            #expect(zip(models, models.dropFirst()).allSatisfy { $0 != $1 }, "\(models)")
        }

        /// Inside the window the old embedder still embeds what is written, as a guest.
        private static func expectFresh(_ server: TestServer) async throws {
            try await server.put(["later": "a later text"])
            try await eventually("the space before is kept fresh") {
                let row = try await server.profiles().first { $0.epoch == 1 }
                return row?.missing == 0 && row?.freshUntilUnixMs ?? 0 > 0
            }
        }
    }
}

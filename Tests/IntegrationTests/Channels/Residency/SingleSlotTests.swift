import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// `OLLAMA_MAX_LOADED_MODELS` under load.
    struct SingleSlotTests {
        /// Works with one channel, then with the other.
        private static func work(_ server: TestServer, round: Int) async throws {
            try await server.put([("item\(round)", "a crab of round \(round)")])
            #expect(try await server.chat("hello \(round)").job.state == .succeeded)
        }

        private static func run(
            loadedMax: Int,
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            var configuration = OllamaConfiguration()
            configuration.scheduler.loadedMax = loadedMax
            let settings = ["hosts.lookEveryMs=100", "hosts.wedgeAfterMs=1000"]
            try await ChannelStage.run(configuration, settings: settings) {
                server,
                double in
                try await server.waitUntilPinned(on: double)
                try await body(server, double)
            }
        }

        @Test func `a host with one slot is named under load, with the setting that mends it`()
            async throws
        {
            try await Self.run(loadedMax: 1) { server, double in
                var round = 0
                var found: MoultV1.Condition?
                while found == nil, round < 30 {
                    try await Self.work(server, round: round)
                    found = try await server.conditions.first { $0.name == "SINGLE_SLOT" }
                    round += 1
                }
                let condition = try #require(found, "not in \(round) rounds")
                #expect(condition.message.contains("OLLAMA_MAX_LOADED_MODELS=2"))
                let host = try await server.host()
                #expect(host.slots == 1)
                #expect(host.conditions.contains { $0.name == "SINGLE_SLOT" })
                #expect(double.events().contains { $0.kind == .victimChosen })
            }
        }

        @Test func `a host with two slots is not`() async throws {
            try await Self.run(loadedMax: 2) { server, double in
                for round in 0..<9 {
                    try await Self.work(server, round: round)
                    let conditions = try await server.conditions
                    #expect(conditions.isEmpty, "\(conditions.map(\.message))")
                }
                // Two were seen at once, so that there was something to judge by.
                try await eventually("two slots are seen") { try await server.host().slots == 2 }
                #expect(!double.events().contains { $0.kind == .victimChosen })
            }
        }
    }
}

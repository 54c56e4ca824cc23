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

        /// Jobs of two clients, with vectors for two others all the while.
        private static func workAtOnce(
            _ server: TestServer,
            until isEnough: @escaping @Sendable (_ round: Int) async throws -> Bool
        ) async throws -> Int {
            let isOver = Flag()
            return try await withThrowingTaskGroup(of: Int.self) { group in
                for caller in 1...2 {
                    group.addTask {
                        var count = 0
                        while !isOver.isRaised {
                            let texts = ["crab \(count) of caller \(caller)"]
                            // It may wait for longer than a query may, behind a chat.
                            let answer = try? await server.embed(texts)
                            count += answer?.embedded.count ?? 0
                        }
                        return count
                    }
                }
                do {
                    defer { isOver.raise() }
                    try await chatAtOnce(server, until: isEnough)
                }
                return try await group.reduce(0, +)
            }
        }

        private static func chatAtOnce(
            _ server: TestServer,
            until isEnough: @escaping @Sendable (_ round: Int) async throws -> Bool
        ) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 1...2 {
                    group.addTask {
                        var round = 0
                        repeat {
                            round += 1
                            let answer = try await server.chat("hello \(round) of \(client)")
                            #expect(answer.job.state == .succeeded, "\(answer.job.message)")
                        } while try await !isEnough(round)
                    }
                }
                try await group.waitForAll()
            }
        }

        @Test func `both channels at once on one slot end every job, and the host is named`()
            async throws
        {
            try await Self.run(loadedMax: 1) { server, double in
                let embeds = try await Self.workAtOnce(server) { round in
                    let isNamed = try await server.conditions.contains { $0.name == "SINGLE_SLOT" }
                    return round >= 8 && isNamed || round >= 60
                }
                #expect(embeds > 0)
                let names = try await server.conditions.map(\.name)
                #expect(names.contains("SINGLE_SLOT"), "\(names)")
            }
        }

        @Test func `both channels at once on two slots throw out nobody`() async throws {
            try await Self.run(loadedMax: 2) { server, double in
                let embeds = try await Self.workAtOnce(server) { round in
                    let conditions = try await server.conditions
                    #expect(conditions.isEmpty, "\(conditions.map(\.message))")
                    return round >= 8
                }
                #expect(embeds > 0)
                #expect(!double.events().contains { $0.kind == .victimChosen })
            }
        }

        @Test func `a generation that hangs on a load which the host began is freed`()
            async throws
        {
            try await Self.run(loadedMax: 1) { server, double in
                #expect(try await server.chat("hello").job.state == .succeeded)
                // The chat model goes, and its worker does not know it.
                try await server.put(["a": "the first crab"])
                try await server.waitUntilPinned(on: double)
                double.wedge()
                #expect(double.state.isLoaderWaiting)
                async let answer = server.chat("hello")
                let condition = try await server.condition("WEDGED")
                #expect(condition.message.contains("The load of llama3.2 on home has hung"))
                #expect(try await answer.job.state == .succeeded)
                #expect(try await answer.job.attempts == 1)
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

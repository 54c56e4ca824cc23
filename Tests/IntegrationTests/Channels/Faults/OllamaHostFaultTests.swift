import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Something is wrong with an Ollama, or with what others do to it.
    struct OllamaHostFaultTests {
        private static let settings = ["hosts.lookEveryMs=200"]

        private static func run(
            _ body: (TestServer, OllamaDouble) async throws -> Void
        ) async throws {
            try await ChannelStage.run(settings: settings) { server, double in
                try await server.waitUntilPinned(on: double)
                try await body(server, double)
            }
        }

        @Test func `a host that is away is named, and pinned again when it is back`() async throws {
            try await Self.run { server, double in
                await double.goDown()
                let condition = try await server.condition("HOST_AWAY")
                #expect(condition.message.contains("home does not answer"), "\(condition.message)")
                #expect(condition.sinceUnixMs > 0)
                let host = try await server.host()
                #expect(!host.reachable)
                #expect(host.conditions.map(\.name) == ["HOST_AWAY"])
                #expect(try await server.put(["a": "the first crab"]).first?.status == .pending)
                await double.restart()
                try await server.waitUntilHealed()
                try await server.waitUntilWell()
                #expect(try await server.host().reachable)
                #expect(try await server.host().loaded.map(\.pinned) == [true])
                #expect(try await server.isNearest("a", "the first crab"))
            }
        }

        @Test func `a lost pin and a load that crashes are said, until the load succeeds`()
            async throws
        {
            try await Self.run { server, double in
                try double.setFaults("load=crash")
                await double.restart()
                let lost = try await server.condition("PIN_LOST")
                #expect(lost.message.contains("embeddinggemma was pinned on home"))
                let outcome = try await server.put(["a": "the first crab"]).first
                #expect(outcome?.status == .pending)
                #expect(
                    outcome?.message.contains("process has terminated") == true,
                    "\(outcome?.message ?? "")"
                )
                #expect(try await server.profiles().map(\.vectors) == [0])
                try double.setFaults("")
                try await server.waitUntilHealed()
                try await server.waitUntilWell()
                #expect(double.state.loaded.map(\.isPinned) == [true])
            }
        }

        @Test func `a load that runs out of memory is said, until it fits`() async throws {
            try await Self.run { server, double in
                try double.setFaults("load=oom")
                await double.restart()
                try await server.condition("PIN_LOST")
                let outcome = try await server.put(["a": "the first crab"]).first
                #expect(outcome?.status == .pending)
                #expect(
                    outcome?.message.contains("the model does not fit") == true,
                    "\(outcome?.message ?? "")"
                )
                try double.setFaults("")
                try await server.waitUntilHealed()
                try await server.waitUntilWell()
            }
        }

        @Test(arguments: ["ps=slow:2000", "ps=hang"])
        func `a list that is slow is a host that is busy, not one that is away`(
            script: String
        ) async throws {
            try await Self.run { server, double in
                let before = double.events().last?.sequence ?? 0
                try double.setFaults(script)
                for await event in double.eventStream(after: before)
                where event.kind == .fault && event.endpoint == "ps" { break }
                for number in 1...5 {
                    let outcome = try await server.put([("a\(number)", "crab \(number)")]).first
                    #expect(outcome?.status == .embedded, "\(outcome?.message ?? "")")
                    #expect(try await server.conditions.isEmpty)
                }
            }
        }

        @Test func `another client's model is named, for as long as it is there`() async throws {
            try await Self.run { server, double in
                try await double.useAsStranger("qwen3", keepAlive: KeepAlive(seconds: 60))
                let condition = try await server.condition("FOREIGN_MODEL")
                #expect(condition.message.contains("qwen3:latest is loaded on home"))
                #expect(condition.message.contains("Moult did not ask for it"))
                try await double.useAsStranger("qwen3", keepAlive: KeepAlive(seconds: 0))
                try await server.waitUntilWell()
                #expect(double.state.loaded.map(\.isPinned) == [true])
            }
        }

        @Test func `another client's keep_alive is named, and the pin put back`() async throws {
            try await Self.run { server, double in
                // The warm call takes so long that the condition can be seen.
                try double.setFaults("embed=slow:5000")
                try await double.useAsStranger("embeddinggemma", keepAlive: KeepAlive(seconds: 60))
                let condition = try await server.condition("PIN_DOWNGRADED")
                #expect(condition.message.contains("another client gave it its own keep_alive"))
                try double.setFaults("")
                try await server.waitUntilWell()
                #expect(double.state.loaded.map(\.isPinned) == [true])
                let loads = double.events().filter { $0.kind == .loadStarted }
                #expect(loads.count == 1)
            }
        }

        @Test func `a model that was removed is named, and found again when it is back`()
            async throws
        {
            try await Self.run { server, double in
                var configuration = OllamaConfiguration()
                configuration.port = try #require(
                    double.url.split(separator: ":").last.flatMap { Int($0) }
                )
                await double.stop()
                var poorer = configuration
                poorer.models.removeAll { $0.name == "embeddinggemma:latest" }
                let without = try await OllamaDouble.start(poorer)
                let condition = try await server.condition("MODEL_MISSING")
                #expect(condition.message.contains("run `ollama pull embeddinggemma`"))
                let outcome = try await server.put(["a": "the first crab"]).first
                #expect(outcome?.status == .pending)
                let error = try await failure { try await server.embed(["a crab"]) }
                #expect(error.code == .notFound, "\(error.message)")
                await without.stop()

                let again = try await OllamaDouble.start(configuration)
                // The chat worker sees to the pins before it loads a model of its own.
                let answer = try await server.chat("hello")
                #expect(answer.job.state == .succeeded)
                try await eventually("nothing is wrong with the host") {
                    try await server.host().conditions.isEmpty
                }
                #expect(try await server.embed(["a crab"]).embedded.count == 1)
                await again.stop()
            }
        }
    }
}

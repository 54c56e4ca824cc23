import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// A pinned model that is asked for by other names, and for other things.
    struct PinnedChatTests {
        /// Nobody gave the model another session than the pin, and it was never told to go.
        private static func expectKept(_ model: String, _ double: OllamaDouble) {
            let name = "\"model\":\"\(model)"
            let asked = double.events().filter {
                $0.kind == .arrived && $0.body?.lowercased().contains(name) == true
            }
            #expect(!asked.isEmpty)
            let timed = asked.filter { $0.body?.contains("keep_alive") == true && !$0.isPinning }
            #expect(timed.isEmpty, "\(timed.map { $0.body ?? "" })")
            HostLog(double.events()).expectSound(embedder: model)
            #expect(double.state.loaded.count(where: \.isPinned) == 1)
        }

        @Test func `a model that embeds and chats stays pinned, whatever chats beside it`()
            async throws
        {
            try await ChannelStage.run(
                embedder: "ollama:llama3.2",
                settings: ["hosts.lookEveryMs=100"]
            ) { server, double in
                try await server.waitUntilPinned(on: double)
                for model in ["llama3.2", "qwen3", "llama3.2:latest", "gemma3", "LLAMA3.2"] {
                    let answer = try await server.chat("hello", model: model)
                    #expect(answer.job.state == .succeeded, "\(answer.job.message)")
                    #expect(try await server.embed(["a crab beside \(model)"]).embedded.count == 1)
                }
                try await server.waitUntilWell()
                Self.expectKept("llama3.2", double)
            }
        }

        @Test func `another tag of the pinned model is no guest, and does not take its pin`()
            async throws
        {
            var configuration = OllamaConfiguration()
            let name = "embeddinggemma:latest"
            var twin = try #require(configuration.models.first { $0.name == name })
            twin.name = "embeddinggemma:300m"
            configuration.models.append(twin)
            try await ChannelStage.run(configuration, settings: ["hosts.lookEveryMs=100"]) {
                server,
                double in
                try await server.waitUntilPinned(on: double)
                #expect(try await server.chat("hello").job.state == .succeeded)
                let answer = try await server.embed(
                    ["a crab"],
                    target: "ollama:embeddinggemma:300m"
                )
                #expect(answer.embedded.count == 1)
                #expect(try await server.chat("hello").job.state == .succeeded)
                try await server.waitUntilWell()
                Self.expectKept("embeddinggemma", double)
            }
        }
    }
}

import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Both channels over one Ollama.
    struct ChannelTests {
        @Test
        func `what is ingested is found by the meaning that Ollama gives it, and chat answers`()
            async throws
        {
            try await ChannelStage.run { server, double in
                try await server.fill("item", 20)
                let stats = try await server.stats()
                #expect(stats.activeTarget == "ollama:embeddinggemma@768")
                let answer = try await server.chat("hello")
                #expect(answer.job.state == .succeeded)
                #expect(!answer.content.isEmpty)
                #expect(double.state.loaded.filter(\.isPinned).count == 1)
            }
        }
    }
}

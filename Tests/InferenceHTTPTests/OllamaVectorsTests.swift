import Channels
import Testing

@Suite struct OllamaVectorsTests {
    @Test func `texts become vectors of the model that was named`() async throws {
        let front = Front()
        let answer = try await front.serving { front in
            try await front.ask(
                "POST",
                "/api/embed",
                #"{"model":"embeddinggemma","input":["a","bc"],"dimensions":2,"keep_alive":-1}"#
            )
        }
        #expect(answer.status == 200)
        #expect(
            answer.body == """
                {"model":"embeddinggemma","embeddings":[[0.6,-0.8],[0.6,-0.8]],\
                "total_duration":0,"prompt_eval_count":3}
                """
        )
        #expect(
            front.embeds.asks == [
                EmbedAsk(
                    target: "ollama:embeddinggemma",
                    ["a", "bc"],
                    dimensions: 2,
                    truncates: true
                )
            ]
        )
    }
}

import JSONText
import Testing

@Suite struct OpenAIModelsTests {
    private func ask(_ path: String) async throws -> HTTPAnswer {
        try await Front().serving { try await $0.ask("GET", path) }
    }

    @Test func `models are listed`() async throws {
        #expect(
            try await ask("/v1/models").body == """
                {"object":"list","data":[\
                {"id":"llama3.2:latest","object":"model","created":1767323045,"owned_by":"library"},\
                {"id":"embeddinggemma:latest","object":"model","created":0,"owned_by":"library"}]}
                """
        )
    }

    @Test func `one model is told by the name that was asked for`() async throws {
        let answer = try await ask("/v1/models/llama3.2")
        #expect(
            answer.body == """
                {"id":"llama3.2","object":"model","created":1767323045,"owned_by":"library"}
                """
        )
        let unknown = try await ask("/v1/models/hf.co/a/none")
        #expect(unknown.status == 404)
        #expect(
            try unknown.json()["error"]?["message"] == .string("model 'hf.co/a/none' not found")
        )
    }
}

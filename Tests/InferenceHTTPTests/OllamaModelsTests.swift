import Channels
import JSONText
import Testing

@Suite struct OllamaModelsTests {
    private func ask(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        of front: Front = Front()
    ) async throws -> HTTPAnswer {
        try await front.serving { try await $0.ask(method, path, body) }
    }

    @Test func `a probe hears what Ollama says`() async throws {
        let answer = try await ask("GET", "/")
        #expect(answer.status == 200)
        #expect(answer.body == "Ollama is running")
        #expect(try await ask("HEAD", "/").status == 200)
    }

    @Test func `the version is the chatting host's, or the front's own when none answers`()
        async throws
    {
        #expect(try await ask("GET", "/api/version").body == #"{"version":"0.13.5"}"#)
        var front = Front()
        front.hosts.hosts = []
        #expect(try await ask("GET", "/api/version", of: front).body == #"{"version":"1.2.3"}"#)
    }

    @Test func `models of all hosts are listed once, with what their hosts say of them`()
        async throws
    {
        var front = Front()
        front.hosts.hosts.append(front.hosts.hosts[0])
        let answer = try await ask("GET", "/api/tags", of: front)
        #expect(
            answer.body == """
                {"models":[{"name":"llama3.2:latest","model":"llama3.2:latest",\
                "modified_at":"2026-01-02T03:04:05Z","size":2000,"digest":"c1",\
                "details":{"family":"llama"}},\
                {"name":"embeddinggemma:latest","model":"embeddinggemma:latest",\
                "modified_at":"1970-01-01T00:00:00.000Z","size":700,"digest":"e1",\
                "details":{"parent_model":"","format":"","family":"","families":[],\
                "parameter_size":"","quantization_level":""}}]}
                """
        )
    }

    @Test func `what is loaded is listed, a pin as Ollama shows it`() async throws {
        let models = try await ask("GET", "/api/ps").json()["models"]?.array ?? []
        #expect(models.map { $0["name"]?.string } == ["embeddinggemma:latest", "llama3.2:latest"])
        #expect(models.first?["expires_at"]?.string?.hasPrefix("2262-") == true)
        #expect(models.first?["context_length"]?.int == 2_048)
        #expect(models.last?["expires_at"] == .string("2023-11-14T22:18:20.000Z"))
        #expect(models.last?["size_vram"]?.int == 1_500)
        #expect(models.last?["details"]?["family"] == .string("llama"))
    }

    @Test func `a model is shown in its host's words, or in what is known of it`() async throws {
        let page = try await ask("POST", "/api/show", #"{"model":"llama3.2"}"#)
        #expect(page.body == #"{"capabilities":["completion"],"template":"{{ .Prompt }}"}"#)
        let known = try await ask("POST", "/api/show", #"{"name":"embeddinggemma"}"#).json()
        #expect(known["model_info"]?["model.context_length"]?.int == 2_048)
        #expect(known["model_info"]?["model.embedding_length"]?.int == 768)
        #expect(known["capabilities"] == .array([.string("embedding")]))
    }

    @Test func `what cannot be shown is said`() async throws {
        let unknown = try await ask("POST", "/api/show", #"{"model":"none"}"#)
        #expect(unknown.status == 404)
        #expect(unknown.body == #"{"error":"model 'none' not found"}"#)
        #expect(try await ask("POST", "/api/show", "{}").body == #"{"error":"model is required"}"#)
        var front = Front()
        front.hosts.error = HostError(.unreachable, "Nobody answers.", retryAfter: .seconds(2))
        let away = try await ask("POST", "/api/show", #"{"model":"llama3.2"}"#, of: front)
        #expect(away.status == 503)
        #expect(away.headers["retry-after"] == "2")
    }
}

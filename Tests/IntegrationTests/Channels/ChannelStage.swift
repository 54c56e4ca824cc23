import Messages
import MoultClient
import OllamaDouble
import Testing

/// A server whose active space is an Ollama's, and the double that passes for it.
enum ChannelStage {
    /// Runs `body` with both, and leaves nothing behind.
    ///
    /// - Parameter settings: as `TestServer.run` takes them; the provider is named `home`.
    static func run(
        _ configuration: OllamaConfiguration = OllamaConfiguration(),
        embedder: String = "ollama:embeddinggemma",
        settings: [String] = [],
        _ body: (TestServer, OllamaDouble) async throws -> Void
    ) async throws {
        let double = try await OllamaDouble.start(configuration)
        do {
            try await TestServer.run(
                embedder: embedder,
                settings: ["providers=home=ollama \(double.url)"] + settings
            ) { server in
                try await body(server, double)
            }
        } catch {
            await double.stop()
            throw error
        }
        await double.stop()
    }
}

extension TestServer {
    /// What a chat said, when its job has ended.
    func chat(
        _ text: String,
        model: String = "llama3.2",
        timeout: Duration = .seconds(60)
    ) async throws -> (job: MoultV1.Job, content: String) {
        let draft = MoultV1.JobDraft(
            model: model,
            messages: [MoultV1.ChatMessage(role: "user", content: text)]
        )
        let stream = try client.inference.chat(
            MoultV1.ChatRequest(draft: draft),
            options: CallOptions(timeout: timeout)
        )
        var content = ""
        var ended: MoultV1.Job?
        for try await event in stream {
            switch event.event {
            case .began: content = ""
            case .chunk(let chunk): content += chunk.content
            case .ended(let job): ended = job
            default: break
            }
        }
        return (try #require(ended), content)
    }
}

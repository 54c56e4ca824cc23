import Foundation
import Messages
import MoultClient
import OllamaDouble
import Testing

/// A server whose active space is an Ollama's, and the double that passes for it.
enum ChannelStage {
    /// Runs `body` with both, and leaves nothing behind.
    ///
    /// - Parameters:
    ///   - words: what there is to say of the provider, which is named `home`.
    ///   - settings: as `TestServer.run` takes them.
    static func run(
        _ configuration: OllamaConfiguration = OllamaConfiguration(),
        embedder: String = "ollama:embeddinggemma",
        words: String = "",
        settings: [String] = [],
        _ body: (TestServer, OllamaDouble) async throws -> Void
    ) async throws {
        let double = try await OllamaDouble.start(configuration)
        do {
            try await TestServer.run(
                embedder: embedder,
                settings: ["providers=home=ollama \(double.url) \(words)"] + settings
            ) { server in
                try await body(server, double)
            }
        } catch {
            await double.stop()
            throw error
        }
        await double.stop()
    }

    /// The same with an OpenAI beside it, named `cloud`, which lets in whoever has the key in the
    /// server's file.
    static func runWithCloud(
        _ configuration: OllamaConfiguration = OllamaConfiguration(),
        embedder: String = "openai:text-embedding-3-small@768",
        settings: [String] = [],
        _ body: (TestServer, OllamaDouble, OpenAIDouble) async throws -> Void
    ) async throws {
        var cloudConfiguration = OpenAIConfiguration()
        cloudConfiguration.keys = [cloudKey]
        let cloud = try await OpenAIDouble.start(cloudConfiguration)
        let keyFile = FileManager.default.temporaryDirectory.path + "/moult-key-\(UUID())"
        try Data(cloudKey.utf8).write(to: URL(fileURLWithPath: keyFile))
        defer { try? FileManager.default.removeItem(atPath: keyFile) }
        do {
            try await run(
                configuration,
                embedder: embedder,
                settings: settings + ["providers=cloud=openai \(cloud.url) key-file=\(keyFile)"]
            ) { server, double in
                try await body(server, double, cloud)
            }
        } catch {
            await cloud.stop()
            throw error
        }
        await cloud.stop()
    }

    /// What must be seen nowhere.
    static let cloudKey = "sk-of-the-double-0123456789"
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

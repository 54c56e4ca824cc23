import Foundation
import Messages

/// An Ollama to demonstrate with, if one answers.
struct DemoOllama {
    static let provider = "demo"

    /// Where Ollama listens unless it is told otherwise.
    private static let usual = "http://127.0.0.1:11434"
    /// The beginnings of the names of embedding models whose use Moult knows, the best first.
    private static let embedders = [
        "embeddinggemma", "nomic-embed-text", "qwen3-embedding", "mxbai-embed-large", "bge-m3",
        "snowflake-arctic-embed", "granite-embedding", "all-minilm",
    ]

    /// As Ollama's own OLLAMA_HOST has it: perhaps without a scheme.
    static func address(_ given: String?) -> String {
        guard let given, !given.isEmpty else { return usual }
        return given.contains("://") ? given : "http://\(given)"
    }

    let address: String
    /// As a target names it.
    let embedder: String
    /// nil: no model that could chat is installed.
    let chatModel: String?

    /// What the demonstration's own server sees of it; nil: it does not answer, or has no embedder.
    init?(_ models: MoultV1.ListModelsResponse) {
        guard let host = models.hosts.first(where: { $0.name == Self.provider }), host.reachable
        else { return nil }
        let names = host.installed.map(\.name)
        let found = Self.embedders.lazy.compactMap { beginning in
            names.first { $0.hasPrefix(beginning) }
        }
        guard let embedder = found.first else { return nil }
        address = host.address
        self.embedder = "ollama:\(embedder)"
        chatModel = names.first { name in
            !name.contains("embed") && !Self.embedders.contains(where: name.hasPrefix)
        }
    }
}

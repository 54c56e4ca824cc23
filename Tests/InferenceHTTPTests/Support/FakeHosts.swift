import Channels
import Synchronization

/// Hosts as a test has them.
struct FakeHosts: HostsServing, ModelsServing {
    var hosts = [
        HostOverview(
            name: "desk",
            address: "http://127.0.0.1:11434",
            version: "0.13.5",
            residents: [
                Resident(
                    name: "embeddinggemma:latest",
                    digest: "e1",
                    sizeBytes: 700,
                    videoBytes: 700,
                    contextTokens: 2_048
                ),
                Resident(
                    name: "llama3.2:latest",
                    digest: "c1",
                    sizeBytes: 2_000,
                    videoBytes: 1_500,
                    expiresUnixMs: 1_700_000_300_000,
                    other: #"{"details":{"family":"llama"}}"#
                ),
            ],
            installed: [
                InstalledModel(
                    name: "llama3.2:latest",
                    digest: "c1",
                    sizeBytes: 2_000,
                    other: #"{"modified_at":"2026-01-02T03:04:05Z","details":{"family":"llama"}}"#
                ),
                InstalledModel(name: "embeddinggemma:latest", digest: "e1", sizeBytes: 700),
            ],
            chats: true
        )
    ]
    /// What a host says of single models; others it does not have.
    var known: [String: ModelFacts] = [
        "llama3.2": ModelFacts(
            page: #"{"capabilities":["completion"],"template":"{{ .Prompt }}"}"#
        ),
        "embeddinggemma": ModelFacts(
            contextTokens: 2_048,
            dimensions: 768,
            capabilities: ["embedding"]
        ),
    ]
    var error: HostError?

    func overview() async -> [HostOverview] { hosts }

    func facts(of model: String) async throws(HostError) -> ModelFacts {
        if let error { throw error }
        guard let facts = known[model] else {
            throw HostError(.unknownModel, "The host \"desk\" has no model \"\(model)\".")
        }
        return facts
    }
}

/// An embed channel that answers what a test has it answer.
final class FakeEmbeds: EmbedServing {
    typealias Answer = @Sendable (EmbedAsk) async throws(ChannelError) -> [[Float]]

    private let answer: Answer
    private let heard = Mutex<[EmbedAsk]>([])

    init(_ answer: @escaping Answer = { ask in ask.texts.map { _ in [0.6, -0.8] } }) {
        self.answer = answer
    }

    var asks: [EmbedAsk] { heard.withLock(\.self) }

    func embed(_ ask: EmbedAsk) async throws(ChannelError) -> EmbedAnswer {
        heard.withLock { $0.append(ask) }
        let vectors = try await answer(ask)
        return EmbedAnswer(
            target: ask.target,
            vectors: vectors,
            tokens: ask.texts.map(\.utf8.count),
            areTokensCounted: true,
            truncated: ask.texts.map { _ in false }
        )
    }
}

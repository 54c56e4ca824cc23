import Foundation
import OllamaDouble

/// What the contract is held against: a double, or the Ollama that the environment names.
///
///     OLLAMA_CONTRACT_HOST=http://127.0.0.1:11434 OLLAMA_CONTRACT_EMBED=nomic-embed-text \
///         OLLAMA_CONTRACT_CHAT=llama3.2 swift test --filter ContractTests
struct Contract {
    /// Of a model that embeds.
    let embedder: String
    /// Of a model that chats.
    let chat: String
    let probe: HTTPProbe

    private static let environment = ProcessInfo.processInfo.environment
    static let realHost = environment["OLLAMA_CONTRACT_HOST"]

    /// Ends with what was loaded unloaded.
    static func held<Result>(
        _ body: (Contract) async throws -> Result
    ) async throws -> Result {
        if let realHost {
            let contract = Contract(
                embedder: environment["OLLAMA_CONTRACT_EMBED"] ?? "nomic-embed-text",
                chat: environment["OLLAMA_CONTRACT_CHAT"] ?? "llama3.2",
                probe: try HTTPProbe(realHost)
            )
            return try await body(contract)
        }
        return try await withDouble { double in
            try await body(
                Contract(
                    embedder: "nomic-embed-text",
                    chat: "llama3.2",
                    probe: try HTTPProbe(double.url)
                )
            )
        }
    }

    func embed(_ fields: String) async throws -> HTTPProbe.Answer {
        try await probe.post("/api/embed", #"{"model": "\#(embedder)", \#(fields)}"#)
    }

    func chat(_ fields: String) async throws -> HTTPProbe.Answer {
        try await probe.post("/api/chat", #"{"model": "\#(chat)", \#(fields)}"#)
    }

    /// What `ps` says of a model; nil: it is not loaded.
    func loaded(_ name: String) async throws -> [String: any Sendable]? {
        let models = try await probe.get("/api/ps").json()["models"] as? [[String: any Sendable]]
        return models?.first { ($0["name"] as? String)?.hasPrefix(name) ?? false }
    }
}

/// A double for one test, fast unless it says otherwise.
func withDouble<Result>(
    _ configure: (inout OllamaConfiguration) throws -> Void = { _ in },
    _ body: (OllamaDouble) async throws -> Result
) async throws -> Result {
    var configuration = OllamaConfiguration()
    for index in configuration.models.indices {
        configuration.models[index].cost = ModelCost(
            load: .milliseconds(5),
            request: .milliseconds(1),
            item: .microseconds(100),
            replyToken: .microseconds(500)
        )
    }
    configuration.scheduler.recoveryTime = .milliseconds(1)
    try configure(&configuration)
    let double = try await OllamaDouble.start(configuration)
    do {
        let result = try await body(double)
        await double.stop()
        return result
    } catch {
        await double.stop()
        throw error
    }
}

extension OllamaDouble {
    /// Waits for something to happen; it may have happened.
    func first(
        _ kind: DoubleEvent.Kind,
        where isWanted: (DoubleEvent) -> Bool = { _ in true }
    ) async -> DoubleEvent? {
        for await event in eventStream() where event.kind == kind && isWanted(event) {
            return event
        }
        return nil
    }
}

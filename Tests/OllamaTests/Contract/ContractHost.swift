import Channels
import Curl
import Foundation
import Ollama
import OllamaDouble
import Spaces

/// The host that the contract is asked of: a double, or the real Ollama that OLLAMA_CONTRACT_HOST
/// names, with OLLAMA_CONTRACT_EMBEDDER and OLLAMA_CONTRACT_CHAT installed there.
struct ContractHost {
    let host: OllamaHost
    let client: CurlClient
    let embedder: String
    let chatModel: String
    /// nil: a real one.
    let double: DoubleWatch?

    static let realAddress = ProcessInfo.processInfo.environment["OLLAMA_CONTRACT_HOST"]

    /// Of a double, unless a real one is named.
    static func with(
        _ body: (ContractHost) async throws -> Void
    ) async throws {
        guard let realAddress else {
            return try await withDouble { try await body($0) }
        }
        let environment = ProcessInfo.processInfo.environment
        let address = try OllamaAddress(realAddress)
        try await CurlClient.with { client in
            try await body(
                ContractHost(
                    host: OllamaHost(
                        OllamaSettings(name: "real", address: address),
                        client: client,
                        clock: ContinuousClock()
                    ),
                    client: client,
                    embedder: environment["OLLAMA_CONTRACT_EMBEDDER"] ?? "embeddinggemma",
                    chatModel: environment["OLLAMA_CONTRACT_CHAT"] ?? "llama3.2",
                    double: nil
                )
            )
        }
    }

    /// Of a double with quick models, and with `faults`.
    static func withDouble(
        faults: String = "",
        version: VersionProfile = .current,
        models: [ModelProfile] = quickModels,
        embedOptions: [String: OllamaOptions] = [:],
        limits: OllamaLimits = OllamaLimits(),
        _ body: (ContractHost) async throws -> Void
    ) async throws {
        var configuration = OllamaConfiguration()
        configuration.models = models
        configuration.version = version
        configuration.faults = try FaultScript(parsing: faults)
        let double = try await OllamaDouble.start(configuration)
        do {
            let address = try OllamaAddress(double.url)
            let settings = OllamaSettings(
                name: "double",
                address: address,
                embedOptions: embedOptions,
                limits: limits
            )
            try await CurlClient.with { client in
                try await body(
                    ContractHost(
                        host: OllamaHost(settings, client: client, clock: ContinuousClock()),
                        client: client,
                        embedder: "embeddinggemma",
                        chatModel: "qwen3",
                        double: DoubleWatch(sideURL: double.sideURL, client: client)
                    )
                )
            }
        } catch {
            await double.stop()
            throw error
        }
        await double.stop()
    }

    static var quickModels: [ModelProfile] {
        ModelProfile.builtIn.map { model in
            var model = model
            model.cost.load = .milliseconds(60)
            model.cost.request = .milliseconds(1)
            model.cost.item = .zero
            model.cost.replyToken = .milliseconds(1)
            return model
        }
    }

    var backend: OllamaBackend { host.embedBackend(for: embedder) }

    /// The error of `work`, which must fail.
    func hostError(_ work: () async throws -> Void) async -> HostError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? HostError
        }
    }

    func embedError(
        _ texts: [String] = ["a text"],
        truncates: Bool = false
    ) async -> EmbedderError? {
        do throws(EmbedderError) {
            _ = try await backend.embed(EmbedRequest(texts, truncates: truncates))
            return nil
        } catch {
            return error
        }
    }
}

extension CurlClient {
    static func with(_ body: (CurlClient) async throws -> Void) async throws {
        let client = CurlClient()
        do {
            try await body(client)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}

package import Foundation

/// Everything that an OpenAI double can be told.
package struct OpenAIConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0: the system chooses.
    package var port = 0
    package var sidePort = 0
    package var models = Self.builtIn
    /// Who is let in; empty: everybody who names a key.
    package var keys: Set<String> = []
    package var limits = OpenAILimits()
    package var vectors = VectorSource.Mode.semantic
    package var faults = FaultScript()
    package var eventsMax = 200_000
    package var bodyBytesMax = 4_096

    package init() {}

    package mutating func apply(_ patch: ModelPatch) {
        var catalog = ModelCatalog(models: models)
        catalog.apply(patch)
        models = catalog.models
    }
}

/// What OpenAI's API takes.
package struct OpenAILimits: Sendable, Equatable {
    package var tokensPerInputMax = 8_192
    package var inputsMax = 2_048
    package var tokensPerRequestMax = 300_000
    package var requestsPerMinute = 3_000
    package var tokensPerMinute = 1_000_000

    package init() {}
}

extension OpenAIConfiguration {
    private static let fast = ModelCost(load: .zero, request: .milliseconds(5), item: .zero)

    /// Named without tags, as OpenAI's are.
    package static let builtIn = [
        embedder("text-embedding-3-small", dimensions: 1_536, takesDimensions: true),
        embedder("text-embedding-3-large", dimensions: 3_072, takesDimensions: true),
        embedder("text-embedding-ada-002", dimensions: 1_536, takesDimensions: false),
        ModelProfile(name: "gpt-4o-mini", kind: .chat, context: 128_000, cost: fast),
    ]

    private static func embedder(
        _ name: String,
        dimensions: Int,
        takesDimensions: Bool
    ) -> ModelProfile {
        ModelProfile(
            name: name,
            kind: .embedder,
            extraCapabilities: takesDimensions ? [Self.dimensionsCapability] : [],
            dimensions: dimensions,
            context: 8_192,
            cost: fast
        )
    }

    /// Of a model whose vectors may be asked for shorter.
    static let dimensionsCapability = "dimensions"

    private struct File: Decodable {
        var host: String?
        var port: Int?
        var sidePort: Int?
        var models: [ModelPatch]?
        var keys: [String]?
        var vectors: VectorSource.Mode?
        var faults: String?
        var requestsPerMinute: Int?
        var tokensPerMinute: Int?

        private enum CodingKeys: String, CodingKey {
            case host, port, models, keys, vectors, faults
            case sidePort = "side_port"
            case requestsPerMinute = "requests_per_minute"
            case tokensPerMinute = "tokens_per_minute"
        }
    }

    /// As a file has it.
    package init(json: Data) throws {
        let file = try JSONDecoder().decode(File.self, from: json)
        host = file.host ?? host
        port = file.port ?? port
        sidePort = file.sidePort ?? sidePort
        keys = Set(file.keys ?? [])
        vectors = file.vectors ?? vectors
        limits.requestsPerMinute = file.requestsPerMinute ?? limits.requestsPerMinute
        limits.tokensPerMinute = file.tokensPerMinute ?? limits.tokensPerMinute
        if let script = file.faults { faults = try FaultScript(parsing: script) }
        if let patches = file.models {
            let builtIn = ModelCatalog(models: models)
            models = patches.map { $0.applied(to: builtIn.model(named: $0.name)) }
        }
    }
}

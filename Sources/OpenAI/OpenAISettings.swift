internal import Curl

/// A provider that speaks OpenAI's API, and one of its models.
package struct OpenAISettings: Sendable, Hashable {
    /// With or without "/v1" at its end: "https://api.openai.com", "http://127.0.0.1:8080/v1".
    package var baseURL: String
    package var model: String
    package var key: KeySource
    package var limits = OpenAILimits()

    package init(
        baseURL: String = Self.openAI,
        model: String,
        key: KeySource,
        limits: OpenAILimits = OpenAILimits()
    ) {
        self.baseURL = baseURL
        self.model = model
        self.key = key
        self.limits = limits
    }

    package static let openAI = "https://api.openai.com/v1"

    /// Where vectors are asked for.
    var vectorsURL: String {
        var base = baseURL[...]
        while base.last == "/" { base.removeLast() }
        if base.hasSuffix("/embeddings") { return String(base) }
        return base + (base.hasSuffix("/v1") ? "/embeddings" : "/v1/embeddings")
    }
}

/// OpenAI's own limits; other providers have others.
///
/// Source: OpenAI's API reference, of creating them.
package struct OpenAILimits: Sendable, Hashable {
    package var textsPerRequestMax = 2_048
    /// As `estimatedTokens` counts; what the provider still refuses is halved.
    package var tokensPerRequestMax = 300_000
    package var connectTimeout: Duration = .seconds(5)
    /// From the request to the end of its answer.
    package var answerTimeout: Duration = .seconds(120)
    package var answerBytesMax = 128 << 20
    /// How long a request may wait for the provider's rate; beyond it, it is *unavailable*.
    package var pacingWaitMax: Duration = .seconds(20)
    /// The longest wait that a provider may ask for.
    package var retryAfterMax: Duration = .seconds(120)

    package init() {}

    var transfer: TransferLimits {
        var limits = TransferLimits()
        limits.connectTimeout = connectTimeout
        limits.headTimeout = answerTimeout
        limits.totalTimeout = answerTimeout
        limits.responseBytesMax = answerBytesMax
        return limits
    }
}

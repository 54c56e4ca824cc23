/// A model that a double has: what it says of itself, and what it costs.
package struct ModelProfile: Sendable, Equatable {
    package enum Kind: String, Codable, Sendable {
        case embedder
        case chat
    }

    /// With its tag, as "embeddinggemma:latest".
    package var name: String
    package var kind: Kind
    /// What runners are keyed by; two names may have one.
    package var blob: String
    /// Of the manifest; what `tags` and `ps` show.
    package var digest: String
    package var family: String
    package var parameterSize: String
    package var quantization: String
    /// Beside what the kind brings: "tools", "thinking", "vision".
    package var extraCapabilities: [String]
    /// The native width of its vectors.
    package var dimensions: Int
    /// What it was trained with, in tokens.
    package var context: Int
    package var sizeBytes: Int64
    package var cost: ModelCost
    package var reply: ReplyShape

    package init(
        name: String,
        kind: Kind,
        blob: String? = nil,
        digest: String? = nil,
        family: String? = nil,
        parameterSize: String = "1B",
        quantization: String = "Q4_K_M",
        extraCapabilities: [String] = [],
        dimensions: Int = 768,
        context: Int = 8_192,
        sizeBytes: Int64 = 1 << 30,
        cost: ModelCost = ModelCost(),
        reply: ReplyShape = ReplyShape()
    ) {
        let name = ModelName.full(name)
        let blob = blob ?? "sha256-" + Digest.hex(of: "blob " + name)
        self.name = name
        self.kind = kind
        self.blob = blob
        self.digest = digest ?? Digest.hex(of: blob)
        self.family = family ?? String(name.prefix { $0 != ":" })
        self.parameterSize = parameterSize
        self.quantization = quantization
        self.extraCapabilities = extraCapabilities
        self.dimensions = dimensions
        self.context = context
        self.sizeBytes = sizeBytes
        self.cost = cost
        self.reply = reply
    }

    package var capabilities: [String] {
        (kind == .embedder ? ["embedding"] : ["completion"]) + extraCapabilities
    }

    var scheduled: ScheduledModel {
        ScheduledModel(name: name, blob: blob, sizeBytes: sizeBytes)
    }
}

/// What a model's work takes.
package struct ModelCost: Sendable, Equatable {
    package var load: Duration
    /// Of a request, whatever it holds.
    package var request: Duration
    /// Of one text to embed.
    package var item: Duration
    /// Of one token of a text or a prompt.
    package var token: Duration
    /// Of one token of a reply.
    package var replyToken: Duration
    /// Requests that one runner works at together; Ollama forces 1 for embedders.
    package var parallel: Int

    package init(
        load: Duration = .milliseconds(100),
        request: Duration = .milliseconds(2),
        item: Duration = .milliseconds(1),
        token: Duration = .zero,
        replyToken: Duration = .milliseconds(5),
        parallel: Int = 1
    ) {
        self.load = load
        self.request = request
        self.item = item
        self.token = token
        self.replyToken = replyToken
        self.parallel = parallel
    }
}

/// How long a model's replies are.
package struct ReplyShape: Sendable, Equatable {
    package var tokens: Int
    /// Of a model that thinks.
    package var thinkingTokens: Int

    package init(tokens: Int = 48, thinkingTokens: Int = 12) {
        self.tokens = tokens
        self.thinkingTokens = thinkingTokens
    }
}

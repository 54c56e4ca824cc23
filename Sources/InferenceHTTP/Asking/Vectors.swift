import Channels
import JSONText

/// What a client asks to have embedded.
struct VectorAsk {
    /// As the client named it.
    let model: String
    let texts: [String]
    let dimensions: Int?
    let truncates: Bool

    /// The ask of the embed channel; nothing is put before the texts.
    func ask(_ settings: InferenceHTTPSettings) -> EmbedAsk {
        EmbedAsk(
            target: settings.target(ofModel: model),
            texts,
            wording: .verbatim,
            dimensions: dimensions,
            truncates: truncates,
            isUrgent: texts.count <= settings.limits.urgentTextsMax
        )
    }
}

extension InferenceHTTPSettings {
    /// The embedder that a client means by what it calls a model.
    func target(ofModel called: String) -> String {
        let provider = called.prefix { $0 != ":" }
        let isTarget = provider.endIndex < called.endIndex && providers.contains(String(provider))
        return isTarget ? called : "\(defaultProvider):\(called)"
    }
}

extension Surroundings {
    /// Embeds, and stops when the client leaves.
    ///
    /// A provider's refusal can mean many things; that a model is missing, its hosts know.
    func embed(_ ask: VectorAsk, for context: FrontContext) async throws -> EmbedAnswer {
        guard ask.texts.count <= settings.limits.textsMax else {
            throw Refusal(
                .invalid,
                "There are \(ask.texts.count) texts; "
                    + "send at most \(settings.limits.textsMax) at once.",
                field: "input"
            )
        }
        do {
            let (embeds, asked) = (embeds, ask.ask(settings))
            return try await context.departure().cancelling { try await embeds.embed(asked) }
        } catch let error as ChannelError {
            if error.code != .invalid, error.code != .full {
                try await require(embedder: ask.model)
            }
            throw Refusal(error, missing: missing(ask.model, error))
        }
    }

    /// Of a target, its provider has the words; of a model, Ollama, which clients look for.
    private func missing(_ model: String, _ error: ChannelError) -> Refusal {
        guard settings.target(ofModel: model) == model else { return .unknownEmbedder(model) }
        return Refusal(.unknownModel, error.message, field: "model")
    }

    /// Refuses a model that no host has; other providers' are not looked up.
    func require(embedder model: String) async throws(Refusal) {
        guard settings.target(ofModel: model) != model else { return }
        do throws(Refusal) {
            try await catalog.require(model)
        } catch {
            throw error.reason == .unknownModel ? .unknownEmbedder(model) : error
        }
    }
}

extension Refusal {
    /// In the words that Ollama has for embedders.
    static func unknownEmbedder(_ model: String) -> Refusal {
        Refusal(
            .unknownModel,
            "model \"\(model)\" not found, try pulling it first",
            field: "model"
        )
    }
}

extension EmbedAnswer {
    var tokensTotal: Int { tokens.reduce(0, +) }
}

internal import Channels
internal import Spaces

/// Embeds for whoever asks, by the active space's embedder or by a named one.
struct TargetEmbeds: EmbedServing {
    let catalog: ProviderCatalog
    /// The space that searches are served from now.
    let active: @Sendable () -> SpaceIdentity

    func embed(_ ask: EmbedAsk) async throws(ChannelError) -> EmbedAnswer {
        switch try await way(to: ask.target) {
        case .channel(let way): try await embed(ask, over: way)
        case .embedder(let embedder): try await embed(ask, by: embedder)
        }
    }

    private enum Way {
        case channel(ChannelWay)
        /// On this machine: nothing waits, and nothing is gathered.
        case embedder(any Embedder)
    }

    private struct ChannelWay {
        let target: ProviderTarget
        let channel: EmbedChannel
        let documentPrefix: String
        let queryPrefix: String
        /// nil: nobody says.
        let nativeDimensions: Int?
    }

    private func way(to text: String) async throws(ChannelError) -> Way {
        do throws(EmbedderTargetError) {
            if text.isEmpty {
                let identity = active()
                guard let target = ProviderTarget(identity) else {
                    return .embedder(try catalog.embedder(for: identity))
                }
                return .channel(
                    try way(over: target, identity.documentPrefix, identity.queryPrefix)
                )
            }
            guard let target = try ProviderTarget(text) else {
                return .embedder(try await catalog.embedder(forTarget: text))
            }
            // A misspelt model must get no channel, and no slot on its host.
            if !catalog.hasChannel(to: target) { try await catalog.check(target) }
            let known = catalog.known.model(named: target.model)
            return .channel(
                try way(over: target, known?.documentPrefix ?? "", known?.queryPrefix ?? "")
            )
        } catch {
            throw ChannelError(error)
        }
    }

    private func way(
        over target: ProviderTarget,
        _ documentPrefix: String,
        _ queryPrefix: String
    ) throws(EmbedderTargetError) -> ChannelWay {
        ChannelWay(
            target: target,
            channel: try catalog.channel(to: target),
            documentPrefix: documentPrefix,
            queryPrefix: queryPrefix,
            nativeDimensions: catalog.known.model(named: target.model)?.dimensions
        )
    }
}

extension TargetEmbeds {
    private func embed(
        _ ask: EmbedAsk,
        over way: ChannelWay
    ) async throws(ChannelError) -> EmbedAnswer {
        let prefix =
            switch ask.wording {
            case .verbatim: ""
            case .document: way.documentPrefix
            case .query: way.queryPrefix
            }
        let dimensions = ask.dimensions ?? way.target.dimensions
        do throws(EmbedderError) {
            let reply = try await way.channel.embed(
                prefix.isEmpty ? ask.texts : ask.texts.map { prefix + $0 },
                // More than a model has it cannot give: it gives what it has, as Ollama does.
                dimensions: isNative(dimensions, of: way) ? nil : dimensions,
                truncates: ask.truncates,
                lane: ask.isUrgent ? .query : .bulk
            )
            let width = reply.vectors.first?.count ?? dimensions ?? 0
            return EmbedAnswer(
                target: "\(way.target.kind.rawValue):\(way.target.model)@\(width)",
                vectors: reply.vectors,
                tokens: reply.tokens,
                areTokensCounted: reply.areTokensCounted,
                truncated: reply.truncated
            )
        } catch {
            throw await catalog.channelError(error, of: way.target)
        }
    }

    private func isNative(_ dimensions: Int?, of way: ChannelWay) -> Bool {
        guard let dimensions, let native = way.nativeDimensions else { return false }
        return dimensions >= native
    }

    private func embed(
        _ ask: EmbedAsk,
        by embedder: any Embedder
    ) async throws(ChannelError) -> EmbedAnswer {
        let identity = embedder.identity
        if let dimensions = ask.dimensions, dimensions != identity.dimensions {
            throw ChannelError(
                .invalid,
                "\(identity.target) gives \(identity.dimensions) dimensions, not \(dimensions); "
                    + "name the width in the target."
            )
        }
        do throws(EmbedderError) {
            let embedding = try await embedder.embedding(
                of: ask.texts,
                as: ask.wording == .query ? .query : .document
            )
            return EmbedAnswer(
                target: identity.target,
                vectors: embedding.vectors,
                tokens: ask.texts.map(embedder.tokens(of:)),
                areTokensCounted: false,
                truncated: ask.texts.map { _ in false }
            )
        } catch {
            throw ChannelError(error)
        }
    }
}

extension ChannelError {
    init(_ error: EmbedderTargetError) {
        let code: Code =
            switch error.code {
            case .malformed: .invalid
            case .unknownModel: .notFound
            case .notConfigured: .notConfigured
            case .full: .full
            case .unavailable: .unavailable
            case .denied: .denied
            }
        self.init(code, error.message)
    }

    init(_ error: EmbedderError) {
        let code: Code =
            switch error.code {
            case .unavailable, .invalidAnswer: .unavailable
            case .denied: .denied
            case .batchRefused, .textRefused: .invalid
            case .timedOut: .timedOut
            case .cancelled: .cancelled
            }
        self.init(code, error.message, retryAfter: error.retryAfter)
    }
}

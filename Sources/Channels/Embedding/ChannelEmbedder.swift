package import Spaces

/// A space's embedder over an embed channel, each text with the prefix that the space puts before
/// it.
///
/// Queries go first, and with them the few documents of a write, for which somebody waits; many
/// documents at once are bulk.
package struct ChannelEmbedder: Embedder {
    package let identity: SpaceIdentity
    private let channel: EmbedChannel
    /// What is asked of the provider; nil: the model's own width.
    private let dimensions: Int?

    /// - Parameter asksDimensions: false: `identity` has the model's own width, and no other is
    ///   asked for.
    package init(identity: SpaceIdentity, channel: EmbedChannel, asksDimensions: Bool) {
        self.identity = identity
        self.channel = channel
        dimensions = asksDimensions ? identity.dimensions : nil
    }

    package var textsPerCallMax: Int { channel.settings.textsPerCallMax }

    package var contextTokensMax: Int? { channel.settings.contextTokensMax }

    package func embed(
        _ texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> [[Float]] {
        try await embedding(of: texts, as: role).vectors
    }

    package func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        let prefix = prefix(of: role)
        let reply = try await channel.embed(
            prefix.isEmpty ? texts : texts.map { prefix + $0 },
            dimensions: dimensions,
            lane: role == .query || texts.count <= channel.settings.urgentTextsMax ? .query : .bulk,
            remembers: role == .query
        )
        return Embedding(vectors: reply.vectors, tokens: reply.chargedTokens)
    }

    package func tokens(of text: String) -> Int {
        TextKey.tokensEstimate(ofBytes: text.utf8.count)
    }

    private func prefix(of role: EmbeddingRole) -> String {
        switch role {
        case .document: identity.documentPrefix
        case .query: identity.queryPrefix
        }
    }
}

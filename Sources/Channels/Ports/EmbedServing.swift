/// The embed channels, as those who ask them directly see them.
///
/// A target names an embedder ("ollama:embeddinggemma@256"); empty: the active space's.
package protocol EmbedServing: Sendable {
    func embed(_ ask: EmbedAsk) async throws(ChannelError) -> EmbedAnswer
}

package struct EmbedAsk: Sendable, Hashable {
    package enum Wording: Sendable, Hashable {
        /// The texts go out as they are.
        case verbatim
        /// With the prefix that the space puts before a document, or before a query.
        case document
        case query
    }

    /// Whose embedder; empty: the active space's.
    package var target: String
    package var texts: [String]
    package var wording: Wording
    /// The vectors' width; nil: the target's.
    package var dimensions: Int?
    /// Whether a text that is too long for the model may be cut, instead of refused.
    package var truncates: Bool
    /// Whether it goes before bulk work.
    package var isUrgent: Bool

    package init(
        target: String = "",
        _ texts: [String],
        wording: Wording = .verbatim,
        dimensions: Int? = nil,
        truncates: Bool = false,
        isUrgent: Bool = true
    ) {
        self.target = target
        self.texts = texts
        self.wording = wording
        self.dimensions = dimensions
        self.truncates = truncates
        self.isUrgent = isUrgent
    }
}

package struct EmbedAnswer: Sendable, Hashable {
    /// As "ollama:embeddinggemma@768".
    package var target: String
    /// One for each text, in their order; checked.
    package var vectors: [[Float]]
    /// Of each text: counted by the provider where `areTokensCounted`, else estimated.
    package var tokens: [Int]
    package var areTokensCounted: Bool
    /// Of each text, whether its vector is of its beginning only.
    package var truncated: [Bool]

    package init(
        target: String,
        vectors: [[Float]],
        tokens: [Int],
        areTokensCounted: Bool,
        truncated: [Bool]
    ) {
        self.target = target
        self.vectors = vectors
        self.tokens = tokens
        self.areTokensCounted = areTokensCounted
        self.truncated = truncated
    }
}

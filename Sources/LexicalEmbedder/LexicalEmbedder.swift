package import Spaces

/// Embeds a text by its words and their pieces: offline, at once, the same on every machine.
///
/// It knows no meanings. Texts are near each other when they share words, in whatever inflection,
/// or parts of words, so that a slip of the pen still finds its text; synonyms are strangers to it.
///
/// Signed feature hashing (Weinberger et al., 2009) of stemmed words, pairs of neighbouring words,
/// and the character n-grams of words, scaled to length 1.
package struct LexicalEmbedder: Embedder {
    package static let provider = "builtin"
    package static let model = "lexical"
    /// Changes with any change to the vectors of any text.
    package static let digest = "1"

    /// Bytes of text that are embedded before others get their turn.
    static let bytesPerTurn = 16 << 10

    package static let dimensionsMin = 64
    package static let dimensionsMax = 4_096
    package static let dimensionsDefault = 512

    package let identity: SpaceIdentity
    package let textsPerCallMax = 1_024

    /// - Throws: a sentence, if `dimensions` are too few or too many.
    package init(dimensions: Int = LexicalEmbedder.dimensionsDefault) throws(EmbedderTargetError) {
        guard (Self.dimensionsMin...Self.dimensionsMax).contains(dimensions) else {
            throw EmbedderTargetError(
                .malformed,
                "\(Self.provider):\(Self.model) has \(Self.dimensionsMin) to "
                    + "\(Self.dimensionsMax) dimensions, not \(dimensions)."
            )
        }
        identity = SpaceIdentity(
            provider: Self.provider,
            model: Self.model,
            modelDigest: Self.digest,
            dimensions: dimensions
        )
    }

    package func embed(
        _ texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> [[Float]] {
        guard texts.count <= textsPerCallMax else {
            throw EmbedderError(
                .invalidAnswer,
                "\(texts.count) texts came in one call; send at most \(textsPerCallMax)."
            )
        }
        var vectors: [[Float]] = []
        var bytesSinceYield = 0
        vectors.reserveCapacity(texts.count)
        for text in texts {
            guard !Task.isCancelled else {
                throw EmbedderError(.cancelled, "The caller went away.")
            }
            // A large batch must not keep a thread from timers, searches and flips. A small one is
            // answered without a pause.
            if bytesSinceYield >= Self.bytesPerTurn {
                bytesSinceYield = 0
                await Task.yield()
            }
            bytesSinceYield += text.utf8.count
            vectors.append(vector(of: text))
        }
        return vectors
    }

    /// The text's vector; the same for a document and a query.
    package func vector(of text: String) -> [Float] {
        TextFeatures(of: text).hashed(into: identity.dimensions)
    }

    /// The words that `text` is taken for, each as often as it comes; of a text without words its
    /// characters.
    ///
    /// What the vector is made of, counted in one walk over the text without hashing any of it.
    package func tokens(of text: String) -> Int {
        var words = 0
        WordScanner.scan(text) { _ in words += 1 }
        return words > 0 ? words : text.unicodeScalars.count
    }
}

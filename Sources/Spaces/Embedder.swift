/// Turns texts into vectors of one space.
///
/// Cancelling the calling task ends the request. The answer is not trusted: whoever calls checks
/// it with `VectorValidity`.
package protocol Embedder: Sendable {
    var identity: SpaceIdentity { get }

    /// The most texts that one call takes.
    var textsPerCallMax: Int { get }

    /// The tokens of one text that the model takes in; nil: it has no bound, or none is known.
    var contextTokensMax: Int? { get }

    /// One vector for each text, in their order.
    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]]

    /// The same, with what the provider counted.
    func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding

    /// How many tokens the model makes of `text`: counted where the embedder can count, estimated
    /// from its bytes otherwise.
    func tokens(of text: String) -> Int
}

/// Texts' vectors, and what the provider says that they took.
package struct Embedding: Sendable, Hashable {
    /// One for each text, in their order.
    package var vectors: [[Float]]
    /// What the provider counted, of all the texts; nil: it does not say.
    package var tokens: Int?

    package init(vectors: [[Float]], tokens: Int? = nil) {
        self.vectors = vectors
        self.tokens = tokens
    }
}

extension Embedder {
    /// Bytes of UTF-8 that a token stands for, about, where nothing counts them.
    package static var bytesPerTokenEstimate: Int { 4 }

    package var contextTokensMax: Int? { nil }

    package func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        Embedding(vectors: try await embed(texts, as: role))
    }

    package func tokens(of text: String) -> Int {
        (text.utf8.count + Self.bytesPerTokenEstimate - 1) / Self.bytesPerTokenEstimate
    }
}

package enum EmbeddingRole: Sendable, Hashable {
    case document
    case query
}

package struct EmbedderError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// The provider's fault, or nobody's: try again later.
        case unavailable
        /// The provider will not serve whoever asks: a key, a quota, a model's name. It takes a
        /// person.
        case denied
        /// The provider refuses something about the texts and does not say which: ask for fewer.
        case batchRefused
        /// The provider answered, and the answer cannot be vectors of this space.
        case invalidAnswer
        /// One text is refused for a reason of its own; `position` says which.
        case textRefused(position: Int)
        case timedOut
        case cancelled
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String
    /// How long the provider wants to be left alone; nil: it does not say.
    package let retryAfter: Duration?
    /// Requests of the same work had been answered before: what they cost is paid.
    package var isPartlyPaid = false

    package init(_ code: Code, _ message: String, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
    }
}

/// The configured embedders, by target.
package protocol EmbedderCatalog: Sendable {
    /// The embedder for "provider:model[@dimensions]".
    ///
    /// May ask the provider what it knows of the model.
    ///
    /// - Throws: `EmbedderTargetError` with a sentence that says what there is.
    func embedder(forTarget target: String) async throws(EmbedderTargetError) -> any Embedder

    /// The embedder that serves the space `identity`.
    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder

    /// What a million tokens cost, in millionths of the configured currency; 0: nothing, as for a
    /// model on this machine.
    func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64
}

extension EmbedderCatalog {
    package func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64 { 0 }
}

/// Why a target has no embedder.
package struct EmbedderTargetError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// It cannot be read, or asks for what its model cannot give.
        case malformed
        /// Its provider has no such model.
        case unknownModel
        /// No configured provider claims it.
        case notConfigured
        /// As many models are embedded with as can be.
        case full
        /// Whoever would know does not answer now.
        case unavailable
        /// Whoever would know does not let this server in.
        case denied
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

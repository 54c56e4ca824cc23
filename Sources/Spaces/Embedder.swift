/// Turns texts into vectors of one space.
///
/// Cancelling the calling task ends the request. The answer is not trusted: whoever calls checks
/// it with `VectorValidity`.
package protocol Embedder: Sendable {
    var identity: SpaceIdentity { get }

    /// The most texts that one call takes.
    var textsPerCallMax: Int { get }

    /// One vector for each text, in their order.
    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]]
}

package enum EmbeddingRole: Sendable, Hashable {
    case document
    case query
}

package struct EmbedderError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// The provider's fault, or nobody's: try again later.
        case unavailable
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

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

/// The configured embedders, by target.
package protocol EmbedderCatalog: Sendable {
    /// The embedder for "provider:model[@dimensions]".
    ///
    /// - Throws: `EmbedderTargetError` with a sentence that says what there is.
    func embedder(forTarget target: String) throws(EmbedderTargetError) -> any Embedder

    /// The embedder that serves the space `identity`.
    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder
}

/// A target that no configured provider claims.
package struct EmbedderTargetError: Error, Sendable, Hashable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}

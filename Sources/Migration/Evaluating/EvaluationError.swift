package import Knowledge
package import Spaces

/// Why two profiles were not compared.
package struct EvaluationError: Error, Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        /// A query could not be embedded, or the evaluation was cancelled.
        case embedder(EmbedderError)
        /// The active profile does not answer: a dead provider may be why it is left.
        case activeSide(EmbedderError)
        case store(StoreError)
        /// There are neither queries nor items.
        case nothingToCompare
    }

    package let code: Code
    /// One sentence: what was wrong, and what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: EmbedderError) {
        self.init(.embedder(error), error.message)
    }

    init(activeSide error: EmbedderError, of active: ActiveProfile) {
        let target = active.space.identity.target
        self.init(
            .activeSide(error),
            "Inconclusive: the active profile, \(target), does not answer: \(error.message)"
        )
    }

    init(_ error: StoreError) {
        self.init(.store(error), error.message)
    }

    static let cancelled = EvaluationError(
        EmbedderError(.cancelled, "The evaluation was cancelled.")
    )
}

import Spaces
import Waiting

extension GuardedEmbedder {
    /// Asks once, and throws what any embedder would.
    func vectors(
        of texts: [String],
        _ terms: EmbeddingTerms
    ) async throws(EmbedderError) -> [[Float]] {
        let answer: Answer
        do throws(EmbeddingFailure) {
            answer = try await ask(texts, terms)
        } catch {
            throw EmbedderError(
                error.embedderCode,
                error.message,
                retryAfter: error.retryAt.map { max(.zero, $0 - timeline.now) }
            )
        }
        switch answer {
        case .vectors(let texts): return texts.vectors
        case .refused(let position, let message):
            throw EmbedderError(.textRefused(position: position), message)
        }
    }
}

extension EmbeddingFailure {
    fileprivate var embedderCode: EmbedderError.Code {
        switch code {
        case .notAsked, .failed: .unavailable
        case .textsDoubtful: .batchRefused
        case .cancelled: .cancelled
        }
    }
}

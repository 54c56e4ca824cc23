internal import Channels
internal import Spaces

/// The answers of a request's parts, in the texts' order.
struct PartedReply {
    private(set) var whole = EmbedReply(vectors: [], tokens: 0)
    private var isAnyAnswered = false

    mutating func append(_ answer: VectorsAnswer) {
        isAnyAnswered = true
        whole.vectors += answer.vectors
        whole.tokens = whole.tokens.flatMap { sum in answer.tokens.map { sum + $0 } }
    }

    /// A part's error as the whole request's.
    ///
    /// - Parameter partStart: the position of the part's first text.
    func completed(_ error: EmbedderError, partStart: Int) -> EmbedderError {
        let code: EmbedderError.Code =
            if case .textRefused(let position) = error.code {
                .textRefused(position: partStart + position)
            } else {
                error.code
            }
        var completed = EmbedderError(code, error.message, retryAfter: error.retryAfter)
        completed.isPartlyPaid = isAnyAnswered
        return completed
    }
}

import Knowledge
import Spaces
import Waiting

/// The vector of a query, or why there is none.
enum QueryVector: Sendable {
    case vector([Float])
    /// Of the provider's making, and it may pass.
    case unavailable(String)
    /// Of the query's own making.
    case refused(String)
    /// The caller has gone.
    case cancelled
}

/// Embeds the queries of one search together.
struct QueryEmbedding: Sendable {
    let serving: Serving
    let timeline: Timeline
    let limits: SearchLimits

    /// A vector for each of `texts` that is different.
    func vectors(of texts: [String], deadline: Duration?) async -> [String: QueryVector] {
        var vectors: [String: QueryVector] = [:]
        var asked = Array(Set(texts)).sorted()[...]
        while !asked.isEmpty {
            let chunk = asked.prefix(serving.embedder.textsPerCallMax)
            asked = asked.dropFirst(chunk.count)
            for (text, vector) in await embed(Array(chunk), deadline: deadline) {
                vectors[text] = vector
            }
        }
        return vectors
    }

    private func embed(
        _ texts: [String],
        deadline: Duration?
    ) async -> Zip2Sequence<[String], [QueryVector]> {
        let terms = terms(deadline)
        guard terms.timeout.map({ $0 > .zero }) ?? true else {
            let reason = "The caller's deadline is too near to embed the query."
            return zip(texts, texts.map { _ in .unavailable(reason) })
        }
        do throws(EmbeddingFailure) {
            let embedded = try await serving.embedder.embed(texts, terms)
            let vectors = embedded.vectors.enumerated().map { position, vector in
                vector.map(QueryVector.vector)
                    ?? .refused(embedded.refusals[position, default: "no reason was given"])
            }
            return zip(texts, vectors)
        } catch {
            let vector: QueryVector =
                Task.isCancelled ? .cancelled : .unavailable(error.message)
            return zip(texts, texts.map { _ in vector })
        }
    }

    private func terms(_ deadline: Duration?) -> EmbeddingTerms {
        var terms = EmbeddingTerms(role: .query, timeout: limits.embeddingWait)
        if let deadline {
            let left = deadline - limits.deadlineMargin - timeline.now
            if left < limits.embeddingWait {
                terms.timeout = left
                terms.timeoutIsFailure = false
            }
        }
        return terms
    }
}

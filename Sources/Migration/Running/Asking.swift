import Spaces

/// Asking an embedder outside of a migration.
extension MigrationSurroundings {
    typealias Answer = Result<FittedTexts, EmbedderError>

    /// The configured one, or one that stands for it until it is configured.
    func embedder(of space: Space) -> any Embedder {
        let identity = space.identity
        return (try? embedders.embedder(for: identity))
            ?? AwaitedEmbedder(identity: identity, catalog: embedders)
    }

    /// At low priority, with a time-out, and checked: what is answered may be stored.
    func answer(
        to texts: [String],
        from embedder: any Embedder,
        oversize: OversizePolicy = .reject
    ) async -> Answer {
        let target = embedder.identity.target
        let fitted = FittedEmbedder(embedder, policy: oversize)
        let deadline = Deadline(timeline: timeline, timeout: limits.embedTimeout)
        let answer = await withTaskGroup(of: Answer.self) { group in
            // Live embedding and searches come first where threads are short.
            group.addTask(priority: .background) {
                do throws(EmbedderError) {
                    return .success(
                        try await fitted.fitted(texts, as: .document) { deadline.renew() }
                    )
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await deadline.pass()
                let sentence = "\(target) did not answer within \(limits.embedTimeout)."
                return .failure(EmbedderError(.timedOut, sentence))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(Self.cancelled)
        }
        guard !Task.isCancelled else { return .failure(Self.cancelled) }
        guard case .success(let given) = answer else { return answer }
        let fault = VectorValidity.fault(
            in: given.vectors,
            count: texts.count,
            identity: embedder.identity
        )
        guard let fault else { return answer }
        let sentence = "The answer of \(target) cannot be stored: \(fault)."
        return .failure(EmbedderError(.invalidAnswer, sentence))
    }

    private static let cancelled = EmbedderError(.cancelled, "The request was cancelled.")
}

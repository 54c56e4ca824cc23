import Spaces
import Synchronization
import Waiting

// One call, and whoever waits for its answer and may leave before it comes.
extension GuardedEmbedder {
    private typealias Answered = OneShot<Result<FittedTexts, EmbedderError>>

    /// Embeds texts of any length, as the space's policy says.
    ///
    /// Ends with its caller's task and with its time, also when the embedder ignores both.
    func call(
        _ texts: [String],
        _ terms: EmbeddingTerms
    ) async throws(EmbedderError) -> FittedTexts {
        let begun = timeline.now
        let answer = Answered()
        let request = request(texts, as: terms.role, answering: answer)
        if answer.current == nil {
            if let timeout = terms.timeout {
                _ = await timeline.value(of: answer, until: begun + timeout)
            } else {
                _ = await answer.value()
            }
        }
        if let answer = answer.current { return try answer.get() }
        leave(request, answering: answer, begun: begun, isWatched: terms.isWatched)
        if Task.isCancelled { throw EmbedderError(.cancelled, "The caller has gone.") }
        let time = terms.timeout ?? timeline.now - begun
        throw EmbedderError(.timedOut, "\(identity.target) did not answer within \(time).")
    }

    /// Runs here and now until it first waits: an embedder in this process has answered by then,
    /// and no clock is started nor thread changed.
    ///
    /// No child of the caller, which would wait for a child that ignores its cancellation: and so
    /// would a hand-over that waits for the caller's write.
    private func request(
        _ texts: [String],
        as role: EmbeddingRole,
        answering answer: Answered
    ) -> Task<Void, Never> {
        let fitted = FittedEmbedder(embedder, policy: oversize())
        return Task.immediate {
            do throws(EmbedderError) {
                answer.fulfil(.success(try await fitted.fitted(texts, as: role)))
            } catch {
                answer.fulfil(.failure(error))
            }
        }
    }

    /// Nobody waits for the answer any more.
    ///
    /// That says nothing about an embedder which may be slow. So a few such calls run on for a
    /// while, to be told from those of an embedder that hangs.
    private func leave(
        _ request: Task<Void, Never>,
        answering answer: Answered,
        begun: Duration,
        isWatched: Bool
    ) {
        guard isWatched, watch.begin() else { return request.cancel() }
        Task {
            let last = await timeline.value(of: answer, until: begun + limits.hungAfter)
            request.cancel()
            learn(from: last, begun: begun)
            watch.end()
        }
    }

    /// What a call that nobody waited for tells of the embedder.
    private func learn(from last: Result<FittedTexts, EmbedderError>?, begun: Duration) {
        do throws(EmbedderError) {
            guard let texts = try last?.get() else {
                let time = timeline.now - begun
                throw EmbedderError(.timedOut, "\(identity.target) has not answered for \(time).")
            }
            if let fault = fault(in: texts, count: texts.vectors.count) {
                throw EmbedderError(.invalidAnswer, fault)
            }
            breaker.withLock { $0.succeeded() }
        } catch {
            switch error.code {
            case .unavailable, .denied, .timedOut, .invalidAnswer:
                let now = timeline.now
                breaker.withLock { breaker in
                    _ = breaker.failed(error.message, error.failure, wasProbe: false, at: now)
                }
            case .batchRefused, .textRefused, .cancelled:
                break
            }
        }
    }

    /// The first thing wrong with an answer for `count` texts.
    func fault(in texts: FittedTexts, count: Int) -> String? {
        VectorValidity.fault(in: texts.vectors, count: count, identity: identity)
    }
}

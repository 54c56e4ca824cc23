import Spaces

/// Embedding that ends: with an answer, a fault, or at its time-out.
struct BoundedEmbedding: Sendable {
    let embedder: any Embedder
    let timeline: Timeline
    let timeout: Duration

    typealias Answer = Result<[[Float]], EmbedderError>

    /// Calls `deliver` once, or not at all if the task is cancelled.
    ///
    /// It is called before the loser of the race has ended, so that an embedder that is slow to
    /// give up delays nobody.
    func embed(_ texts: [String], deliver: @Sendable (Answer) -> Void) async {
        await withTaskGroup(of: Answer.self) { group in
            group.addTask { await answer(to: texts) }
            group.addTask {
                await timeline.wait(until: timeline.now() + timeout)
                let sentence = "\(embedder.identity.target) did not answer within \(timeout)"
                return .failure(EmbedderError(.timedOut, sentence))
            }
            if let first = await group.next(), !Task.isCancelled { deliver(first) }
            group.cancelAll()
        }
    }

    private func answer(to texts: [String]) async -> Answer {
        do throws(EmbedderError) {
            return .success(try await embedder.embed(texts, as: .document))
        } catch {
            return .failure(error)
        }
    }
}

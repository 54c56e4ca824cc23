import Knowledge
import Spaces

/// Gives each item of a batch its vector, or puts it into the quarantine.
///
/// The shell of `FaultSearch`.
struct BatchHealing: Sendable {
    /// A text so short that every embedder takes it: what fails at it fails for its own reasons.
    static let probe = "moult"

    let store: any MemoryStore
    let space: SpaceID
    let embedder: GuardedEmbedder
    let timeout: Duration
    let unixMs: @Sendable () -> Int64

    enum End: Sendable {
        case done
        case storeFailed(StoreError)
        case embedderFailed(EmbeddingFailure)
    }

    /// - Parameter items: as many as one call takes.
    func callAsFunction(_ items: [Item]) async -> End {
        var search = FaultSearch(items)
        var step = search.begin()
        while true {
            do throws(EmbeddingFailure) {
                switch step {
                case .ask(let items):
                    switch try await ask(items) {
                    case .vectors(let texts):
                        if let error = await put(texts, of: items) { return .storeFailed(error) }
                        step = search.answered()
                    case .refused(let position, let reason):
                        step = search.refused(at: position, reason)
                    case .doubtful(let reason):
                        step = search.doubtful(reason)
                    }
                case .probe:
                    step = try await isAnswering(&search)
                case .over(let refusals):
                    return await quarantine(refusals).map(End.storeFailed) ?? .done
                case .embedderFailed(let reason):
                    return .embedderFailed(
                        EmbeddingFailure(
                            code: .textsDoubtful,
                            message: reason,
                            retryAt: embedder.problem?.nextTry
                        )
                    )
                }
            } catch {
                return .embedderFailed(error)
            }
        }
    }

    private enum Answer {
        case vectors(FittedTexts)
        case refused(position: Int, String)
        case doubtful(String)
    }

    private func ask(_ items: [Item]) async throws(EmbeddingFailure) -> Answer {
        do throws(EmbeddingFailure) {
            let terms = EmbeddingTerms(timeout: timeout, invalidAnswerIsFailure: false)
            switch try await embedder.ask(items.map(\.text), terms) {
            case .vectors(let texts): return .vectors(texts)
            case .refused(let position, let reason): return .refused(position: position, reason)
            }
        } catch  where error.code == .textsDoubtful {
            return .doubtful(error.message)
        }
    }

    private func isAnswering(
        _ search: inout FaultSearch
    ) async throws(EmbeddingFailure) -> FaultSearch.Step {
        do throws(EmbeddingFailure) {
            switch try await embedder.ask([Self.probe], EmbeddingTerms(timeout: timeout)) {
            case .vectors: return search.probeAnswered()
            case .refused(position: _, let reason): return search.probeFailed(reason)
            }
        } catch  where error.code == .textsDoubtful {
            return search.probeFailed(error.message)
        }
    }

    private func put(_ texts: FittedTexts, of items: [Item]) async -> StoreError? {
        let vectors = zip(items, zip(texts.vectors, texts.forms)).map { item, made in
            Vector(item: item.id, revision: item.revision, values: made.0, form: made.1)
        }
        do throws(StoreError) {
            try await store.put(vectors, in: space)
            return nil
        } catch {
            return error
        }
    }

    private func quarantine(_ refusals: [ItemRefusal]) async -> StoreError? {
        guard !refusals.isEmpty else { return nil }
        do throws(StoreError) {
            _ = try await store.quarantine(refusals, in: space, atUnixMs: unixMs())
            return nil
        } catch {
            return error
        }
    }
}

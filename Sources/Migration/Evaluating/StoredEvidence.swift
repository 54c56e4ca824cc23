import Knowledge
package import Spaces

/// Evidence that is gathered with what the store keeps: canaries, recorded queries, items.
package struct StoredEvidence: EvidenceGathering {
    private let store: any MigrationStores
    private let evaluator: Evaluator
    private let policy: EvaluationPolicy
    private let known: [KnownAnswer]
    private let canaryTexts: [String]
    private let unixMs: @Sendable () -> Int64

    /// - Parameters:
    ///   - known: queries whose right answers an operator gave.
    ///   - canaryTexts: an operator's own, beside those that are built in.
    package init(
        store: any MigrationStores,
        searching: any SpaceSearching,
        policy: EvaluationPolicy = .standard,
        known: [KnownAnswer] = [],
        canaryTexts: [String] = [],
        unixMs: @escaping @Sendable () -> Int64
    ) {
        self.store = store
        self.policy = policy
        self.known = known
        self.canaryTexts = canaryTexts
        self.unixMs = unixMs
        evaluator = Evaluator(
            items: store,
            queries: store,
            searching: searching,
            policy: policy,
            unixMs: unixMs
        )
    }

    package func checkCanaries(
        of space: Space,
        with embedder: any Embedder
    ) async throws(EvidenceError) -> CanaryFinding {
        do {
            guard let set = try await store.canaries(of: space.id) else {
                let fresh = try await CanaryCheck.make(
                    texts: CanaryTexts.builtIn + canaryTexts,
                    with: embedder,
                    unixMs: unixMs()
                )
                _ = try await store.keep(fresh, of: space.id)
                return .same
            }
            let verdict = try await CanaryCheck.verdict(of: set, with: embedder)
            return verdict.isSame ? .same : .drifted(verdict.sentence)
        } catch let error as EmbedderError {
            throw .embedder(error)
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .store(StoreError(.failed, "the canaries cannot be looked at: \(error)"))
        }
    }

    package func compare(
        _ active: ActiveProfile,
        with candidate: Profile,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(EvidenceError) -> EvaluationReport {
        do throws(EvaluationError) {
            return try await evaluator.evaluate(
                active: active,
                candidate: candidate,
                known: known,
                progress: progress
            )
        } catch {
            switch error.code {
            case .embedder(let error): throw .embedder(error)
            case .store(let error): throw .store(error)
            case .nothingToCompare, .activeSide:
                return .inconclusive(
                    active,
                    candidate,
                    k: policy.k,
                    because: error.message,
                    atUnixMs: unixMs()
                )
            }
        }
    }
}

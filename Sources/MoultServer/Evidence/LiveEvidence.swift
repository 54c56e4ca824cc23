internal import Knowledge
package import Migration
package import Spaces

/// What migrations are judged by: canaries, and the answers of two profiles to the same queries.
package struct LiveEvidence: EvidenceGathering {
    private let canaries: any CanaryStore
    private let evaluator: Evaluator
    /// For a space that has no canaries yet.
    private let canaryTexts: [String]
    /// Empty: real searches and items are the queries.
    private let known: [KnownAnswer]
    private let unixMs: @Sendable () -> Int64

    package init(
        canaries: any CanaryStore,
        evaluator: Evaluator,
        canaryTexts: [String],
        known: [KnownAnswer],
        unixMs: @escaping @Sendable () -> Int64
    ) {
        self.canaries = canaries
        self.evaluator = evaluator
        self.canaryTexts = canaryTexts
        self.known = known
        self.unixMs = unixMs
    }

    package func checkCanaries(
        of space: Space,
        with embedder: any Embedder
    ) async throws(EvidenceError) -> CanaryFinding {
        guard let set = try await set(of: space) else {
            let made = try await embedding { () throws(EmbedderError) in
                try await CanaryCheck.make(texts: canaryTexts, with: embedder, unixMs: unixMs())
            }
            try await storing { () throws(StoreError) in
                _ = try await canaries.keep(made, of: space.id)
            }
            return .same
        }
        let verdict = try await embedding { () throws(EmbedderError) in
            try await CanaryCheck.verdict(of: set, with: embedder)
        }
        return verdict.isSame ? .same : .drifted(verdict.sentence)
    }

    private func set(of space: Space) async throws(EvidenceError) -> CanarySet? {
        try await storing { () throws(StoreError) in try await canaries.canaries(of: space.id) }
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
            case .nothingToCompare:
                return nothing(between: active, and: candidate, why: error.message)
            }
        }
    }

    /// An empty store is no fault: there is only nothing to judge by.
    private func nothing(
        between active: ActiveProfile,
        and candidate: Profile,
        why: String
    ) -> EvaluationReport {
        EvaluationReport(
            k: 0,
            queries: EvaluationReport.Queries(),
            active: EvaluationReport.Side(
                epoch: active.epoch,
                target: active.space.identity.target
            ),
            candidate: EvaluationReport.Side(
                epoch: candidate.epoch,
                target: candidate.space.identity.target
            ),
            overlap: 0,
            rankBiasedOverlap: 0,
            worst: [],
            scoreMap: [],
            verdict: .inconclusive,
            sentence: why,
            atUnixMs: unixMs()
        )
    }
}

extension LiveEvidence {
    private func embedding<Value>(
        _ body: () async throws(EmbedderError) -> Value
    ) async throws(EvidenceError) -> Value {
        do throws(EmbedderError) { return try await body() } catch { throw .embedder(error) }
    }

    private func storing<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(EvidenceError) -> Value {
        do throws(StoreError) { return try await body() } catch { throw .store(error) }
    }
}

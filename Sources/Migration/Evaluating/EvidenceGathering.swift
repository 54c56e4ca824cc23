package import Knowledge
package import Spaces

/// What is found out about a space before anything is entrusted to it.
package protocol EvidenceGathering: Sendable {
    /// Whether `embedder` is still the model that filled `space`; a space without canaries gets
    /// them from it.
    func checkCanaries(
        of space: Space,
        with embedder: any Embedder
    ) async throws(EvidenceError) -> CanaryFinding

    /// Replays queries on both profiles.
    ///
    /// `progress` hears how many were replayed, and how many there are.
    func compare(
        _ active: ActiveProfile,
        with candidate: Profile,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(EvidenceError) -> EvaluationReport
}

package enum CanaryFinding: Sendable, Hashable {
    case same
    /// With one sentence: the text, how far its vector has moved, and what was allowed.
    case drifted(String)
}

/// Nothing could be found out.
package enum EvidenceError: Error, Sendable, Hashable {
    case embedder(EmbedderError)
    case store(StoreError)
}

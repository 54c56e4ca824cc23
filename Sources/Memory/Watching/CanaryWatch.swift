import Knowledge
import Logging
import Spaces
import Waiting

/// Watches whether the active space's model is still the one that filled the space.
///
/// At the start, every so often, and behind each flip.
struct CanaryWatch: Sendable {
    let store: any MemoryStore
    let live: LiveRoute
    let drift: Drift
    let timeline: Timeline
    let unixMs: @Sendable () -> Int64
    let settings: CanarySettings
    /// Wakes this watch: a flip.
    let wakeUp: Bell
    let healerWakeUp: Bell
    let logger: Logger

    /// Until the task is cancelled.
    func run() async {
        guard let every = settings.every else { return }
        while !Task.isCancelled {
            let isKnown = await look()
            let next = timeline.now + (isKnown ? every : settings.retry)
            await wakeUp.wait(until: next, on: timeline)
        }
    }

    /// - Returns: whether there is a verdict.
    private func look() async -> Bool {
        let serving = live.serving
        do {
            let verdict = try await verdict(of: serving)
            tell(verdict, of: serving.profile.space)
            return true
        } catch {
            if !Task.isCancelled {
                logger.warning(
                    "the canaries were not compared",
                    metadata: [
                        "space": "\(serving.profile.space.identity.target)",
                        "reason": "\(error)",
                    ]
                )
            }
            return false
        }
    }

    private func verdict(of serving: Serving) async throws -> CanaryVerdict {
        let space = serving.profile.space.id
        let embedder = CanaryCalls(embedder: serving.embedder, timeout: settings.timeout)
        if let set = try await store.canaries(of: space) {
            return try await CanaryCheck.verdict(of: set, with: embedder)
        }
        let made = try await CanaryCheck.make(
            texts: settings.texts,
            with: embedder,
            unixMs: unixMs()
        )
        let kept = try await store.keep(made, of: space)
        if kept == made { return .same(distance: 0) }
        return CanaryCheck.verdict(of: kept, given: made.canaries.map(\.values))
    }

    private func tell(_ verdict: CanaryVerdict, of space: Space) {
        switch verdict {
        case .same:
            guard drift.clear(space.id) else { return }
            logger.notice(
                "the canaries agree again",
                metadata: ["space": "\(space.identity.target)"]
            )
            healerWakeUp.ring()
        case .drifted:
            drift.raise(verdict.sentence, in: space.id, atUnixMs: unixMs())
            logger.error(
                "the model drifted under its name",
                metadata: [
                    "space": "\(space.identity.target)",
                    "reason": "\(verdict.sentence)",
                ]
            )
        }
    }
}

/// A guarded embedder as those ask it who know embedders alone, few texts at once: a live query
/// must not have to wait behind many.
private struct CanaryCalls: Embedder {
    let embedder: GuardedEmbedder
    let timeout: Duration

    var identity: SpaceIdentity { embedder.identity }
    var textsPerCallMax: Int { min(16, embedder.textsPerCallMax) }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        try await embedder.vectors(of: texts, EmbeddingTerms(role: role, timeout: timeout))
    }
}

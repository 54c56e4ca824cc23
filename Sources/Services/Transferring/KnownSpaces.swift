internal import Knowledge
internal import Messages
internal import RPC
package import Spaces

/// The spaces that a store knows, for what is carried out of it and into it.
package struct KnownSpaces: Sendable {
    private let store: any VectorStore & CanaryStore
    private let embedders: any EmbedderCatalog

    package init(_ store: any VectorStore & CanaryStore, embedders: any EmbedderCatalog) {
        self.store = store
        self.embedders = embedders
    }

    /// Of several that are named `target`, as for two digests of one model, the newest.
    func space(named target: String) async throws -> Space {
        let log = try await store.profileLog()
        guard let row = log.rows.last(where: { $0.space.identity.target == target }) else {
            throw RPCStatus(
                .notFound,
                "There is no space \(target); list the profiles to see which there are.",
                reason: .spaceUnknown,
                subject: target
            )
        }
        return row.space
    }

    func space(of identity: SpaceIdentity) async throws -> Space {
        let log = try await store.profileLog()
        guard let row = log.rows.last(where: { $0.space.identity == identity }) else {
            throw Self.unknown(identity.target)
        }
        return row.space
    }

    static func unknown(_ target: String) -> RPCStatus {
        RPCStatus(
            .failedPrecondition,
            "The store has no space \(target) of that very identity; list the profiles to see "
                + "which there are, or carry the items without vectors.",
            reason: .spaceUnknown,
            subject: target
        )
    }

    func canaries(of space: Space) async throws -> CanarySet? {
        try await store.canaries(of: space.id)
    }
}

/// Whether vectors from elsewhere belong into a space here.
extension KnownSpaces {
    /// By canaries that came with the vectors: the space's own must lie where they do, or else what
    /// the space's embedder makes of their texts.
    ///
    /// - Throws: FAILED_PRECONDITION with REASON_MODEL_DIFFERS if they do not.
    func prove(_ canaries: [CanarySet.Canary], of space: Space) async throws {
        guard !canaries.isEmpty else {
            throw Self.differs(
                "No canaries came with the vectors of \(space.identity.target), so nothing shows "
                    + "that its model made them; carry the items without vectors."
            )
        }
        let own = try await self.canaries(of: space)
        let brought = CanarySet(canaries: canaries, jitter: own?.jitter ?? 0, atUnixMs: 0)
        let verdict: CanaryVerdict
        if let known = Self.vectors(of: canaries.map(\.text), in: own) {
            verdict = CanaryCheck.verdict(of: brought, given: known)
        } else {
            verdict = try await asked(space, for: brought)
        }
        guard case .drifted(let drift) = verdict else { return }
        throw Self.differs(
            "The vectors that come do not belong into \(space.identity.target). " + drift.sentence
        )
    }

    /// nil: the set lacks one of the texts.
    private static func vectors(of texts: [String], in set: CanarySet?) -> [[Float]]? {
        let own = (set?.canaries ?? []).map { ($0.text, $0.values) }
        let known = Dictionary(own) { first, _ in first }
        let found = texts.compactMap { known[$0] }
        return found.count == texts.count ? found : nil
    }

    private func asked(
        _ space: Space,
        for canaries: CanarySet
    ) async throws(RPCStatus) -> CanaryVerdict {
        let embedder: any Embedder
        do throws(EmbedderTargetError) {
            embedder = try embedders.embedder(for: space.identity)
        } catch {
            throw RPCStatus(.failedPrecondition, error.message, reason: .embedderUnknown)
        }
        do throws(EmbedderError) {
            return try await CanaryCheck.verdict(of: canaries, with: embedder)
        } catch {
            throw RPCStatus(
                .unavailable,
                "The canaries cannot be compared: \(error.message)",
                reason: .semanticUnavailable,
                retryable: true
            )
        }
    }

    private static func differs(_ sentence: String) -> RPCStatus {
        RPCStatus(.failedPrecondition, sentence, reason: .modelDiffers, subject: "canaries")
    }
}

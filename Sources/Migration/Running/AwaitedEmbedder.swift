import Spaces

/// Stands for an embedder that no configured provider claims, until one does.
///
/// A migration whose embedder went from the configuration rests with that reason like any other
/// whose embedder is away: it can be watched and cancelled, and goes on when it is back.
struct AwaitedEmbedder: Embedder {
    let identity: SpaceIdentity
    let catalog: any EmbedderCatalog

    var textsPerCallMax: Int { present?.textsPerCallMax ?? 1 }

    private var present: (any Embedder)? { try? catalog.embedder(for: identity) }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        let embedder: any Embedder
        do throws(EmbedderTargetError) {
            embedder = try catalog.embedder(for: identity)
        } catch {
            throw EmbedderError(.unavailable, error.message)
        }
        return try await embedder.embed(texts, as: role)
    }
}

internal import LexicalEmbedder
package import Spaces

/// The embedders that need nothing but this machine.
package struct BuiltInCatalog: EmbedderCatalog {
    package init() {}

    package func embedder(
        forTarget target: String
    ) throws(EmbedderTargetError) -> any Embedder {
        guard let embedder = try LexicalEmbedder.named(target) else {
            throw EmbedderTargetError(
                .malformed,
                "\"\(target)\" names no embedder that is configured; there is builtin:lexical@D, "
                    + "with D from \(LexicalEmbedder.dimensionsMin) to "
                    + "\(LexicalEmbedder.dimensionsMax)."
            )
        }
        return embedder
    }

    package func embedder(
        for identity: SpaceIdentity
    ) throws(EmbedderTargetError) -> any Embedder {
        guard let embedder = LexicalEmbedder.serving(identity) else {
            throw EmbedderTargetError(
                .notConfigured,
                "No configured embedder serves the space \(identity.target) "
                    + "(digest \"\(identity.modelDigest)\")."
            )
        }
        return embedder
    }
}

extension EmbedderCatalog where Self == BuiltInCatalog {
    package static var builtIn: BuiltInCatalog { BuiltInCatalog() }
}

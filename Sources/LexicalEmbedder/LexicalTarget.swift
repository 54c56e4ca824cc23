package import Spaces

extension LexicalEmbedder {
    /// The embedder that `target` names, as "builtin:lexical@512" or "builtin:lexical".
    ///
    /// - Returns: nil if the target is another provider's.
    /// - Throws: a sentence, if it is this provider's and names nothing there is.
    package static func named(
        _ target: String
    ) throws(EmbedderTargetError) -> LexicalEmbedder? {
        guard target == provider || target.hasPrefix(provider + ":") else { return nil }
        let name = target.dropFirst(provider.count + 1)
        let parts = name.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.first.map(String.init) == model else {
            throw EmbedderTargetError(
                .unknownModel,
                "\"\(target)\" names no built-in embedder; the only one is "
                    + "\"\(provider):\(model)\"."
            )
        }
        guard parts.count == 2 else { return try LexicalEmbedder() }
        // `Int` would take a sign too.
        guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let dimensions = Int(parts[1])
        else {
            throw EmbedderTargetError(
                .malformed,
                "\"\(target)\": behind the @ stands the number of dimensions, as in "
                    + "\"\(provider):\(model)@\(dimensionsDefault)\"."
            )
        }
        return try LexicalEmbedder(dimensions: dimensions)
    }

    /// The embedder whose vectors belong to the space `identity`; nil if there is none.
    package static func serving(_ identity: SpaceIdentity) -> LexicalEmbedder? {
        guard let embedder = try? LexicalEmbedder(dimensions: identity.dimensions),
            embedder.identity == identity
        else { return nil }
        return embedder
    }
}

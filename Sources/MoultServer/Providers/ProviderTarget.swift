internal import Spaces

/// A target of a provider over the network, as "ollama:qwen3-embedding:4b@512".
///
/// The provider's kind stands before the first colon, the dimensions behind the last @; the rest is
/// the model, whose tag may have a colon of its own.
struct ProviderTarget: Sendable, Hashable {
    let kind: ProviderEntry.Kind
    /// Without the tag ":latest", which says nothing.
    let model: String
    /// nil: the model's own.
    let dimensions: Int?

    static let dimensionsMax = 65_536

    /// nil: it is another provider's.
    ///
    /// - Throws: a sentence, if it is one of these providers' and cannot be read.
    init?(_ target: String) throws(EmbedderTargetError) {
        guard let colon = target.firstIndex(of: ":"),
            let kind = ProviderEntry.Kind(rawValue: String(target[..<colon]))
        else { return nil }
        self.kind = kind
        var model = target[target.index(after: colon)...]
        if let at = model.lastIndex(of: "@") {
            let digits = model[model.index(after: at)...]
            // `Int` would take a sign too.
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let dimensions = Int(digits), (1...Self.dimensionsMax).contains(dimensions)
            else {
                throw EmbedderTargetError(
                    .malformed,
                    "\"\(target)\": behind the @ stands the number of dimensions, from 1 to "
                        + "\(Self.dimensionsMax), as in \"\(kind.rawValue):MODEL@768\"."
                )
            }
            self.dimensions = dimensions
            model = model[..<at]
        } else {
            dimensions = nil
        }
        self.model = Self.plain(String(model))
        guard !self.model.isEmpty else {
            throw EmbedderTargetError(
                .malformed,
                "\"\(target)\" names no model; write \"\(kind.rawValue):MODEL\"."
            )
        }
    }

    /// What serves the space; nil: none over the network.
    init?(_ identity: SpaceIdentity) {
        guard let kind = ProviderEntry.Kind(rawValue: identity.provider) else { return nil }
        self.kind = kind
        model = identity.model
        dimensions = identity.dimensions
    }

    /// The name of an Ollama model without the tag that it has when none is said.
    static func plain(_ model: String) -> String {
        let latest = ":latest"
        return model.hasSuffix(latest) ? String(model.dropLast(latest.count)) : model
    }
}

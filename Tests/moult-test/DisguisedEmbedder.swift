import Knowledge
import MoultServer
import Spaces
import TestSupport

/// A built-in embedder under another provider's name.
///
///     alias:lexical@512       the same model: what one embeds the other finds
///     shuffled:lexical@512    each text's vector has its axes in an order of its own: valid, and
///                             without meaning
struct DisguisedEmbedder: Embedder {
    enum Disguise: String {
        case alias
        case shuffled
    }

    let identity: SpaceIdentity
    private let worn: any Embedder
    private let disguise: Disguise

    /// nil: `target` names another provider.
    init?(target: String) throws(EmbedderTargetError) {
        guard let colon = target.firstIndex(of: ":"),
            let disguise = Disguise(rawValue: String(target[..<colon]))
        else { return nil }
        let worn = try BuiltInCatalog().embedder(forTarget: "builtin" + target[colon...])
        var identity = worn.identity
        identity.provider = disguise.rawValue
        self.identity = identity
        self.worn = worn
        self.disguise = disguise
    }

    var textsPerCallMax: Int { worn.textsPerCallMax }

    func tokens(of text: String) -> Int { worn.tokens(of: text) }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        let vectors = try await worn.embed(texts, as: role)
        guard disguise == .shuffled else { return vectors }
        return zip(texts, vectors).map { text, vector in
            var fingerprint = Fingerprint()
            fingerprint.combine(text)
            var numbers = SeededNumbers(seed: fingerprint.high)
            return vector.shuffled(using: &numbers)
        }
    }
}

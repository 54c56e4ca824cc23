import MoultServer
import Spaces
import Synchronization
import TestSupport

/// The usual embedders, and those of `fault:SCRIPT@D`.
///
/// One embedder for each target, however often it is asked for: a script counts its calls.
final class FaultCatalog: EmbedderCatalog {
    private static let provider = "fault"

    private let usual: BuiltInCatalog
    private let made = Mutex<[String: FaultEmbedder]>([:])

    init(beside usual: BuiltInCatalog) {
        self.usual = usual
    }

    func embedder(forTarget target: String) throws(EmbedderTargetError) -> any Embedder {
        guard target.hasPrefix(Self.provider + ":") else {
            return try usual.embedder(forTarget: target)
        }
        return try made.withLock { made throws(EmbedderTargetError) in
            if let embedder = made[target] { return embedder }
            let embedder = try FaultEmbedder(target: target)
            made[target] = embedder
            return embedder
        }
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        guard identity.provider == Self.provider else {
            return try usual.embedder(for: identity)
        }
        return try embedder(forTarget: identity.target)
    }
}

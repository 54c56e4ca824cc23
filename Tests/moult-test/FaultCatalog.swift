import MoultServer
import Spaces
import Synchronization
import TestSupport

/// The usual embedders, those of `fault:SCRIPT@D`, and the usual ones in disguise.
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
        if let disguised = try DisguisedEmbedder(target: target, usual: usual) { return disguised }
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
        let isOurs =
            identity.provider == Self.provider
            || DisguisedEmbedder.Disguise(rawValue: identity.provider) != nil
        guard isOurs else { return try usual.embedder(for: identity) }
        return try embedder(forTarget: identity.target)
    }

    func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64 {
        guard identity.provider == Self.provider else {
            return usual.microsPerMillionTokens(for: identity)
        }
        return made.withLock { $0[identity.target]?.microsPerMillionTokens ?? 0 }
    }
}

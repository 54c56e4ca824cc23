import MoultServer
import Spaces
import Synchronization
import TestSupport

/// The usual embedders, those of `fault:SCRIPT@D`, and the usual ones in disguise.
///
/// One embedder for each target, however often it is asked for: a script counts its calls.
final class FaultCatalog: EmbedderCatalog {
    private static let provider = "fault"

    private let usual: any EmbedderCatalog
    private let made = Mutex<[String: FaultEmbedder]>([:])

    init(beside usual: any EmbedderCatalog) {
        self.usual = usual
    }

    func embedder(
        forTarget target: String
    ) async throws(EmbedderTargetError) -> any Embedder {
        if let embedder = try ours(target) { return embedder }
        return try await usual.embedder(forTarget: target)
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        if let embedder = try ours(identity.target) { return embedder }
        return try usual.embedder(for: identity)
    }

    /// nil: `target` is one of the usual ones.
    private func ours(_ target: String) throws(EmbedderTargetError) -> (any Embedder)? {
        if let disguised = try DisguisedEmbedder(target: target) { return disguised }
        guard target.hasPrefix(Self.provider + ":") else { return nil }
        return try made.withLock { made throws(EmbedderTargetError) in
            if let embedder = made[target] { return embedder }
            let embedder = try FaultEmbedder(target: target)
            made[target] = embedder
            return embedder
        }
    }

    func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64 {
        guard identity.provider == Self.provider else {
            return usual.microsPerMillionTokens(for: identity)
        }
        return made.withLock { $0[identity.target]?.microsPerMillionTokens ?? 0 }
    }
}

import Spaces
import Synchronization

/// Whether the model of a space was found to be another than the one that filled it.
final class Drift: Sendable {
    private struct Found {
        let space: SpaceID
        let condition: Condition
    }

    /// nil: none was.
    private let found = Mutex<Found?>(nil)
    private let policy: CanarySettings.DriftPolicy

    init(policy: CanarySettings.DriftPolicy) {
        self.policy = policy
    }

    func condition(of space: SpaceID) -> Condition? {
        found.withLock { $0?.space == space ? $0?.condition : nil }
    }

    /// Why no vector may be made for `space`; nil: it may.
    func refusal(of space: SpaceID) -> String? {
        policy == .refuse ? condition(of: space)?.message : nil
    }

    /// Since when stands from the first time, the rest is news.
    func raise(_ message: String, in space: SpaceID, atUnixMs: Int64) {
        found.withLock { found in
            let earlier = found?.space == space ? found?.condition : nil
            found = Found(
                space: space,
                condition: Condition(
                    .canaryDrift,
                    message,
                    sinceUnixMs: earlier?.sinceUnixMs ?? atUnixMs
                )
            )
        }
    }

    /// - Returns: whether there was any.
    func clear(_ space: SpaceID) -> Bool {
        found.withLock { found in
            guard found?.space == space else { return false }
            found = nil
            return true
        }
    }
}

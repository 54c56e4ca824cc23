import Knowledge
package import Spaces
import Waiting

extension LiveMemory {
    /// Has the healer ask once more for what the active space's embedder refused.
    ///
    /// - Returns: how many are to be retried.
    package func retryQuarantined(
        _ selection: QuarantineSelection
    ) async throws(MemoryError) -> Int {
        let space = route.serving.profile.space.id
        let count = try await Memory.store { () throws(StoreError) in
            try await store.retryQuarantined(selection, in: space)
        }
        wakeHealer()
        return count
    }

    /// The healer looks at once for what it has to do.
    package func wakeHealer() {
        wakeUp.ring()
    }
}

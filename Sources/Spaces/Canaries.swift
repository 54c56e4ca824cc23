package import Knowledge

/// Texts whose vectors say whether a model is still the one that filled a space.
package struct CanarySet: Sendable, Hashable {
    package struct Canary: Sendable, Hashable {
        package let text: String
        /// As the embedder gave it when the set was made.
        package let values: [Float]

        package init(text: String, values: [Float]) {
            self.text = text
            self.values = values
        }
    }

    package let canaries: [Canary]
    /// The most that the provider's answers for one text were seen to differ: 1 - cosine.
    package let jitter: Double
    /// Milliseconds since 1970.
    package let atUnixMs: Int64

    package init(canaries: [Canary], jitter: Double, atUnixMs: Int64) {
        self.canaries = canaries
        self.jitter = jitter
        self.atUnixMs = atUnixMs
    }
}

/// Keeping canaries; a space has one set, made once.
package protocol CanaryStore: Sendable {
    func canaries(of space: SpaceID) async throws(StoreError) -> CanarySet?

    /// Keeps `set` as the space's, unless there is one.
    ///
    /// - Returns: the set that the space has.
    func keep(_ set: CanarySet, of space: SpaceID) async throws(StoreError) -> CanarySet
}

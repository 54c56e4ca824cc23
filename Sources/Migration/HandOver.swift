package import Knowledge
package import Spaces

/// What a migration asks of the live write path.
///
/// The route is a value in memory: the active space at start, after a crash and after any failure.
package protocol WriteRouting: Sendable {
    /// Turns new writes to `space`. Writes that the old embedder still works on get until
    /// `straggling` has passed, then commit without a vector.
    ///
    /// - Returns: when every write that began under the old route has committed.
    func turn(to space: Space, straggling: Duration) async

    /// Turns new writes back to the active space and lets go the acknowledgements that waited:
    /// they say *pending*.
    func turnBack() async

    /// Makes `profile` the one that searches pin and writes are embedded for, as one value, and
    /// lets go the acknowledgements that waited: they say *embedded*.
    ///
    /// Not async: called as soon as the flip has committed, and only swaps a value.
    ///
    /// - Returns: false: it cannot be served from yet, and nothing has changed.
    func publish(_ profile: ActiveProfile) -> Bool

    /// Why the write path had to give up the new embedder since `turn`; nil: it has not.
    func newEmbedderFault() -> String?

    /// The longest time an acknowledgement was held since `turn`.
    func longestHold() -> Duration
}

/// What a migration asks of the search indexes.
package protocol IndexBuilding: Sendable {
    /// Loads the vectors of `space` beside the live index and keeps it fed by commits from then on.
    /// Returns when it is ready to be searched.
    func prepare(_ space: Space) async throws(StoreError)

    /// Lets go of an index that is neither the live one nor retained.
    func discard(_ space: SpaceID)

    /// Keeps the index of `space` loaded and fed by commits until `release`, also when the space
    /// is no longer the live one; loads it if it is not. Again: nothing more.
    func retain(_ space: Space) async throws(StoreError)

    /// Lets go of what `retain` kept, unless it is the live one; what nobody retains is left alone.
    func release(_ space: SpaceID)
}

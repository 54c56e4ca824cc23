package import Knowledge
package import Spaces

/// What an operator's hands and a migration's evidence need of the store.
///
/// As with every write port, a call that returns has committed.
package protocol MigrationControlStore: Sendable {
    /// Sets the knobs of a migration, ended or not. nil: there is none of that epoch.
    func set(
        _ settings: MigrationSettings,
        of epoch: Epoch
    ) async throws(StoreError) -> MigrationRecord?

    /// Counts `micros` as spent before the request that costs them.
    func setAside(_ micros: Int64, by epoch: Epoch) async throws(StoreError)

    /// Stores vectors as `put` does, and settles what was set aside for them, in one transaction.
    ///
    /// - Returns: the vectors that took effect.
    func put(
        _ vectors: [Vector],
        in space: SpaceID,
        settling settlement: Settlement
    ) async throws(StoreError) -> Int

    /// Settles without vectors: the request failed, or was not made.
    func settle(_ settlement: Settlement) async throws(StoreError)

    /// Keeps a comparison; the newest of an epoch is the one that is read.
    func keep(_ report: EvaluationReport, of epoch: Epoch) async throws(StoreError)

    func evaluation(of epoch: Epoch) async throws(StoreError) -> EvaluationReport?

    /// Takes current vectors of the space `source` over into `target`, for items behind `after` that
    /// have none there; both have the same dimensions.
    func adoptVectors(
        of source: SpaceID,
        into target: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> AdoptedVectors

    /// Items whose text has more than `bytes` bytes of UTF-8.
    func itemsLonger(than bytes: Int) async throws(StoreError) -> Int
}

/// What a request turned out to cost.
package struct Settlement: Sendable, Hashable {
    package let epoch: Epoch
    /// Of what was set aside.
    package let givenBackMicros: Int64
    package let tokens: Int64

    package init(epoch: Epoch, givenBackMicros: Int64, tokens: Int64) {
        self.epoch = epoch
        self.givenBackMicros = givenBackMicros
        self.tokens = tokens
    }
}

/// One page of vectors that were taken over.
package struct AdoptedVectors: Sendable, Hashable {
    package let adopted: Int
    /// The last item that was looked at; nil: there was none.
    package let through: ItemID?
    package let hasMore: Bool

    package init(adopted: Int, through: ItemID?, hasMore: Bool) {
        self.adopted = adopted
        self.through = through
        self.hasMore = hasMore
    }
}

/// The bounds and paces of a migration.
///
/// Each is a setting of `moult serve`.
package struct MigrationLimits: Sendable, Hashable {
    /// How long one request to the embedder may take.
    package var embedTimeout: Duration = .seconds(60)
    /// What writes that the old embedder still works on get when the route turns.
    package var straggling: Duration = .seconds(1)
    /// How long the flip may wait for the writer; past it `permit` says no.
    package var flipWait: Duration = .seconds(2)
    /// Flips in a row that time out or find something missing before the hand-over is abandoned.
    package var flipTriesMax = 5
    /// The pause after the first failure in a row; each further failure doubles it.
    package var backoffFirst: Duration = .seconds(1)
    package var backoffMax: Duration = .seconds(60)
    /// How often a refused item is looked at again.
    package var refusalCheck: Duration = .seconds(5)
    /// How often a full disk is tried again.
    package var diskFullRetry: Duration = .seconds(5)
    /// How often the write path is asked whether the new embedder serves it, during a hand-over.
    package var faultPoll: Duration = .milliseconds(100)
    /// How often the counts are read from the store.
    package var countRefresh: Duration = .seconds(10)
    /// The stretch of time that the rate is taken over.
    package var rateWindow: Duration = .seconds(10)
    /// The most items in one request to the embedder.
    package var batchItemsMax = 1_000
    /// The most requests to the embedder in flight.
    package var concurrencyMax = 64
    /// The most items that a plan embeds.
    package var sampleItemsMax = 1_000
    /// Vectors deleted by one transaction of a prune.
    package var pruneVectors = 1_000
    /// Subscribers of one migration's feed.
    package var subscribersMax = 1_024
    /// Silence after which a subscriber gets a heartbeat.
    package var heartbeat: Duration = .seconds(15)

    package static let standard = MigrationLimits()

    package init() {}
}

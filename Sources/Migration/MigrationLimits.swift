/// The bounds and paces of a migration.
///
/// Each is a setting of `moult serve`.
package struct MigrationLimits: Sendable, Hashable {
    /// How long one request to the embedder may take.
    package var embedTimeout: Duration = .seconds(60)
    /// How long one look at a space's canaries may take.
    package var canaryTimeout: Duration = .seconds(180)
    /// How long the comparison before a flip may take.
    package var evaluationTimeout: Duration = .seconds(3_600)
    /// What writes that the old embedder still works on get when the route turns.
    package var straggling: Duration = .seconds(1)
    /// How long the flip may wait for the writer; past it `permit` says no.
    package var flipWait: Duration = .seconds(2)
    /// Flips in a row that time out or find something missing before the hand-over is abandoned.
    package var flipTriesMax = 5
    /// The pause after the first failure in a row; each further failure doubles it.
    package var backoffFirst: Duration = .seconds(1)
    package var backoffMax: Duration = .seconds(60)
    /// The longest that a provider's own wish to be left alone is heeded.
    package var retryAfterMax: Duration = .seconds(3_600)
    /// How often a provider that refuses whoever asks is tried again.
    package var deniedRetry: Duration = .seconds(60)
    /// How often the canaries are looked at while items are embedded.
    package var canaryEvery: Duration = .seconds(300)
    /// How often canaries that drifted are looked at again.
    package var driftRecheck: Duration = .seconds(60)
    /// How often a hook that refused the cut-over is asked again.
    package var hookRetry: Duration = .seconds(60)
    /// How often what came meanwhile is embedded while it holds.
    package var holdPoll: Duration = .seconds(1)
    /// How often the live system is looked at, if it is to be yielded to.
    package var loadLook: Duration = .seconds(1)
    /// How often a full disk is tried again.
    package var diskFullRetry: Duration = .seconds(5)
    /// How often the write path is asked whether the new embedder serves it, during a hand-over.
    package var faultPoll: Duration = .milliseconds(100)
    /// How often the counts are read from the store.
    package var countRefresh: Duration = .seconds(10)
    /// The stretch of time that the rate is taken over.
    package var rateWindow: Duration = .seconds(10)
    /// The stretch of time that the forecast is made from.
    package var forecastWindow: Duration = .seconds(30)
    /// Batches for each request in flight that may wait for the store.
    package var unstoredPerSlot = 2
    /// Rounds of batches that are read ahead, a round being one for each request in flight.
    package var roundsAhead = 4
    /// Vectors that are taken over from another space at once.
    package var adoptedPage = 1_000
    /// The most items in one request to the embedder.
    package var batchItemsMax = 1_000
    /// The most requests to the embedder in flight.
    package var concurrencyMax = 64
    /// The highest `items_per_second_max`.
    package var itemsPerSecondMost: Double = 1_000_000
    /// The highest `nice`.
    package var niceMax: Double = 100
    /// The highest bound on the live system's p99, in milliseconds.
    package var liveBoundMsMax = 60_000
    /// The highest spend limit: a thousand million of the currency.
    package var spendMicrosMost: Int64 = 1_000_000_000_000_000
    /// The longest rollback window: a year.
    package var rollbackWindowSecondsMax = 366 * 86_400
    /// The most items that a plan or an adoption embeds.
    package var sampleItemsMax = 1_000
    /// The most rows of a listing.
    package var pageRowsMax = 1_000
    /// The most keys of one retry of the quarantine.
    package var retriedKeysMax = 1_000
    /// The most queries of one evaluation.
    package var evaluationQueriesMax = 10_000
    /// Vectors deleted by one transaction of a prune.
    package var pruneVectors = 1_000
    /// Subscribers of one migration's feed.
    package var subscribersMax = 4_096
    /// Silence after which a subscriber gets a heartbeat.
    package var heartbeat: Duration = .seconds(15)
    /// How often subscribers who wait for something are looked at.
    package var feedTick: Duration = .milliseconds(100)
    /// How often spaces inside their rollback window are looked at for what they lack.
    package var freshPoll: Duration = .seconds(2)
    /// Items in one request for a space inside its rollback window.
    package var freshBatchItems = 32
    /// A space whose embedder costs money is kept fresh, too.
    package var keepsPaidSpacesFresh = false

    package static let standard = MigrationLimits()

    package init() {}
}

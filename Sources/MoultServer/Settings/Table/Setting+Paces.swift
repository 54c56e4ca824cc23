// The paces of every migration.
extension Setting {
    static let canaryTimeoutMs = integer(
        "migration.canaryTimeoutMs",
        180_000,
        in: 1...3_600_000,
        "how long one look at a space's canaries may take"
    )
    static let evaluationTimeoutMs = integer(
        "migration.evaluationTimeoutMs",
        3_600_000,
        in: 1...86_400_000,
        "how long the comparison before a flip may take"
    )
    static let flipTriesMax = integer(
        "migration.flipTriesMax",
        5,
        in: 1...1_000,
        "flips in a row that fail before a hand-over is abandoned"
    )
    static let backoffFirstMs = integer(
        "migration.backoffFirstMs",
        1_000,
        in: 1...3_600_000,
        "the rest after a first failure; each further one doubles it"
    )
    static let backoffMaxMs = integer(
        "migration.backoffMaxMs",
        60_000,
        in: 1...86_400_000,
        "the longest rest"
    )
    static let retryAfterMaxMs = integer(
        "migration.retryAfterMaxMs",
        3_600_000,
        in: 1...86_400_000,
        "the longest that a provider's own wish for rest is heeded"
    )
    static let deniedRetryMs = integer(
        "migration.deniedRetryMs",
        60_000,
        in: 1...86_400_000,
        "how often a provider that refuses its key is tried again"
    )
    static let driftRecheckMs = integer(
        "migration.driftRecheckMs",
        60_000,
        in: 1...86_400_000,
        "how often canaries that drifted are looked at again"
    )
    static let hookRetryMs = integer(
        "migration.hookRetryMs",
        60_000,
        in: 1...86_400_000,
        "how often a hook that refused is asked again"
    )
    static let holdPollMs = integer(
        "migration.holdPollMs",
        1_000,
        in: 10...3_600_000,
        "how often what came meanwhile is embedded while it holds"
    )
    static let loadLookMs = integer(
        "migration.loadLookMs",
        1_000,
        in: 10...3_600_000,
        "how often the live system is looked at"
    )
    static let diskFullRetryMs = integer(
        "migration.diskFullRetryMs",
        5_000,
        in: 10...3_600_000,
        "how often a full disk is tried again"
    )
    static let faultPollMs = integer(
        "migration.faultPollMs",
        100,
        in: 10...60_000,
        "how often a hand-over asks whether its embedder serves writes"
    )
    static let countRefreshMs = integer(
        "migration.countRefreshMs",
        10_000,
        in: 100...3_600_000,
        "how often the counts are read from the store"
    )
    static let rateWindowMs = integer(
        "migration.rateWindowMs",
        10_000,
        in: 100...3_600_000,
        "the stretch of time that rates are taken over"
    )
    static let forecastWindowMs = integer(
        "migration.forecastWindowMs",
        30_000,
        in: 100...3_600_000,
        "the stretch of time that forecasts are made from"
    )
    static let freshPollMs = integer(
        "migration.freshPollMs",
        2_000,
        in: 10...3_600_000,
        "how often spaces inside their rollback window are looked at"
    )
    static let freshBatchItems = integer(
        "migration.freshBatchItems",
        32,
        in: 1...1_000,
        "items in one request for such a space"
    )
    static let adoptedPage = integer(
        "migration.adoptedPage",
        1_000,
        in: 1...100_000,
        "vectors that are taken over at once"
    )
    static let sampleItemsMax = integer(
        "migration.sampleItemsMax",
        1_000,
        in: 1...10_000,
        "the most items that a plan or an adoption embeds"
    )
    static let pruneVectors = integer(
        "migration.pruneVectors",
        1_000,
        in: 1...100_000,
        "vectors that one transaction of a prune deletes"
    )
    static let feedHeartbeatMs = integer(
        "migration.heartbeatMs",
        15_000,
        in: 100...3_600_000,
        "silence after which a watcher hears a heartbeat"
    )
    static let keepsPaidSpacesFresh = flag(
        "migration.keepsPaidSpacesFresh",
        false,
        "keep a space fresh for a rollback also when its embedder costs money"
    )
}

extension Setting {
    static let paces: [Setting] = [
        .canaryTimeoutMs, .evaluationTimeoutMs, .flipTriesMax, .backoffFirstMs, .backoffMaxMs,
        .retryAfterMaxMs, .deniedRetryMs, .driftRecheckMs, .hookRetryMs, .holdPollMs, .loadLookMs,
        .diskFullRetryMs, .faultPollMs, .countRefreshMs, .rateWindowMs, .forecastWindowMs,
        .freshPollMs, .freshBatchItems, .adoptedPage, .sampleItemsMax, .pruneVectors,
        .feedHeartbeatMs, .keepsPaidSpacesFresh,
    ]
}

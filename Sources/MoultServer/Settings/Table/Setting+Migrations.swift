// What a new migration starts with, where no knob says otherwise, and what any may do.
extension Setting {
    static let migrationRate = decimal(
        "migration.itemsPerSecondMax",
        0,
        in: 0...1_000_000,
        "items a second; 0: as fast as it goes"
    )
    static let migrationBatchItems = integer(
        "migration.batchItems",
        64,
        in: 1...1_000,
        "items in one request to the embedder"
    )
    static let migrationConcurrency = integer(
        "migration.concurrency",
        4,
        in: 1...64,
        "requests in flight"
    )
    static let migrationNice = decimal(
        "migration.nice",
        0,
        in: 0...100,
        "rests after each request, in times that it took"
    )
    static let migrationHours = text(
        "migration.hours",
        "",
        "the hours of the day in UTC, as 22:00-06:00; empty: any"
    )
    static let migrationSearchP99Ms = integer(
        "migration.searchP99Ms",
        0,
        in: 0...60_000,
        "p99 of searches past which it backs off; 0: not looked at"
    )
    static let migrationQueryWaitMs = integer(
        "migration.queryWaitMs",
        0,
        in: 0...60_000,
        "wait for a query's vector past which it backs off; 0: not looked at"
    )
    static let migrationSlowWrites = flag(
        "migration.slowWrites",
        false,
        "slow writes when it would not converge otherwise"
    )
    static let migrationSpendLimit = decimal(
        "migration.spendLimit",
        0,
        in: 0...1_000_000_000,
        "what it may spend, in the currency; 0: no limit"
    )
    static let migrationOversize = choice(
        "migration.oversize",
        "reject",
        of: ["reject", "truncate", "split"],
        "what becomes of texts that are too long for the model"
    )
    static let migrationQuarantineShareMax = decimal(
        "migration.quarantineShareMax",
        0.05,
        in: 0...1,
        "share of the items that may be quarantined at the flip"
    )
    static let migrationGate = choice(
        "migration.gate",
        "hold",
        of: ["block", "hold", "inform"],
        "what a verdict does to the flip"
    )
    static let migrationHold = flag(
        "migration.hold",
        false,
        "wait before the flip until it is told to cut over"
    )
    static let migrationRollbackWindowHours = integer(
        "migration.rollbackWindowHours",
        24,
        in: 0...8_784,
        "how long the space that was active before is kept fresh"
    )
    static let cutOverHook = text(
        "migration.cutOverHook",
        "",
        "a program that is asked before each flip; empty: none"
    )
    static let cutOverHookTimeoutMs = integer(
        "migration.cutOverHookTimeoutMs",
        60_000,
        in: 1...3_600_000,
        "how long it may take; then the flip is refused"
    )
}

extension Setting {
    static let migrations: [Setting] = [
        .migrationRate, .migrationBatchItems, .migrationConcurrency, .migrationNice,
        .migrationHours, .migrationSearchP99Ms, .migrationQueryWaitMs, .migrationSlowWrites,
        .migrationSpendLimit, .migrationOversize, .migrationQuarantineShareMax, .migrationGate,
        .migrationHold, .migrationRollbackWindowHours, .cutOverHook, .cutOverHookTimeoutMs,
    ]
}

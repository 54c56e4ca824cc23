package import Knowledge
package import Logging
package import Spaces
package import Waiting

/// Everything that a migration reads and writes.
package typealias MigrationStores = MigrationStore & MigrationControlStore & QuarantineStore
    & CanaryStore & ItemStore & QueryLog

/// What migrations work with.
package struct MigrationSurroundings: Sendable {
    package let store: any MigrationStores
    package let embedders: any EmbedderCatalog
    package let routing: any WriteRouting
    package let indexes: any IndexBuilding
    package let searching: any SpaceSearching
    /// How the live system does, for the migrations that yield to it.
    package let load: any LiveLoadMeasuring
    /// Slows writes down, for the migrations that may.
    package let arrivals: any ArrivalLimiting
    package let evidence: any EvidenceGathering
    /// Asked before each hand-over; nil: nobody is.
    package let hook: (any CutOverHook)?
    package let timeline: Timeline
    /// The wall clock in milliseconds since 1970, for what is stored and shown.
    package let unixMs: @Sendable () -> Int64
    package let limits: MigrationLimits
    /// What a migration starts with where no knob says otherwise.
    package let defaults: MigrationSettings
    /// What an evaluation that an operator asks for goes by.
    package let evaluationPolicy: EvaluationPolicy
    /// Has the active space's missing vectors looked after at once.
    package let healerWakeUp: @Sendable () -> Void
    /// Spreads the rests after failures.
    package let jitterSeed: UInt64
    package let logger: Logger

    package init(
        store: any MigrationStores,
        embedders: any EmbedderCatalog,
        routing: any WriteRouting,
        indexes: any IndexBuilding,
        searching: any SpaceSearching,
        load: any LiveLoadMeasuring,
        arrivals: any ArrivalLimiting,
        evidence: any EvidenceGathering,
        hook: (any CutOverHook)? = nil,
        clock: any Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        limits: MigrationLimits = .standard,
        defaults: MigrationSettings = .standard,
        evaluationPolicy: EvaluationPolicy = .standard,
        healerWakeUp: @escaping @Sendable () -> Void = {},
        jitterSeed: UInt64,
        logger: Logger = Logger(label: "migration")
    ) {
        self.store = store
        self.embedders = embedders
        self.routing = routing
        self.indexes = indexes
        self.searching = searching
        self.load = load
        self.arrivals = arrivals
        self.evidence = evidence
        self.hook = hook
        self.timeline = Timeline(clock)
        self.unixMs = unixMs
        self.limits = limits
        self.defaults = defaults
        self.evaluationPolicy = evaluationPolicy
        self.healerWakeUp = healerWakeUp
        self.jitterSeed = jitterSeed
        self.logger = logger
    }
}

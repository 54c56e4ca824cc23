package import Logging
package import Spaces

/// What migrations work with.
package struct MigrationSurroundings: Sendable {
    package let store: any MigrationStore
    package let embedders: any EmbedderCatalog
    package let routing: any WriteRouting
    package let indexes: any IndexBuilding
    package let timeline: Timeline
    /// The wall clock in milliseconds since 1970, for what is stored and shown.
    package let unixMs: @Sendable () -> Int64
    package let limits: MigrationLimits
    /// Spreads the rests after failures.
    package let jitterSeed: UInt64
    package let logger: Logger

    package init(
        store: any MigrationStore,
        embedders: any EmbedderCatalog,
        routing: any WriteRouting,
        indexes: any IndexBuilding,
        clock: any Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        limits: MigrationLimits = .standard,
        jitterSeed: UInt64,
        logger: Logger = Logger(label: "migration")
    ) {
        self.store = store
        self.embedders = embedders
        self.routing = routing
        self.indexes = indexes
        self.timeline = Timeline(clock)
        self.unixMs = unixMs
        self.limits = limits
        self.jitterSeed = jitterSeed
        self.logger = logger
    }
}

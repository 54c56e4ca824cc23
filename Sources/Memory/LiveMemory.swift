package import Knowledge
package import Logging
package import Spaces
package import Waiting

/// The memory while it lives: text in, and found again.
///
///     let feed = CommitFeed(factory: factory, settings: settings)
///     let store = SQLiteStore(…, observers: feed.observers)
///     let memory = try await LiveMemory.start(on: store, feed: feed, …)
///     await memory.run()    // heals, until cancelled
///
/// Architecture Invariant: it knows of no migration. A hand-over commands `route`, and prepares and
/// discards indexes here.
package final class LiveMemory: Sendable {
    /// What searches pin and writes are embedded for; commanded by a hand-over.
    package let route: LiveRoute

    let store: any MemoryStore
    let feed: CommitFeed
    let settings: MemorySettings
    let timeline: Timeline
    let unixMs: @Sendable () -> Int64
    /// Wakes the healer.
    let wakeUp: Bell
    let embedders: GuardedEmbedders
    let latency: LiveLatency
    let arrivals: ArrivalLimit
    let drift: Drift
    let recorder: QueryRecorder

    let ingestPath: Ingest
    private let searchPath: Search
    private let healer: Healer
    private let canaryWatch: CanaryWatch

    private init(
        store: any MemoryStore,
        feed: CommitFeed,
        route: LiveRoute,
        embedders: GuardedEmbedders,
        wakeUp: Bell,
        flipWakeUp: Bell,
        surroundings: Surroundings
    ) {
        self.store = store
        self.feed = feed
        self.route = route
        self.wakeUp = wakeUp
        self.embedders = embedders
        settings = feed.settings
        timeline = surroundings.timeline
        unixMs = surroundings.unixMs
        latency = LiveLatency(timeline: timeline)
        arrivals = ArrivalLimit(timeline: timeline, limits: settings.writes)
        recorder = QueryRecorder(
            store: store,
            settings: settings.queries,
            timeline: timeline,
            unixMs: unixMs,
            logger: surroundings.logger
        )
        drift = Drift(policy: settings.canaries.onDrift)
        ingestPath = Ingest(
            store: store,
            live: route,
            timeline: timeline,
            settings: settings,
            unixMs: unixMs,
            healerWakeUp: wakeUp,
            arrivals: arrivals,
            drift: drift
        )
        searchPath = Search(
            store: store,
            live: route,
            timeline: timeline,
            settings: settings,
            latency: latency,
            recorder: recorder
        )
        healer = Healer(
            store: store,
            live: route,
            indexes: feed.indexes,
            drift: drift,
            timeline: timeline,
            unixMs: unixMs,
            settings: settings,
            wakeUp: wakeUp,
            logger: surroundings.logger
        )
        canaryWatch = CanaryWatch(
            store: store,
            live: route,
            drift: drift,
            timeline: timeline,
            unixMs: unixMs,
            settings: settings.canaries,
            wakeUp: flipWakeUp,
            healerWakeUp: wakeUp,
            logger: surroundings.logger
        )
    }
}

/// What hears of the store's commits.
///
/// Made before the store, which is made with `observers`.
package struct CommitFeed: Sendable {
    package let indexes: IndexRegistry
    package let cache: ItemCache
    package let settings: MemorySettings

    package init(factory: any VectorSearchFactory, settings: MemorySettings = MemorySettings()) {
        indexes = IndexRegistry(factory: factory)
        cache = ItemCache(bytesMax: settings.itemCacheBytesMax)
        self.settings = settings
    }

    package var observers: [any CommitObserver] { [indexes, cache] }
}

/// The world outside the domain, as parameters.
package struct Surroundings: Sendable {
    package var timeline: Timeline
    /// Milliseconds since 1970.
    package var unixMs: @Sendable () -> Int64
    package var logger: Logger

    package init(
        clock: any Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger
    ) {
        timeline = Timeline(clock)
        self.unixMs = unixMs
        self.logger = logger
    }
}

extension LiveMemory {
    /// Reads the profile log, loads the active profile's index, and is ready to serve.
    ///
    /// - Parameters:
    ///   - oversize: what becomes of texts too long for a space's model; asked at each request.
    ///   - firstIdentity: the space of the first profile of a store that has none; in one that has,
    ///     it decides nothing.
    package static func start(
        on store: any MemoryStore,
        feed: CommitFeed,
        catalog: any EmbedderCatalog,
        oversize: @escaping @Sendable (SpaceID) -> OversizePolicy = { _ in .reject },
        firstIdentity: SpaceIdentity,
        surroundings: Surroundings
    ) async throws(MemoryError) -> LiveMemory {
        let embedders = GuardedEmbedders(
            catalog,
            oversize: oversize,
            limits: feed.settings.breaker,
            timeline: surroundings.timeline
        )
        let log = try await Memory.store { () throws(StoreError) in
            try await store.establish(firstIdentity, atUnixMs: surroundings.unixMs())
        }
        guard let active = log.active else {
            throw MemoryError(.storeFailed, "The profile log holds no profile that finished.")
        }
        let index = try await Memory.store { () throws(StoreError) in
            try await feed.indexes.prepare(active.space, from: store)
        }
        let embedder: GuardedEmbedder
        do throws(EmbedderTargetError) {
            embedder = try embedders.embedder(for: active.space)
        } catch {
            throw MemoryError(.embedderUnknown, error.message)
        }
        guard let serving = Serving(profile: active, index: index, embedder: embedder) else {
            throw MemoryError(
                .embedderUnknown,
                "The embedder that was found is not one of \(active.space.identity.target)."
            )
        }
        let wakeUp = Bell()
        let flipWakeUp = Bell()
        let route = LiveRoute(
            serving: serving,
            indexes: feed.indexes,
            embedders: embedders,
            limits: feed.settings.writes,
            surroundings: surroundings,
            wakeUp: wakeUp,
            flipWakeUp: flipWakeUp
        )
        return LiveMemory(
            store: store,
            feed: feed,
            route: route,
            embedders: embedders,
            wakeUp: wakeUp,
            flipWakeUp: flipWakeUp,
            surroundings: surroundings
        )
    }

    /// The parent of all that the memory does by itself.
    ///
    /// Until the task is cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.healer.run() }
            group.addTask { await self.canaryWatch.run() }
            group.addTask { await self.recorder.run() }
        }
    }
}

// Writing and finding.
extension LiveMemory {
    /// Stores items: an outcome for each, in their order.
    ///
    /// - Parameter timeout: what is left of the caller's time; nil: it has no deadline.
    package func ingest(
        _ drafts: [ItemDraft],
        claim: IdempotencyClaim? = nil,
        within timeout: Duration? = nil
    ) async throws(MemoryError) -> [IngestOutcome] {
        try await ingestPath(drafts, claim: claim, deadline: timeout.map { timeline.now + $0 })
    }

    /// Answers queries, in their order, all from one epoch.
    ///
    /// - Parameter timeout: what is left of the caller's time; nil: it has no deadline.
    package func search(
        _ queries: [SearchQuery],
        within timeout: Duration? = nil
    ) async throws(MemoryError) -> [SearchAnswer] {
        try await searchPath(queries, deadline: timeout.map { timeline.now + $0 })
    }
}

// What a migration asks of the search indexes.
extension LiveMemory {
    /// Loads the vectors of `space` beside the live index and keeps it fed by commits from then on.
    package func prepare(_ space: Space) async throws(StoreError) {
        _ = try await feed.indexes.prepare(space, from: store)
    }

    /// Lets go of an index that is neither the live one nor retained.
    package func discard(_ space: SpaceID) {
        feed.indexes.discard(space)
    }

    /// Keeps the index of `space` loaded and fed by commits until `release`, also when the space
    /// is no longer the live one; loads it if it is not.
    package func retain(_ space: Space) async throws(StoreError) {
        try await feed.indexes.retain(space, from: store)
    }

    /// Lets go of what `retain` kept, unless it is the live one or is being prepared to be.
    package func release(_ space: SpaceID) {
        feed.indexes.release(space)
    }

    /// How live searches did, over the last ten seconds.
    package var recentLatency: RecentLatency { latency.recent }
}

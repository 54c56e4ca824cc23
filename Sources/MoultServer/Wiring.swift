internal import Channels
internal import Foundation
internal import InferenceHTTP
internal import Knowledge
internal import Logging
internal import Memory
internal import Messages
internal import Migration
internal import RPC
internal import SQLiteStore
internal import Services
internal import Spaces
internal import VectorIndex

/// How the rooms of a server are put together, over one store.
struct Wiring {
    let settings: Settings
    let store: SQLiteStore
    let catalog: any EmbedderCatalog
    let channels: ChannelRooms
    /// The first profile's, for a store that has none.
    let first: SpaceIdentity
    let logger: Logger

    /// Heard by migrations, asked by whoever embeds.
    private let policies: SpacePolicies
    private let clock = ContinuousClock()

    init(
        settings: Settings,
        store: SQLiteStore,
        catalog: any EmbedderCatalog,
        providers: Providers,
        first: SpaceIdentity,
        logger: Logger
    ) {
        self.settings = settings
        self.store = store
        self.catalog = catalog
        self.first = first
        self.logger = logger
        channels = ChannelRooms(
            providers,
            store: store,
            settings: settings,
            clock: clock,
            unixMs: Self.wallClock,
            logger: logger
        )
        policies = SpacePolicies(standard: settings.oversizePolicy)
    }

    func memory() async throws -> LiveMemory {
        let feed = CommitFeed(
            factory: VectorIndexFactory(),
            settings: try settings.memorySettings()
        )
        for observer in feed.observers { store.add(observer: observer) }
        try await policies.read(from: store)
        return try await LiveMemory.start(
            on: store,
            feed: feed,
            catalog: catalog,
            oversize: { [policies] in policies.policy(of: $0) },
            firstIdentity: first,
            surroundings: Surroundings(clock: clock, unixMs: Self.wallClock, logger: logger)
        )
    }

    func migrationSurroundings(
        _ memory: LiveMemory
    ) throws(SettingError) -> MigrationSurroundings {
        MigrationSurroundings(
            store: store,
            embedders: catalog,
            routing: PinnedRouting(
                route: memory.route,
                places: channels.places,
                place: channels.providers.catalog.place(of:)
            ),
            indexes: memory,
            searching: memory,
            load: memory,
            arrivals: memory,
            evidence: StoredEvidence(
                store: store,
                searching: memory,
                policy: settings.evaluationPolicy,
                known: try settings.knownAnswers(),
                canaryTexts: try settings.canaryTexts(),
                unixMs: Self.wallClock
            ),
            hook: settings.hook,
            clock: clock,
            unixMs: Self.wallClock,
            limits: settings.migrationLimits,
            defaults: try settings.migrationDefaults(),
            evaluationPolicy: settings.evaluationPolicy,
            healerWakeUp: { memory.wakeHealer() },
            jitterSeed: .random(in: 0 ... .max),
            logger: logger
        )
    }

    func tables(
        _ memory: LiveMemory,
        _ migrations: Migrations,
        _ health: HealthBoard,
        _ activity: ServerActivity
    ) -> [ServiceTable] {
        let answers = IdempotentAnswers(
            store,
            keyBytesMax: settings.integer(.idempotencyKeyBytesMax),
            unixMs: Self.wallClock
        )
        let facts = ServerFacts(
            version: ServerVersion.text,
            startedUnixMs: Self.wallClock(),
            configuredTarget: settings.text(.embedder),
            activity: activity
        )
        let tables = [
            SessionService(version: ServerVersion.text).table,
            MemoryService(
                memory,
                spaces: KnownSpaces(store, embedders: catalog),
                answers: answers,
                limits: settings.knowledgeLimits,
                server: facts,
                hostConditions: { [hosts = channels.providers.hosts] in hosts.conditions },
                now: { ContinuousClock.now }
            ).table,
            InferenceService(
                chat: channels.chat,
                embeds: channels.embeds(memory),
                hosts: channels.providers.hosts,
                limits: settings.inferenceLimits,
                knowledge: settings.knowledgeLimits,
                chatSetting: Setting.chatHost.name,
                clock: clock
            ).table,
            MigrationService(
                migrations,
                answers: answers,
                limits: settings.knowledgeLimits,
                currency: settings.text(.currency),
                hear: { [policies] in policies.hear($0) },
                placement: { [placement] in await placement.plan(for: $0) }
            ).table,
        ]
        let services = Set(tables.flatMap(\.methods).map(\.description.service))
        return tables + [HealthService(health, services: services).table]
    }

    private var placement: Placement {
        Placement(
            hosts: channels.providers.hosts,
            catalog: channels.providers.catalog,
            places: channels.places,
            patience: settings.residencySettings.enterWaitMax,
            restMax: settings.migrationLimits.backoffMax
        )
    }

    /// nil: nobody asked for it.
    func front(_ memory: LiveMemory) throws -> InferenceHTTP? {
        guard let front = try settings.inferenceSettings() else { return nil }
        return InferenceHTTP(
            chat: channels.chat,
            embeds: channels.embeds(memory),
            hosts: channels.providers.hosts,
            models: channels.providers.hosts,
            settings: front,
            clock: clock,
            nowUnixMs: Self.wallClock,
            logger: logger
        )
    }

    /// Milliseconds since 1970.
    static func wallClock() -> Int64 {
        Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
    }
}

internal import Foundation
internal import Knowledge
package import Logging
internal import Memory
internal import Messages
internal import Migration
internal import RPC
internal import RPCServer
internal import SQLiteStore
internal import Services
package import Spaces
internal import VectorIndex

/// All that `serve` runs, over one data directory.
///
///     let server = try await RunningServer.start(settings, catalog: .builtIn, logger: logger)
///     await server.run(until: signals)
///
/// The store is opened first and closed last; listeners open when everything behind them is ready.
package final class RunningServer: Sendable {
    /// What is listened on, with the ports that the system chose.
    package var addresses: [String] { rpc.addresses.map(\.description) }

    private let store: SQLiteStore
    private let memory: LiveMemory
    private let migrations: Migrations
    private let rpc: RPCServer
    private let health: HealthBoard
    private let plan: DrainPlan
    private let logger: Logger

    private init(
        store: SQLiteStore,
        memory: LiveMemory,
        migrations: Migrations,
        rpc: RPCServer,
        health: HealthBoard,
        plan: DrainPlan,
        logger: Logger
    ) {
        self.store = store
        self.memory = memory
        self.migrations = migrations
        self.rpc = rpc
        self.health = health
        self.plan = plan
        self.logger = logger
    }

    package static func start(
        _ settings: Settings,
        catalog: any EmbedderCatalog,
        logger: Logger
    ) async throws -> RunningServer {
        let addresses = try settings.list(.listen).map(ServerAddress.init)
        let first = try catalog.embedder(forTarget: settings.text(.embedder))
        let store = try SQLiteStore(
            directory: settings.dataDirectory,
            settings: settings.storeSettings
        )
        do {
            return try await start(
                settings,
                on: addresses,
                over: store,
                first: first.identity,
                catalog: catalog,
                logger: logger
            )
        } catch {
            try? await store.close()
            throw error
        }
    }

    private static func start(
        _ settings: Settings,
        on addresses: [ServerAddress],
        over store: SQLiteStore,
        first: SpaceIdentity,
        catalog: any EmbedderCatalog,
        logger: Logger
    ) async throws -> RunningServer {
        let clock = ContinuousClock()
        let catalog = PricedCatalog(
            base: catalog,
            prices: try PriceTable(settings.list(.prices))
        )
        let feed = CommitFeed(
            factory: VectorIndexFactory(),
            settings: try settings.memorySettings()
        )
        for observer in feed.observers { store.add(observer: observer) }
        let memory = try await LiveMemory.start(
            on: store,
            feed: feed,
            catalog: catalog,
            firstIdentity: first,
            surroundings: Surroundings(clock: clock, unixMs: wallClock, logger: logger)
        )
        let migrations = Migrations(
            in: MigrationSurroundings(
                store: store,
                embedders: catalog,
                routing: memory.route,
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
                    unixMs: wallClock
                ),
                hook: settings.hook,
                clock: clock,
                unixMs: wallClock,
                limits: settings.migrationLimits,
                defaults: try settings.migrationDefaults(),
                evaluationPolicy: settings.evaluationPolicy,
                healerWakeUp: { memory.wakeHealer() },
                jitterSeed: .random(in: 0 ... .max),
                logger: logger
            )
        )
        let health = HealthBoard()
        let activity = ServerActivity()
        let rpc = try await RPCServer.start(
            on: addresses,
            serving: tables(memory, migrations, store, health, activity, settings, catalog, first),
            limits: settings.rpcLimits,
            insecure: settings.flag(.insecure),
            activity: activity,
            logger: logger
        )
        return RunningServer(
            store: store,
            memory: memory,
            migrations: migrations,
            rpc: rpc,
            health: health,
            plan: settings.drainPlan,
            logger: logger
        )
    }

    private static func tables(
        _ memory: LiveMemory,
        _ migrations: Migrations,
        _ store: SQLiteStore,
        _ health: HealthBoard,
        _ activity: ServerActivity,
        _ settings: Settings,
        _ catalog: any EmbedderCatalog,
        _ first: SpaceIdentity
    ) -> [ServiceTable] {
        let answers = IdempotentAnswers(
            store,
            keyBytesMax: settings.integer(.idempotencyKeyBytesMax),
            unixMs: wallClock
        )
        let facts = ServerFacts(
            version: ServerVersion.text,
            startedUnixMs: wallClock(),
            configuredTarget: first.target,
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
                now: { ContinuousClock.now }
            ).table,
            MigrationService(
                migrations,
                answers: answers,
                limits: settings.knowledgeLimits,
                currency: settings.text(.currency)
            ).table,
        ]
        let services = Set(tables.flatMap(\.methods).map(\.description.service))
        return tables + [HealthService(health, services: services).table]
    }

    /// Milliseconds since 1970.
    private static func wallClock() -> Int64 {
        Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down))
    }
}

// Its life.
extension RunningServer {
    /// How often it is checked whether the store can commit, and silent streams are told that the
    /// server is there.
    private static let probeEvery: Duration = .seconds(5)
    private static let probePatience: Duration = .seconds(5)
    private static let heartbeatEvery: Duration = .seconds(15)

    /// Serves until the first stop of `stops`, then drains; a second one skips the drain's delay.
    ///
    /// Returns when everything is written and closed.
    package func run(until stops: some AsyncSequence<Void, Never> & Sendable) async {
        health.set(.serving)
        logger.notice("serving", metadata: ["addresses": "\(addresses.joined(separator: " "))"])
        await withTaskGroup(of: Void.self) { work in
            work.addTask { await self.memory.run() }
            work.addTask { await self.migrations.run() }
            work.addTask { await self.watchStore() }
            work.addTask { await self.beat() }
            await drain(after: stops)
            work.cancelAll()
        }
        do {
            try await store.close()
            logger.notice("stopped")
        } catch {
            logger.error("the store could not be closed cleanly: \(error.message)")
        }
    }

    private func drain(after stops: some AsyncSequence<Void, Never> & Sendable) async {
        await withTaskGroup(of: Void.self) { group in
            let (first, began) = AsyncStream.makeStream(of: Void.self)
            group.addTask {
                var isFirst = true
                for await _ in stops {
                    if isFirst { began.yield() } else { self.rpc.skipDrainDelay() }
                    isFirst = false
                }
                began.finish()
            }
            for await _ in first { break }
            logger.notice("draining")
            await rpc.drain(plan) { self.health.set(.draining) }
            group.cancelAll()
        }
    }

    private func beat() async {
        while (try? await Task.sleep(for: Self.heartbeatEvery)) != nil { health.beat() }
    }

    /// Keeps readiness true: the store can commit, or it is not serving.
    private func watchStore() async {
        let (outcomes, probing) = AsyncStream.makeStream(of: StoreError?.self)
        while !Task.isCancelled {
            // A task of its own: a commit that hangs must not keep this from saying so.
            Task { [store] in
                do throws(StoreError) {
                    try await store.probe()
                    probing.yield(nil)
                } catch {
                    probing.yield(error)
                }
            }
            await hear(outcomes)
            guard (try? await Task.sleep(for: Self.probeEvery)) != nil else { return }
        }
    }

    /// Waits for a probe's outcome; while it takes too long, the server is not ready.
    private func hear(_ outcomes: AsyncStream<StoreError?>) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                guard (try? await Task.sleep(for: Self.probePatience)) != nil else { return }
                self.logger.error("the store has not committed for \(Self.probePatience)")
                self.health.set(.notServing)
            }
            for await outcome in outcomes {
                if let outcome {
                    logger.error("the store cannot commit: \(outcome.message)")
                }
                health.set(outcome == nil ? .serving : .notServing)
                break
            }
            group.cancelAll()
        }
    }
}

internal import InferenceHTTP
internal import Knowledge
package import Logging
internal import Memory
internal import Migration
internal import RPC
internal import RPCServer
internal import SQLiteStore
internal import Services
package import Spaces

/// All that `serve` runs, over one data directory.
///
///     let server = try await RunningServer.start(settings, logger: logger)
///     await server.run(until: signals)
///
/// The store is opened first and closed last; listeners open when everything behind them is ready.
package final class RunningServer: Sendable {
    /// What is listened on, with the ports that the system chose.
    package var addresses: [String] {
        rpc.addresses.map(\.description) + (front.map { [$0.address] } ?? [])
    }

    private let store: SQLiteStore
    private let memory: LiveMemory
    private let migrations: Migrations
    private let channels: ChannelRooms
    private let rpc: RPCServer
    private let front: Front?
    private let health: HealthBoard
    private let plan: DrainPlan
    private let logger: Logger

    private init(
        store: SQLiteStore,
        memory: LiveMemory,
        migrations: Migrations,
        channels: ChannelRooms,
        rpc: RPCServer,
        front: Front?,
        health: HealthBoard,
        plan: DrainPlan,
        logger: Logger
    ) {
        self.store = store
        self.memory = memory
        self.migrations = migrations
        self.channels = channels
        self.rpc = rpc
        self.front = front
        self.health = health
        self.plan = plan
        self.logger = logger
    }

    package static func start(
        _ settings: Settings,
        adding: @Sendable (any EmbedderCatalog) -> any EmbedderCatalog = { $0 },
        logger: Logger
    ) async throws -> RunningServer {
        let addresses = try settings.list(.listen).map(ServerAddress.init)
        let providers = try Providers(
            settings,
            clock: ContinuousClock(),
            unixMs: Wiring.wallClock,
            logger: logger
        )
        let catalog = adding(providers.catalog)
        let store = try SQLiteStore(
            directory: settings.dataDirectory,
            settings: settings.storeSettings
        )
        do {
            let first = try await firstIdentity(settings, of: store, in: catalog)
            return try await start(
                on: addresses,
                Wiring(
                    settings: settings,
                    store: store,
                    catalog: PricedCatalog(
                        base: catalog,
                        prices: try PriceTable(settings.list(.prices))
                    ),
                    providers: providers,
                    first: first,
                    logger: logger
                )
            )
        } catch {
            try? await store.close()
            throw error
        }
    }

    /// The space of an empty store's first profile; of another store the active one, for then the
    /// configuration decides nothing, and its provider need not answer.
    private static func firstIdentity(
        _ settings: Settings,
        of store: SQLiteStore,
        in catalog: any EmbedderCatalog
    ) async throws -> SpaceIdentity {
        if let active = try await store.profileLog().active { return active.space.identity }
        let embedder = try await catalog.embedder(forTarget: settings.text(.embedder))
        try await tryOut(embedder)
        return embedder.identity
    }

    /// A provider that says nothing of its models is asked for a vector: on one that does not
    /// answer no store may be founded.
    private static func tryOut(_ embedder: any Embedder) async throws(EmbedderTargetError) {
        let identity = embedder.identity
        guard identity.provider == ProviderEntry.Kind.openAI.rawValue else { return }
        do throws(EmbedderError) {
            _ = try await embedder.embedding(of: ["moult"], as: .query)
        } catch {
            throw EmbedderTargetError(
                .unavailable,
                "\(identity.target) cannot be the first space's embedder: \(error.message)"
            )
        }
    }

    private static func start(
        on addresses: [ServerAddress],
        _ wiring: Wiring
    ) async throws -> RunningServer {
        let memory = try await wiring.memory()
        wiring.channels.begin(try await wiring.store.profileLog())
        let migrations = Migrations(in: try wiring.migrationSurroundings(memory))
        let health = HealthBoard()
        let activity = ServerActivity()
        let settings = wiring.settings
        let inference = try wiring.front(memory)
        let rpc = try await RPCServer.start(
            on: addresses,
            serving: wiring.tables(memory, migrations, health, activity),
            limits: settings.rpcLimits,
            insecure: settings.flag(.insecure),
            activity: activity,
            logger: wiring.logger
        )
        let front: Front?
        do {
            front = if let inference { try await Front.start(inference) } else { nil }
        } catch {
            await rpc.shutdown()
            throw error
        }
        return RunningServer(
            store: wiring.store,
            memory: memory,
            migrations: migrations,
            channels: wiring.channels,
            rpc: rpc,
            front: front,
            health: health,
            plan: settings.drainPlan,
            logger: wiring.logger
        )
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
            work.addTask { await self.channels.run() }
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
                    if isFirst { began.yield() } else { self.skipDrainDelay() }
                    isFirst = false
                }
                began.finish()
            }
            for await _ in first { break }
            logger.notice("draining")
            channels.drain()
            await withDiscardingTaskGroup { drains in
                drains.addTask { await self.rpc.drain(self.plan) { self.health.set(.draining) } }
                drains.addTask { await self.front?.drain(after: self.plan.delay) }
            }
            group.cancelAll()
        }
    }

    private func skipDrainDelay() {
        rpc.skipDrainDelay()
        front?.skipDrainDelay()
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

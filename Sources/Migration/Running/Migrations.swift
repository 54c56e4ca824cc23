package import Knowledge
import Logging
import Spaces
import Synchronization
import Waiting

/// The migrations of one server: what there were, and the one at work.
///
///     let migrations = Migrations(in: surroundings)
///     async let running: Void = migrations.run()
///     let answer = try await migrations.start(target: "builtin:lexical@1024", settings: .standard)
///     try await migrations.watch(nil, after: 0, interval: .seconds(1)) { item in … }
///
/// Single flight is the store's promise: one row at most has no outcome.
package final class Migrations: Sendable {
    let surroundings: MigrationSurroundings
    /// The last run that this process began.
    private let current = Mutex<MigrationRun?>(nil)
    private let runs = Channel<MigrationRun>()
    /// Open once what an earlier process left unfinished is at work again.
    let resumed = Latch()
    /// Orders are read, changed and kept one at a time; a run begins with all that were kept.
    let orders = Turnstile()
    let keeper: FreshKeeper
    /// One evaluation at a time is asked for.
    let isEvaluating = Atomic(false)

    package init(in surroundings: MigrationSurroundings) {
        self.surroundings = surroundings
        keeper = FreshKeeper(in: surroundings)
    }

    /// Goes on with what an earlier process left unfinished, then works until the task is
    /// cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.keeper.watchWindows() }
            await work()
            group.cancelAll()
        }
    }

    private func work() async {
        await resume()
        resumed.open()
        var incoming = runs.stream.makeAsyncIterator()
        while let run = await next(of: &incoming) {
            await work(on: run)
            keeper.look()
            if !Task.isCancelled { run.feed.close() }
        }
    }

    /// Until there is a migration to work on, spaces inside their rollback window are kept fresh.
    private func next(
        of incoming: inout AsyncStream<MigrationRun>.Iterator
    ) async -> MigrationRun? {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.keeper.keepFresh() }
            defer { group.cancelAll() }
            return await incoming.next()
        }
    }

    private func work(on run: MigrationRun) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await run.feed.keepTime(
                    on: self.surroundings.timeline,
                    every: self.surroundings.limits.feedTick
                )
            }
            await run.run()
            group.cancelAll()
        }
    }

    private func resume() async {
        let limits = surroundings.limits
        var backoff = Backoff(
            first: limits.backoffFirst,
            longest: limits.backoffMax,
            seed: surroundings.jitterSeed
        )
        while !Task.isCancelled {
            do throws(StoreError) {
                return try await orders.alone { () throws(StoreError) in
                    guard let building = try await surroundings.store.profileLog().building,
                        let record = try await surroundings.store.migration(building.epoch)
                    else { return }
                    begin(record, embedder: nil)
                }
            } catch {
                surroundings.logger.warning(
                    "whether a migration is unfinished cannot be read: \(error.message)"
                )
                let timeline = surroundings.timeline
                await timeline.sleep(until: timeline.now + backoff.fail())
            }
        }
    }

    /// `embedder` nil: the catalog has it, or is waited for.
    private func begin(_ record: MigrationRecord, embedder: (any Embedder)?) {
        let identity = record.space.identity
        let embedder =
            embedder ?? (try? surroundings.embedders.embedder(for: identity))
            ?? AwaitedEmbedder(identity: identity, catalog: surroundings.embedders)
        current.withLock { current in
            // A start and the resuming may both have seen the row.
            guard current?.record.epoch != record.epoch else { return }
            let run = MigrationRun(record, embedder: embedder, in: surroundings)
            current = run
            runs.send(run)
        }
        keeper.look()
    }

    func running(_ epoch: Epoch) -> MigrationRun? {
        current.withLock { $0?.record.epoch == epoch ? $0 : nil }
    }
}

/// Beginning and ending.
extension Migrations {
    package enum Start: Sendable, Hashable {
        case started(MigrationStatus)
        /// The target is active: nothing was done.
        case alreadyActive(Epoch)
        /// The target is being built: this is that migration, and nothing was done.
        case alreadyBuilding(MigrationStatus)
    }

    /// With the server's defaults, but for the `knobs` that are turned.
    package func start(target: String, knobs: Knobs) async throws(MigrationError) -> Start {
        try await start(target: target, settings: surroundings.defaults.turned(knobs))
    }

    /// A target that was cancelled or failed before goes on in the space that it has: what is
    /// embedded there stays.
    package func start(
        target: String,
        settings: MigrationSettings
    ) async throws(MigrationError) -> Start {
        try await start(try await embedder(for: target), settings: settings)
    }

    func start(
        _ embedder: any Embedder,
        settings: MigrationSettings
    ) async throws(MigrationError) -> Start {
        try settings.check(against: surroundings.limits)
        let request = MigrationRequest(
            identity: embedder.identity,
            settings: settings,
            atUnixMs: surroundings.unixMs()
        )
        let result = try await orders.alone { () async throws(MigrationError) in
            let result = try await storing { () throws(StoreError) in
                try await surroundings.store.start(request)
            }
            if case .started(let record) = result { begin(record, embedder: embedder) }
            return result
        }
        switch result {
        case .started(let record):
            return .started(try await status(of: record))
        case .alreadyActive(let profile):
            return .alreadyActive(profile.epoch)
        case .alreadyBuilding(let record):
            return .alreadyBuilding(try await status(of: record))
        case .otherUnderWay(let record):
            throw MigrationError.underWay(record)
        }
    }

    /// Ends a migration that has not ended.
    ///
    /// At the moment of the flip the log's compare-and-set decides: either this cancels, or the
    /// answer is that the migration has finished.
    package func cancel(_ epoch: Epoch) async throws(MigrationError) -> MigrationStatus {
        guard let record = try await record(of: epoch) else {
            throw MigrationError.noMigration(epoch)
        }
        let result = try await storing { () throws(StoreError) in
            if let run = running(epoch) { return try await run.cancel() }
            return try await surroundings.store.end(
                epoch,
                as: .cancelled,
                reason: "",
                atUnixMs: surroundings.unixMs()
            )
        }
        if case .alreadyEnded(let outcome) = result {
            throw MigrationError(
                .alreadyEnded(epoch),
                "The migration of epoch \(epoch.rawValue) has already ended: it is \(outcome)."
            )
        }
        return try await status(of: try await self.record(of: epoch) ?? record)
    }

    func embedder(for target: String) async throws(MigrationError) -> any Embedder {
        do {
            return try await surroundings.embedders.embedder(forTarget: target)
        } catch {
            throw MigrationError(.embedderUnknown, error.message.asSentence)
        }
    }
}

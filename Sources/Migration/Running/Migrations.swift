package import Knowledge
import Logging
import Spaces
import Synchronization

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
    let resumed = Gate()

    package init(in surroundings: MigrationSurroundings) {
        self.surroundings = surroundings
    }

    /// Goes on with what an earlier process left unfinished, then works until the task is
    /// cancelled.
    package func run() async {
        await resume()
        resumed.open()
        for await run in runs.stream {
            await run.run()
            if !Task.isCancelled { run.feed.close() }
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
                guard let building = try await surroundings.store.profileLog().building,
                    let record = try await surroundings.store.migration(building.epoch)
                else { return }
                return begin(record, embedder: nil)
            } catch {
                surroundings.logger.warning(
                    "whether a migration is unfinished cannot be read: \(error.message)"
                )
                let timeline = surroundings.timeline
                await timeline.wait(until: timeline.now() + backoff.fail())
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

    package func start(
        target: String,
        settings: MigrationSettings
    ) async throws(MigrationError) -> Start {
        try check(settings)
        let embedder = try embedder(for: target)
        let request = MigrationRequest(
            identity: embedder.identity,
            settings: settings,
            atUnixMs: surroundings.unixMs()
        )
        let result = try await storing { () throws(StoreError) in
            try await surroundings.store.start(request)
        }
        switch result {
        case .started(let record):
            begin(record, embedder: embedder)
            return .started(try await status(of: record))
        case .alreadyActive(let profile):
            return .alreadyActive(profile.epoch)
        case .alreadyBuilding(let record):
            return .alreadyBuilding(try await status(of: record))
        case .otherUnderWay(let record):
            let other = record.space.identity.target
            throw MigrationError(
                .otherUnderWay(record.epoch),
                "epoch \(record.epoch.rawValue) is building \(other); wait for it, or cancel it"
            )
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
                "the migration of epoch \(epoch.rawValue) has already ended: \(outcome.rawValue)"
            )
        }
        return try await status(of: try await self.record(of: epoch) ?? record)
    }

    func embedder(for target: String) throws(MigrationError) -> any Embedder {
        do {
            return try surroundings.embedders.embedder(forTarget: target)
        } catch {
            throw MigrationError(.embedderUnknown, error.message)
        }
    }

    private func check(_ settings: MigrationSettings) throws(MigrationError) {
        let limits = surroundings.limits
        if let rate = settings.itemsPerSecondMax, !(rate > 0 && rate.isFinite) {
            throw MigrationError(
                .invalidArgument,
                "items_per_second_max is \(rate); give a number above 0, or none for no limit"
            )
        }
        guard (1...limits.batchItemsMax).contains(settings.batchItems) else {
            throw MigrationError(
                .invalidArgument,
                "batch_items is \(settings.batchItems); give 1 to \(limits.batchItemsMax)"
            )
        }
        guard (1...limits.concurrencyMax).contains(settings.concurrency) else {
            throw MigrationError(
                .invalidArgument,
                "concurrency is \(settings.concurrency); give 1 to \(limits.concurrencyMax)"
            )
        }
    }
}

internal import Dispatch
internal import GRDB
package import Knowledge
package import Spaces
internal import Synchronization

/// Every store port on one SQLite file, `<data>/moult.db`.
///
///     let store = try SQLiteStore(directory: "/var/lib/moult")
///     store.add(observer: index)
///     …
///     try await store.close()
///
/// One connection writes and checkpoints (`Writer`); a few read. A store that is damaged, newer
/// than this server or somebody else's is refused by the initialiser, and nothing of it changes.
package final class SQLiteStore: Sendable {
    let directory: DataDirectory
    let settings: StoreSettings
    let pool: DatabasePool
    let writer: Writer
    let readers: Readers
    let pointReads: PointReads
    private let gate = ReadGate()
    /// The name of this opening, among those of the store's history.
    let generation: Int64

    /// Opens the store in `directory`, or makes one there.
    ///
    /// Blocks while it checks the file.
    package init(
        directory path: String,
        settings: StoreSettings = StoreSettings()
    ) throws(StoreError) {
        do {
            directory = try DataDirectory(path)
            self.settings = settings
            generation = settings.makeGeneration()
            pool = try Self.openPool(in: directory, settings: settings, generation: generation)
        } catch {
            throw StoreError(error)
        }
        writer = Writer(
            pool: pool,
            bounds: WriteQueue.Bounds(
                unitsPerTransactionMax: settings.unitsPerTransactionMax,
                transactionBytesMax: settings.transactionBytesMax,
                waitingUnitsMax: settings.waitingUnitsMax
            )
        )
        readers = Readers(pool: pool, gate: gate)
        pointReads = PointReads(pool: pool, gate: gate)
    }

    /// From now on `observer` hears of every commit, until it is removed.
    package func add(observer: any CommitObserver) {
        writer.add(observer)
    }

    package func remove(observer: any CommitObserver) {
        writer.remove(observer)
    }

    /// Writes what waits, empties and removes the log, so that `moult.db` alone is the whole store,
    /// and lets go the directory.
    ///
    /// Every later call throws `closed`.
    package func close() async throws(StoreError) {
        writer.close()
        await gate.close()
        let outcome: Result<Void, StoreError> = await withCheckedContinuation { caller in
            // Asked on the writer's queue, so behind whatever still waited.
            pool.asyncWriteWithoutTransaction { db in
                let emptied = Result {
                    _ = try db.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) }
                }
                self.closePool { closed in
                    caller.resume(
                        returning: emptied.flatMap { closed }.mapError(StoreError.init)
                    )
                }
            }
        }
        directory.release()
        try outcome.get()
    }

    private static func openPool(
        in directory: DataDirectory,
        settings: StoreSettings,
        generation: Int64
    ) throws -> DatabasePool {
        let finding = try Inspection.look(
            at: directory,
            wholeCheckBytesMax: settings.wholeCheckBytesMax
        )
        if DataDirectory.size(of: directory.databasePath) == nil {
            try directory.makeDatabaseFile()
        }
        try directory.narrowDatabaseFile()
        let pool = try Connection.openPool(
            at: directory.databasePath,
            readersMax: settings.readersMax
        )
        try pool.writeWithoutTransaction { db in
            switch finding {
            case .nothing: try SchemaStep.apply(to: db, from: 0)
            case .store(let version): try SchemaStep.apply(to: db, from: version)
            }
            try Lineage.begin(generation, in: db)
        }
        return pool
    }

    /// Readers go first: the last connection to close removes the log, and only the writer can.
    ///
    /// Waits for the pool's own queues, so it runs on none of them.
    private func closePool(then told: @Sendable @escaping (Result<Void, any Error>) -> Void) {
        DispatchQueue.global().async { [pool] in
            told(
                Result {
                    pool.releaseMemory()
                    try pool.close()
                }
            )
        }
    }
}

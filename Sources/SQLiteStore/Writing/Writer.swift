internal import GRDB
internal import Knowledge
internal import Spaces
internal import Synchronization

/// The one writer: takes whatever waits into one transaction, commits it, tells the observers,
/// and only then lets the callers go.
///
/// It runs on the queue of GRDB's writing connection, and only while something waits. A caller
/// waits for its own unit, so one has at most one unit in line.
final class Writer: Sendable {
    private let pool: DatabasePool
    private let queue: Mutex<WriteQueue>
    private let observers = Mutex<[any CommitObserver]>([])

    init(pool: DatabasePool, bounds: WriteQueue.Bounds) {
        self.pool = pool
        queue = Mutex(WriteQueue(bounds: bounds))
    }

    var waitingCount: Int { queue.withLock { $0.waitingCount } }
    var atDoorCount: Int { queue.withLock { $0.atDoorCount } }

    func add(_ observer: any CommitObserver) {
        observers.withLock { $0.append(observer) }
    }

    func remove(_ observer: any CommitObserver) {
        observers.withLock { list in list.removeAll { $0 === observer } }
    }

    /// Runs `body` as a unit of the group commit.
    ///
    /// When this returns, it is durable and the observers have heard; when it throws, nothing of it
    /// has happened.
    ///
    /// Not cancellable: a caller that goes away must still learn what was committed.
    func write<Value: Sendable>(
        _ company: WriteUnit.Company = .shared,
        bytes: Int = 0,
        _ body: @Sendable @escaping (inout WriteTransaction) throws -> Value
    ) async throws(StoreError) -> Value {
        while true {
            let outcome: Result<Value, StoreError>? = await withCheckedContinuation { caller in
                let unit = WriteUnit(
                    company: company,
                    bytes: bytes,
                    run: { transaction in
                        let value = try body(&transaction)
                        return { caller.resume(returning: .success(value)) }
                    },
                    fail: { caller.resume(returning: .failure($0)) }
                )
                switch queue.withLock({ $0.enter(unit) }) {
                case .inAndWake: wake()
                case .inLine: break
                case .full: caller.resume(returning: nil)
                case .closed: caller.resume(returning: .failure(.isClosed))
                }
            }
            if let outcome { return try outcome.get() }
            await withCheckedContinuation { caller in
                queue.withLock { $0.waitAtDoor(caller) }?.resume()
            }
        }
    }

    /// Lets nobody in any more.
    ///
    /// What waits is still written, before anything that is put on the pool's queue afterwards.
    func close() {
        for caller in queue.withLock({ $0.close() }) { caller.resume() }
    }

    private func wake() {
        pool.asyncWriteWithoutTransaction { db in self.drain(db) }
    }

    private func drain(_ db: Database) {
        while true {
            let (units, admitted) = queue.withLock { $0.next() }
            for caller in admitted { caller.resume() }
            guard let first = units.first else { return }
            if case .outside = first.company {
                runOutside(first, on: db)
            } else {
                commit(units, on: db)
            }
        }
    }

    /// Commits `units` together, or each by itself when one of them spoiled the transaction.
    ///
    /// A savepoint for each would do the same, but FTS5 writes out its pending words at every
    /// savepoint; so the common case, in which nothing fails, has none.
    private func commit(_ units: [WriteUnit], on db: Database) {
        guard !commitTogether(units, on: db) else { return }
        for unit in units { _ = commitTogether([unit], on: db) }
    }

    /// - Returns: false: one unit of several failed half-way, and nothing has happened.
    private func commitTogether(_ units: [WriteUnit], on db: Database) -> Bool {
        var acknowledgements: [@Sendable () -> Void] = []
        do {
            try db.beginTransaction(.immediate)
            var transaction = try WriteTransaction(db: db)
            for unit in units {
                let changesBefore = db.totalChangesCount
                do {
                    acknowledgements.append(try unit.run(&transaction))
                } catch let error as StoreError where db.totalChangesCount == changesBefore {
                    acknowledgements.append { unit.fail(error) }
                } catch  where units.count > 1 {
                    rollBack(db)
                    return false
                }
            }
            try transaction.finish()
            try db.commit()
            tellObservers(transaction.commit)
        } catch {
            rollBack(db)
            let fault = StoreError(error)
            for unit in units { unit.fail(fault) }
            return true
        }
        for acknowledge in acknowledgements { acknowledge() }
        return true
    }

    private func tellObservers(_ commit: Commit) {
        guard !commit.isEmpty else { return }
        for observer in observers.withLock({ $0 }) { observer.committed(commit) }
    }

    private func runOutside(_ unit: WriteUnit, on db: Database) {
        do {
            var context = try WriteTransaction(db: db)
            try unit.run(&context)()
        } catch {
            unit.fail(StoreError(error))
        }
    }

    /// SQLite ends some transactions by itself (no room, an I/O error); then there is nothing left
    /// to roll back.
    private func rollBack(_ db: Database) {
        guard db.isInsideTransaction else { return }
        try? db.rollback()
    }
}

internal import GRDB
internal import Knowledge
internal import Synchronization

/// Reads of single items, gathered: whoever asks while a read transaction is under way shares the
/// next one.
///
/// A transaction and its hop between threads cost several times what a row costs; shared by all
/// who wait, they hardly count. Each transaction begins after its callers asked, so it holds all
/// that was acknowledged to them.
final class PointReads: Sendable {
    /// One caller's question, answered from a snapshot or failed.
    private struct Request: Sendable {
        let answer: @Sendable (Result<Database, StoreError>) -> @Sendable () -> Void
    }

    private enum State {
        /// Nobody asks. To `reading` with the first request.
        case idle
        /// A transaction is under way; these wait for the next. To `idle` when none do.
        case reading(waiting: [Request])
    }

    private let pool: DatabasePool
    private let gate: ReadGate
    private let state = Mutex(State.idle)

    init(pool: DatabasePool, gate: ReadGate) {
        self.pool = pool
        self.gate = gate
    }

    func read<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard gate.enter() else { throw .isClosed }
        defer { gate.leave() }
        let outcome: Result<Value, StoreError> = await withCheckedContinuation { caller in
            let request = Request { database in
                let outcome: Result<Value, StoreError> = database.flatMap { db in
                    Result { try body(db) }.mapError(StoreError.init)
                }
                return { caller.resume(returning: outcome) }
            }
            let isFirst = state.withLock { state in
                switch state {
                case .idle:
                    state = .reading(waiting: [])
                    return true
                case .reading(var waiting):
                    state = .idle  // Gives up the array, so that it grows in place.
                    waiting.append(request)
                    state = .reading(waiting: waiting)
                    return false
                }
            }
            if isFirst { answer([request]) }
        }
        return try outcome.get()
    }

    private func answer(_ requests: [Request]) {
        pool.asyncRead { database in
            let snapshot = database.mapError(StoreError.init)
            let acknowledgements = requests.map { $0.answer(snapshot) }
            for acknowledge in acknowledgements { acknowledge() }
            if let next = self.next() { self.answer(next) }
        }
    }

    /// Those who waited meanwhile; nil: nobody.
    private func next() -> [Request]? {
        state.withLock { state in
            guard case .reading(let waiting) = state, !waiting.isEmpty else {
                state = .idle
                return nil
            }
            state = .reading(waiting: [])
            return waiting
        }
    }
}

internal import GRDB
internal import Knowledge

/// The connections that read.
///
/// Each answer is one snapshot, and so holds all that was acknowledged before it was asked for.
struct Readers: Sendable {
    let pool: DatabasePool
    let gate: ReadGate

    /// Runs `body` in a read transaction.
    ///
    /// Not cancellable: it is short.
    func read<Value: Sendable>(
        _ body: @Sendable @escaping (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard gate.enter() else { throw .isClosed }
        defer { gate.leave() }
        let outcome: Result<Value, StoreError> = await withCheckedContinuation { caller in
            pool.asyncRead { database in
                caller.resume(
                    returning: Result { try body(database.get()) }.mapError(StoreError.init)
                )
            }
        }
        return try outcome.get()
    }
}

package import Knowledge
package import Memory
package import Spaces
import Synchronization

/// `ModelStore` behind the store ports, for tests that need a store that is quick, exact and
/// breakable.
///
/// Every call commits and syncs by itself, so a call that returns is durable.
package final class ModelMemoryStore: MemoryStore {
    /// The calls that write.
    package enum Write: Sendable, Hashable {
        case ingest, delete, put, establish
        case start, record, flip, recordTimes, end, prune
        case quarantine, retryQuarantined
        case keepCanaries, recordQueries
        case set, setAside, settle, keepEvaluation, adoptVectors
    }

    private struct State {
        var store = ModelStore()
        var isDiskFull = false
        var failures: [StoreError] = []
        var intercept: (@Sendable (Write) async -> Void)?
    }

    private let state = Mutex(State())
    private let observers: [any CommitObserver]

    package init(observers: [any CommitObserver] = []) {
        self.observers = observers
    }
}

// Faults.
extension ModelMemoryStore {
    /// The next commit throws `error`; called again, the one after it too.
    package func failNextCommit(with error: StoreError) {
        state.withLock { $0.failures.append(error) }
    }

    /// While true, whatever would write throws `diskFull`.
    package func setDiskFull(_ isDiskFull: Bool) {
        state.withLock { $0.isDiskFull = isDiskFull }
    }

    /// Runs `hook` before each write is taken up: it may wait, to hold the writer back, or count.
    package func intercept(_ hook: (@Sendable (Write) async -> Void)?) {
        state.withLock { $0.intercept = hook }
    }

    /// What the tables hold now.
    package var tables: ModelTables {
        state.withLock { $0.store.durable }
    }

    func write<Answer>(
        _ write: Write,
        _ change:
            @escaping @Sendable (inout ModelTables) throws(StoreError) -> Written<Answer>
    ) async throws(StoreError) -> Answer {
        await passIntercept(write)
        return try commit(change)
    }

    func passIntercept(_ write: Write) async {
        await state.withLock { $0.intercept }?(write)
    }

    func commit<Answer>(
        _ change:
            @escaping @Sendable (inout ModelTables) throws(StoreError) -> Written<Answer>
    ) throws(StoreError) -> Answer {
        try state.withLock { state throws(StoreError) in
            if state.isDiskFull {
                throw StoreError(.diskFull, "the disk is full; free some room and try again")
            }
            if !state.failures.isEmpty { throw state.failures.removeFirst() }
            let answer = try state.store.commit(change)
            // Under the lock: commits are heard of in their order, as on a writer of its own.
            for effects in state.store.sync() where !effects.isEmpty {
                for observer in observers { observer.committed(effects) }
            }
            return answer
        }
    }
}

// What the memory writes.
extension ModelMemoryStore {
    package func ingest(_ batch: IngestBatch) async throws(StoreError) -> Answered<IngestReceipt> {
        try await write(.ingest) { tables throws(StoreError) in try tables.ingest(batch) }
    }

    package func delete(_ deletion: Deletion) async throws(StoreError) -> Answered<DeletionReceipt>
    {
        try await write(.delete) { tables throws(StoreError) in try tables.delete(deletion) }
    }

    @discardableResult
    package func put(_ vectors: [Vector], in space: SpaceID) async throws(StoreError) -> Int {
        try await write(.put) { $0.put(vectors, in: space) }
    }

    package func earlierIngest(_ claim: IdempotencyClaim) async throws(StoreError) -> IngestReceipt?
    {
        try tables.earlierIngest(claim)
    }

    package func counts() async throws(StoreError) -> StoreCounts { tables.counts() }

    package func establish(
        _ identity: SpaceIdentity,
        atUnixMs: Int64
    ) async throws(StoreError) -> ProfileLog {
        try await write(.establish) { $0.establish(identity, atUnixMs: atUnixMs) }
    }
}

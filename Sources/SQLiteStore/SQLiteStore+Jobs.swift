package import Channels
internal import GRDB
package import Knowledge

extension SQLiteStore: JobStore {
    package func submit(
        _ request: JobRequest,
        notEndedMax limit: Int,
        atUnixMs: Int64
    ) async throws(StoreError) -> JobSubmission {
        try await writer.write(bytes: request.body.utf8.count) { transaction in
            try JobTable(db: transaction.db)
                .submit(request, notEndedMax: limit, atUnixMs: atUnixMs)
        }
    }

    package func job(_ id: JobID) async throws(StoreError) -> Job? {
        try await readers.read { db in try JobTable(db: db).job(id) }
    }

    package func job(withKey key: String) async throws(StoreError) -> Job? {
        try await readers.read { db in try JobTable(db: db).job(withKey: key) }
    }

    package func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(StoreError) -> [Job] {
        try await readers.read { db in
            try JobTable(db: db).jobs(matching: filter, before: before, limit: limit)
        }
    }

    package func unfinishedJobs() async throws(StoreError) -> [Job] {
        try await readers.read { db in try JobTable(db: db).notEnded() }
    }

    package func begin(_ id: JobID, atUnixMs: Int64) async throws(StoreError) -> Bool {
        try await writer.write { transaction in
            try JobTable(db: transaction.db).begin(id, atUnixMs: atUnixMs)
        }
    }

    package func append(_ pieces: [JobPiece], to id: JobID) async throws(StoreError) {
        try await writer.write(bytes: pieces.bytes) { transaction in
            guard try JobTable(db: transaction.db).isRunning(id) else {
                throw StoreError.takesNoPieces(id)
            }
            try JobLog(db: transaction.db).append(pieces, to: id)
        }
    }

    package func requeue(
        _ id: JobID,
        because message: String,
        notBeforeUnixMs: Int64?
    ) async throws(StoreError) -> Bool {
        try await writer.write { transaction in
            try JobTable(db: transaction.db)
                .requeue(id, because: message, notBeforeUnixMs: notBeforeUnixMs)
        }
    }

    package func end(
        _ id: JobID,
        _ ending: JobEnding,
        appending pieces: [JobPiece],
        atUnixMs: Int64
    ) async throws(StoreError) -> Bool {
        guard ending.state.hasEnded else { throw .isNoEnd(ending.state) }
        return try await writer.write(bytes: pieces.bytes) { transaction in
            let jobs = JobTable(db: transaction.db)
            guard try jobs.end(id, ending, atUnixMs: atUnixMs) else { return false }
            try JobLog(db: transaction.db).append(pieces, to: id)
            return true
        }
    }

    package func requestCancel(of id: JobID) async throws(StoreError) -> Bool {
        try await writer.write { transaction in
            try JobTable(db: transaction.db).requestCancel(of: id)
        }
    }

    package func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(StoreError) -> [JobPiece] {
        try await readers.read { db in
            try JobLog(db: db).pieces(of: id, after: after, limit: limit)
        }
    }

    package func prune(
        endedBeforeUnixMs: Int64,
        limit: Int
    ) async throws(StoreError) -> Int {
        try await writer.write { transaction in
            try JobTable(db: transaction.db)
                .prune(endedBeforeUnixMs: endedBeforeUnixMs, limit: limit)
        }
    }

    package func keep(_ fact: ModelRecord) async throws(StoreError) {
        try await writer.write { transaction in
            try ModelRecordTable(db: transaction.db).keep(fact)
        }
    }

    package func modelRecords() async throws(StoreError) -> [ModelRecord] {
        try await readers.read { db in try ModelRecordTable(db: db).all() }
    }
}

extension [JobPiece] {
    /// What they weigh in a transaction's bound.
    fileprivate var bytes: Int { reduce(0) { $0 + $1.piece.bytes } }
}

extension StoreError {
    fileprivate static func takesNoPieces(_ id: JobID) -> StoreError {
        StoreError(
            .failed,
            "Job \(id.rawValue) takes no pieces, for no attempt of it is running. Begin one first."
        )
    }

    fileprivate static func isNoEnd(_ state: JobState) -> StoreError {
        StoreError(
            .failed,
            "A job cannot end as \(state.rawValue). Begin it or queue it again instead."
        )
    }
}

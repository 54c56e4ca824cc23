internal import GRDB
package import Knowledge
package import Migration
package import Spaces

extension SQLiteStore {
    /// Pages that one transaction gives back.
    private static let pagesPerRelease = 256

    /// Deletes up to `limit` vectors, and with the last of them as many quarantined rows; with the
    /// last of those the space's table and its canaries go.
    ///
    /// The space's row stays, for the profiles that name it.
    package func prune(_ space: SpaceID, limit: Int) async throws(StoreError) -> PruneResult {
        try await writer.write { transaction in
            let db = transaction.db
            let log = try ProfileTable(db: db).log()
            for user in [log.active?.profile, log.building] {
                if let user, user.space.id == space { return .inUse(user.epoch) }
            }
            guard try SpaceTable(db: db).contains(space) else {
                throw StoreError(
                    .notFound,
                    "There is no space \(space.rawValue). List the profiles to see which there are."
                )
            }
            guard let table = try transaction.vectorTable(of: space) else {
                return .deleted(vectors: 0, bytes: 0, isDone: true)
            }
            let (vectors, bytes) = try table.deleteFirst(limit, in: db)
            guard try table.isEmpty(in: db) else {
                return .deleted(vectors: vectors, bytes: bytes, isDone: false)
            }
            let quarantine = QuarantineTable(db: db)
            try quarantine.releaseFirst(limit, in: space)
            let isDone = try quarantine.isEmpty(of: space)
            if isDone {
                try CanaryTable(db: db).delete(of: space)
                try SpaceTable(db: db).markPruned(space)
                try table.drop(in: db)
                transaction.forgetVectorTables()
            }
            return .deleted(vectors: vectors, bytes: bytes, isDone: isDone)
        }
    }

    /// Takes the free pages off the file's end, a few in each transaction, and copies the log, for
    /// only then does the file get shorter.
    package func releaseFreedPages() async throws(StoreError) {
        while try await releaseSome() {}
        try await writer.write(.outside) { transaction in
            _ = try transaction.db.first("PRAGMA wal_checkpoint(PASSIVE)") { $0.int(0) }
        }
    }

    /// - Returns: whether there may be more.
    private func releaseSome() async throws(StoreError) -> Bool {
        try await writer.write { transaction in
            let db = transaction.db
            let before = try db.first("PRAGMA freelist_count") { $0.int(0) } ?? 0
            guard before > 0 else { return false }
            try db.run("PRAGMA incremental_vacuum(\(Self.pagesPerRelease))")
            let after = try db.first("PRAGMA freelist_count") { $0.int(0) } ?? 0
            return after > 0 && after < before
        }
    }
}

extension VectorTable {
    /// Deletes the `limit` vectors with the smallest item ids.
    fileprivate func deleteFirst(
        _ limit: Int,
        in db: Database
    ) throws -> (vectors: Int, bytes: Int) {
        let sizes = try db.all(
            """
            DELETE FROM \(name) WHERE item IN (SELECT item FROM \(name) ORDER BY item LIMIT ?)
            RETURNING length(vector)
            """,
            limit
        ) { $0.int(0) }
        return (sizes.count, sizes.reduce(0, +))
    }

    fileprivate func isEmpty(in db: Database) throws -> Bool {
        try !db.exists("SELECT 1 FROM \(name) LIMIT 1")
    }
}

extension SpaceTable {
    fileprivate func contains(_ space: SpaceID) throws -> Bool {
        try db.exists("SELECT 1 FROM spaces WHERE id = ?", space)
    }

    fileprivate func markPruned(_ space: SpaceID) throws {
        try db.run("UPDATE spaces SET state = 'pruned' WHERE id = ?", space)
    }
}

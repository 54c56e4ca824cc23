internal import GRDB
package import Knowledge

/// A moment in a store's history: what is derived from the store, as a search snapshot, keeps it
/// to know later whether it was derived from this history.
package struct StoreMark: Hashable, Sendable, Codable {
    /// The opening in which the moment was.
    package var generation: Int64
    package var revision: Revision

    package init(generation: Int64, revision: Revision) {
        self.generation = generation
        self.revision = revision
    }
}

extension SQLiteStore {
    /// The mark of what was derived from the store at `revision`, in this opening.
    package func mark(at revision: Revision) -> StoreMark {
        StoreMark(generation: generation, revision: revision)
    }

    /// Whether the store went through `mark`.
    ///
    /// False for a mark from the future of a restored backup: its opening is unknown, or ended
    /// here with an older revision.
    package func wentThrough(_ mark: StoreMark) async throws(StoreError) -> Bool {
        try await readers.read { db in try Lineage.contains(mark, in: db) }
    }
}

/// The openings of a store, each with the newest revision it began with.
enum Lineage {
    /// Openings remembered.
    ///
    /// Derived data of an older one is made again.
    static let openingsMax = 1_000

    static func begin(_ generation: Int64, in db: Database) throws {
        try db.inTransaction(.immediate) {
            try db.run(
                "INSERT INTO openings (generation, revision) SELECT ?, revision FROM store",
                generation
            )
            try db.run(
                "DELETE FROM openings WHERE number <= (SELECT max(number) FROM openings) - ?",
                openingsMax
            )
            return .commit
        }
    }

    static func contains(_ mark: StoreMark, in db: Database) throws -> Bool {
        let opening = try db.first(
            """
            SELECT opening.revision, (
                SELECT next.revision FROM openings AS next
                WHERE next.number > opening.number ORDER BY next.number LIMIT 1
            ) FROM openings AS opening WHERE opening.generation = ?
            """,
            mark.generation
        ) { (began: $0.revision(0), ended: $0.isNull(1) ? nil : $0.revision(1)) }
        guard let opening else { return false }
        let ended = try opening.ended ?? db.newestRevision()
        return opening.began <= mark.revision && mark.revision <= ended
    }
}

internal import GRDB
internal import Knowledge

/// The sample of queries that were made: one row a text.
struct QueryTable {
    let db: Database

    func record(_ query: RecordedQuery) throws {
        try db.run(
            """
            INSERT INTO recorded_queries (text, at_ms) VALUES (?, ?)
            ON CONFLICT (text) DO UPDATE SET at_ms = max(at_ms, excluded.at_ms)
            """,
            query.text,
            query.atUnixMs
        )
    }

    /// Deletes what is from before `oldestUnixMs`, and the oldest of what is left past `most`.
    func trim(to most: Int, oldestUnixMs: Int64) throws {
        try db.run("DELETE FROM recorded_queries WHERE at_ms < ?", oldestUnixMs)
        let count = try count()
        guard count > most else { return }
        try db.run(
            """
            DELETE FROM recorded_queries WHERE id IN (
                SELECT id FROM recorded_queries ORDER BY at_ms, id LIMIT ?
            )
            """,
            count - max(most, 0)
        )
    }

    func count() throws -> Int {
        try db.first("SELECT count(*) FROM recorded_queries") { $0.int(0) } ?? 0
    }

    /// Newest first.
    func newest(_ limit: Int) throws -> [RecordedQuery] {
        try db.all(
            "SELECT text, at_ms FROM recorded_queries ORDER BY at_ms DESC, id DESC LIMIT ?",
            limit
        ) { RecordedQuery(text: try $0.text(0), atUnixMs: $0.integer(1)) }
    }
}

/// A search that somebody made, kept to compare profiles with: its text and nothing else.
package struct RecordedQuery: Sendable, Hashable {
    package let text: String
    /// Milliseconds since 1970.
    package let atUnixMs: Int64

    package init(text: String, atUnixMs: Int64) {
        self.text = text
        self.atUnixMs = atUnixMs
    }
}

/// Keeping a sample of real queries.
package protocol QueryLog: Sendable {
    /// Keeps `queries`, one row a text, the latest time of it; past `most` the oldest go, and so do
    /// those from before `oldestUnixMs`.
    func record(
        _ queries: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) async throws(StoreError)

    /// The newest first, at most `limit`.
    func recordedQueries(limit: Int) async throws(StoreError) -> [RecordedQuery]
}

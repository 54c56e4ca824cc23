package import Knowledge

extension SQLiteStore {
    /// Commits a change that changes nothing, to see whether the store can commit now.
    ///
    /// It writes a page to the log and syncs it, as every commit does.
    package func probe() async throws(StoreError) {
        try await writer.write { transaction in
            _ = try transaction.db.run("UPDATE store SET revision = revision")
        }
    }
}

internal import GRDB
package import Knowledge
package import Spaces

extension SQLiteStore: VectorStore {
    package func profileLog() async throws(StoreError) -> ProfileLog {
        try await readers.read { db in try ProfileTable(db: db).log() }
    }

    package func vectors(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Vector] {
        try await readers.read { db in
            try VectorTable.kept(space, in: db)?.vectors(after: after, limit: limit, in: db) ?? []
        }
    }

    package func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) async throws(StoreError) -> BacklogPage {
        try await readers.read { db in
            try Backlog(table: VectorTable.kept(space, in: db)).page(
                after: after,
                limit: limit,
                in: db
            )
        }
    }

    package func counts(of space: SpaceID) async throws(StoreError) -> SpaceCounts {
        try await readers.read { db in
            try db.counts(of: VectorTable.kept(space, in: db))
        }
    }

    /// Stores those of `vectors` whose revision is their item's.
    @discardableResult
    package func put(
        _ vectors: [Vector],
        in space: SpaceID
    ) async throws(StoreError) -> Int {
        try await writer.write(bytes: vectors.bytes) { [self] transaction in
            try put(vectors, in: space, transaction: &transaction)
        }
    }

    /// Into any space but the active one this is a backfill, which the disk's reserve stops; into
    /// the active one it heals what was acknowledged, and only a full disk stops that.
    func put(
        _ vectors: [Vector],
        in space: SpaceID,
        transaction: inout WriteTransaction
    ) throws -> Int {
        guard let table = try transaction.vectorTable(of: space) else { return 0 }
        if try ProfileTable(db: transaction.db).activeSpace() != space { try checkReserve() }
        var effective: [Vector] = []
        for vector in vectors where try table.storeIfCurrent(vector, in: transaction.db) {
            effective.append(vector)
        }
        guard !effective.isEmpty else { return 0 }
        transaction.commit.puts[space, default: []] += effective
        return effective.count
    }

    private func checkReserve() throws(StoreError) {
        guard let space = settings.diskSpace(directory.path) else { return }
        let reserve = settings.reserveBytes ?? space.reserveBytes
        guard space.freeBytes < reserve else { return }
        throw StoreError(
            .diskFull,
            "\(space.freeBytes >> 20) MiB are free below \(directory.path), and backfills leave "
                + "\(reserve >> 20) MiB to live writes. Free some disk space."
        )
    }
}

extension [Vector] {
    /// What they weigh in a transaction's bound.
    var bytes: Int {
        reduce(0) { $0 + $1.values.count * MemoryLayout<Float>.size }
    }
}

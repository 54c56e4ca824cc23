package import Knowledge
package import Spaces

// What a space's embedder refuses.
extension ModelMemoryStore {
    package func quarantine(
        _ refusals: [ItemRefusal],
        in space: SpaceID,
        atUnixMs: Int64
    ) async throws(StoreError) -> Int {
        try await write(.quarantine) { $0.quarantine(refusals, in: space, atUnixMs: atUnixMs) }
    }

    package func quarantined(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> QuarantineRows {
        let tables = tables
        return QuarantineRows(
            items: tables.quarantined(in: space, after: after, limit: limit),
            total: tables.quarantine[space, default: [:]].count
        )
    }

    package func retryQuarantined(
        _ selection: QuarantineSelection,
        in space: SpaceID
    ) async throws(StoreError) -> Int {
        try await write(.retryQuarantined) { $0.retryQuarantined(selection, in: space) }
    }

    package func retrying(
        in space: SpaceID,
        after: ItemID?,
        limit: BacklogLimit
    ) async throws(StoreError) -> [Item] {
        tables.retrying(in: space, after: after, limit: limit)
    }
}

// Canaries and recorded queries.
extension ModelMemoryStore {
    package func canaries(of space: SpaceID) async throws(StoreError) -> CanarySet? {
        tables.canaries(of: space)
    }

    package func keep(
        _ set: CanarySet,
        of space: SpaceID
    ) async throws(StoreError) -> CanarySet {
        try await write(.keepCanaries) { tables throws(StoreError) in
            try tables.keep(set, of: space)
        }
    }

    package func record(
        _ queries: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) async throws(StoreError) {
        try await write(.recordQueries) {
            $0.record(queries, most: most, oldestUnixMs: oldestUnixMs)
        }
    }

    package func recordedQueries(limit: Int) async throws(StoreError) -> [RecordedQuery] {
        tables.recordedQueries(limit: limit)
    }
}

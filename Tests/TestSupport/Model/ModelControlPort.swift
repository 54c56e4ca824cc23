package import Knowledge
package import Migration
package import Spaces

// What an operator's hands and a migration's evidence need.
extension ModelMemoryStore: MigrationControlStore {
    package func set(
        _ settings: MigrationSettings,
        of epoch: Epoch
    ) async throws(StoreError) -> MigrationRecord? {
        try await write(.set) { tables throws(StoreError) in try tables.set(settings, of: epoch) }
    }

    package func setAside(_ micros: Int64, by epoch: Epoch) async throws(StoreError) {
        try await write(.setAside) { tables throws(StoreError) in
            try tables.setAside(micros, by: epoch)
        }
    }

    package func put(
        _ vectors: [Vector],
        in space: SpaceID,
        settling settlement: Settlement
    ) async throws(StoreError) -> Int {
        try await write(.put) { tables throws(StoreError) in
            try tables.put(vectors, in: space, settling: settlement)
        }
    }

    package func settle(_ settlement: Settlement) async throws(StoreError) {
        try await write(.settle) { tables throws(StoreError) in try tables.settle(settlement) }
    }

    package func keep(_ report: EvaluationReport, of epoch: Epoch) async throws(StoreError) {
        try await write(.keepEvaluation) { tables throws(StoreError) in
            try tables.keep(report, of: epoch)
        }
    }

    package func evaluation(of epoch: Epoch) async throws(StoreError) -> EvaluationReport? {
        tables.evaluation(of: epoch)
    }

    package func adoptVectors(
        of source: SpaceID,
        into target: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> AdoptedVectors {
        try await write(.adoptVectors) { tables throws(StoreError) in
            try tables.adoptVectors(of: source, into: target, after: after, limit: limit)
        }
    }

    package func itemsLonger(than bytes: Int) async throws(StoreError) -> Int {
        tables.itemsLonger(than: bytes)
    }
}

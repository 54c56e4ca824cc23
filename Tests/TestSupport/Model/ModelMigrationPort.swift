package import Knowledge
package import Migration
package import Spaces

// What a migration reads and writes.
extension ModelMemoryStore: MigrationStore {
    package func start(_ request: MigrationRequest) async throws(StoreError) -> StartResult {
        try await write(.start) { $0.start(request) }
    }

    package func survey(
        for identity: SpaceIdentity,
        sample: Int
    ) async throws(StoreError) -> MigrationSurvey {
        tables.survey(for: identity, sample: sample)
    }

    package func migrations(
        before: Epoch?,
        limit: Int
    ) async throws(StoreError) -> [MigrationRecord] {
        tables.migrations(before: before, limit: limit)
    }

    package func migration(_ epoch: Epoch) async throws(StoreError) -> MigrationRecord? {
        tables.migration(epoch)
    }

    package func record(
        _ phase: Phase,
        reason: String,
        of epoch: Epoch,
        atUnixMs: Int64
    ) async throws(StoreError) -> PhaseChange? {
        try await write(.record) { tables throws(StoreError) in
            try tables.record(phase, reason: reason, of: epoch, atUnixMs: atUnixMs)
        }
    }

    package func changes(
        of epoch: Epoch,
        after sequence: Int64,
        limit: Int
    ) async throws(StoreError) -> [PhaseChange] {
        tables.changes(of: epoch, after: sequence, limit: limit)
    }

    package func newestRevision() async throws(StoreError) -> Revision { tables.newestRevision }

    package func flip(
        _ epoch: Epoch,
        pass: Revision,
        through: Revision,
        atUnixMs: Int64,
        permit: @Sendable @escaping () -> Bool
    ) async throws(StoreError) -> FlipResult {
        await passIntercept(.flip)
        let isPermitted = permit()
        return try commit { tables throws(StoreError) in
            try tables.flip(
                epoch,
                pass: pass,
                through: through,
                atUnixMs: atUnixMs,
                isPermitted: isPermitted
            )
        }
    }

    package func recordTimes(_ times: FlipTimes, of epoch: Epoch) async throws(StoreError) {
        try await write(.recordTimes) { tables throws(StoreError) in
            try tables.recordTimes(times, of: epoch)
        }
    }

    package func end(
        _ epoch: Epoch,
        as outcome: ProfileOutcome,
        reason: String,
        atUnixMs: Int64
    ) async throws(StoreError) -> EndResult {
        try await write(.end) { tables throws(StoreError) in
            try tables.end(epoch, as: outcome, reason: reason, atUnixMs: atUnixMs)
        }
    }

    package func prune(_ space: SpaceID, limit: Int) async throws(StoreError) -> PruneResult {
        try await write(.prune) { tables throws(StoreError) in
            try tables.prune(space, limit: limit)
        }
    }

    package func releaseFreedPages() async throws(StoreError) {}
}

import Messages
import MoultClient
import Testing

/// Migrations, as most tests ask for them.
extension TestServer {
    /// Starts a migration, which must be a new one.
    @discardableResult
    func migrate(
        to target: String,
        itemsPerSecondMax: Double = 0,
        batchItems: Int32 = 0,
        concurrency: Int32 = 0,
        knobs: MoultV1.Knobs = MoultV1.Knobs()
    ) async throws -> Int64 {
        let request = MoultV1.StartRequest(
            target: target,
            itemsPerSecondMax: itemsPerSecondMax,
            batchItems: batchItems,
            concurrency: concurrency,
            knobs: knobs
        )
        let answer = try await client.migration.start(request)
        try #require(!answer.alreadyActive && !answer.alreadyBuilding)
        return try #require(answer.migration).epoch
    }

    @discardableResult
    func plan(_ target: String) async throws -> MoultV1.PlanResponse {
        try await client.migration.plan(MoultV1.PlanRequest(target: target))
    }

    /// 0: the newest.
    func migration(_ epoch: Int64 = 0) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.GetMigrationRequest(epoch: epoch)
        return try #require(try await client.migration.get(request).migration)
    }

    /// The migration's changes of phase from its beginning, until `isEnough` or its end.
    @discardableResult
    func changes(
        of epoch: Int64,
        until isEnough: (MoultV1.PhaseChange) -> Bool = { _ in false }
    ) async throws -> [MoultV1.PhaseChange] {
        var changes: [MoultV1.PhaseChange] = []
        let request = MoultV1.WatchRequest(epoch: epoch, intervalMs: 100)
        for try await message in try client.migration.watch(request) {
            guard case .change(let change)? = message.event else { continue }
            changes.append(change)
            if isEnough(change) { break }
        }
        return changes
    }

    /// The change to `phase`, when it comes; what is stored counts too.
    @discardableResult
    func change(of epoch: Int64, to phase: MoultV1.Phase) async throws -> MoultV1.PhaseChange {
        let changes = try await changes(of: epoch) { $0.to == phase }
        return try #require(
            changes.last.flatMap { $0.to == phase ? $0 : nil },
            "it ended without: \(changes.map { "\($0.to) \($0.reason)" })"
        )
    }

    /// Waits until the migration has finished.
    @discardableResult
    func finish(_ epoch: Int64) async throws -> MoultV1.PhaseChange {
        try await change(of: epoch, to: .finished)
    }

    /// The whole log, the newest first.
    func profiles() async throws -> [MoultV1.ProfileRow] {
        try await client.migration.listProfiles(
            MoultV1.ListProfilesRequest(pageSize: 1_000)
        ).profiles
    }

    @discardableResult
    func prune(_ target: String) async throws -> MoultV1.PruneResponse {
        try await client.migration.prune(MoultV1.PruneRequest(target: target))
    }
}

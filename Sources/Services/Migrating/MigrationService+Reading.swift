internal import Channels
internal import Knowledge
internal import Messages
internal import Migration
internal import RPC
internal import Spaces

extension MigrationService {
    static let sampleStandard = 64

    func plan(_ request: MoultV1.PlanRequest) async throws -> MoultV1.PlanResponse {
        try require(request.target, named: "target")
        let plan = try await plan(of: request.target, sample: sample(request.sample))
        var wire = plan.wire(currency: currency)
        if let place = await placement(wire.target) { wire.take(place, for: plan) }
        return wire
    }

    /// A target that its provider does not have may be had elsewhere.
    private func plan(
        of target: String,
        sample: Int
    ) async throws(MigrationError) -> MigrationPlan {
        do {
            return try await migrations.plan(target: target, sample: sample)
        } catch {
            guard error.code == .embedderUnknown else { throw error }
            let hosts = await placement(target)?.betterHosts ?? []
            throw MigrationError(error.code, ([error.message] + hosts).joined(separator: " "))
        }
    }

    /// 0: as many as usual.
    func sample(_ items: Int32) -> Int {
        items == 0 ? Self.sampleStandard : Int(items)
    }

    func get(
        _ request: MoultV1.GetMigrationRequest
    ) async throws -> MoultV1.GetMigrationResponse {
        let status = try await migrations.get(try epoch(request.epoch))
        return MoultV1.GetMigrationResponse(migration: wire(status))
    }
}

/// Listings, newest first; a page token is the last epoch given.
extension MigrationService {
    func list(
        _ request: MoultV1.ListMigrationsRequest
    ) async throws -> MoultV1.ListMigrationsResponse {
        let size = try PageSize.of(request.pageSize, limits: limits)
        let before = try PageTokens.epoch(request.pageToken)
        let statuses = try await migrations.list(before: before, limit: size + 1)
        let page = statuses.prefix(size)
        return MoultV1.ListMigrationsResponse(
            migrations: page.map(wire),
            nextPageToken: PageTokens.text(
                after: page.last?.record.epoch,
                hasMore: statuses.count > size
            )
        )
    }

    func listProfiles(
        _ request: MoultV1.ListProfilesRequest
    ) async throws -> MoultV1.ListProfilesResponse {
        let size = try PageSize.of(request.pageSize, limits: limits)
        let before = try PageTokens.epoch(request.pageToken)
        let profiles = try await migrations.profiles(before: before, limit: size + 1)
        let page = profiles.prefix(size)
        return MoultV1.ListProfilesResponse(
            profiles: page.map(\.wire),
            nextPageToken: PageTokens.text(
                after: page.last?.profile.epoch,
                hasMore: profiles.count > size
            )
        )
    }
}

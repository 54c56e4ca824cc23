internal import Knowledge
internal import Messages
internal import Migration
internal import RPC
internal import Spaces

extension MigrationService {
    static let sampleStandard = 64

    func plan(_ request: MoultV1.PlanRequest) async throws -> MoultV1.PlanResponse {
        try require(request.target, named: "target")
        let plan = try await migrations.plan(
            target: request.target,
            sample: sample(request.sample)
        )
        var wire = plan.wire(currency: currency)
        wire.placement = await placement(wire.target)
        return wire
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

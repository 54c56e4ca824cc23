public import Messages

/// The calls of `moult.v1.Migration`.
public struct MigrationCalls: Sendable {
    let client: MoultClient

    /// What a migration to a target would take.
    ///
    /// Embeds a sample, stores nothing.
    public func plan(
        _ request: MoultV1.PlanRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.PlanResponse {
        try await client.call(MoultV1.MigrationMethods.plan, request, options: options)
    }

    /// Appends a profile and begins to fill its space.
    ///
    /// When the target is active already, or is being built already, nothing is done and the
    /// answer says so.
    public func start(
        _ request: MoultV1.StartRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.StartResponse {
        try await client.call(MoultV1.MigrationMethods.start, request, options: options)
    }

    /// One migration, as it is now.
    public func get(
        _ request: MoultV1.GetMigrationRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.GetMigrationResponse {
        try await client.call(MoultV1.MigrationMethods.get, request, options: options)
    }

    /// The newest first.
    public func list(
        _ request: MoultV1.ListMigrationsRequest = MoultV1.ListMigrationsRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListMigrationsResponse {
        try await client.call(MoultV1.MigrationMethods.list, request, options: options)
    }

    /// The phase changes after `after_sequence`, from the store, then live ones; between them
    /// the latest progress.
    ///
    /// Ends with OK when the migration has ended.
    public func watch(
        _ request: MoultV1.WatchRequest = MoultV1.WatchRequest(),
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<MoultV1.WatchResponse> {
        try client.serverStream(MoultV1.MigrationMethods.watch, request, options: options)
    }

    /// Ends a migration that has not finished.
    ///
    /// What is embedded stays. One that has finished: FAILED_PRECONDITION with
    /// REASON_MIGRATION_ENDED.
    public func cancel(
        _ request: MoultV1.CancelRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.CancelResponse {
        try await client.call(MoultV1.MigrationMethods.cancel, request, options: options)
    }

    /// Deletes the vectors of a space that no active or building profile uses, and gives the
    /// room back.
    public func prune(
        _ request: MoultV1.PruneRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.PruneResponse {
        try await client.call(MoultV1.MigrationMethods.prune, request, options: options)
    }

    /// The log, newest first, with the active profile marked as derived.
    public func listProfiles(
        _ request: MoultV1.ListProfilesRequest = MoultV1.ListProfilesRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListProfilesResponse {
        try await client.call(MoultV1.MigrationMethods.listProfiles, request, options: options)
    }
}

extension MoultClient {
    /// The change of the embedding model.
    public var migration: MigrationCalls { MigrationCalls(client: self) }
}

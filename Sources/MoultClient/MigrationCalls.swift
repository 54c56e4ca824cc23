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

/// An operator's hands on one migration, and what a person decides by.
extension MigrationCalls {
    /// Stops the work until Resume; what is in flight still comes in and is stored.
    ///
    /// Kept through a restart.
    public func pause(
        _ request: MoultV1.PauseRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.PauseResponse {
        try await client.call(MoultV1.MigrationMethods.pause, request, options: options)
    }

    /// Goes on after Pause; of a migration that waits by itself, tries again at once.
    public func resume(
        _ request: MoultV1.ResumeRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ResumeResponse {
        try await client.call(MoultV1.MigrationMethods.resume, request, options: options)
    }

    /// Lets a migration that holds before the flip go on to it.
    ///
    /// Given earlier, it does not hold.
    public func cutOver(
        _ request: MoultV1.CutOverRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.CutOverResponse {
        try await client.call(MoultV1.MigrationMethods.cutOver, request, options: options)
    }

    /// Turns knobs, while it runs or before it is resumed; what is absent stays as it is.
    public func tune(
        _ request: MoultV1.TuneRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.TuneResponse {
        try await client.call(MoultV1.MigrationMethods.tune, request, options: options)
    }

    /// Replays queries on the active profile and on the one that is being built, or on an
    /// earlier one, and says how their answers differ.
    public func evaluate(
        _ request: MoultV1.EvaluateRequest = MoultV1.EvaluateRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.EvaluateResponse {
        try await client.call(MoultV1.MigrationMethods.evaluate, request, options: options)
    }

    /// Goes back: appends a profile for the space of an earlier one that finished.
    ///
    /// Only what that space lacks is embedded.
    public func rollback(
        _ request: MoultV1.RollbackRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.RollbackResponse {
        try await client.call(MoultV1.MigrationMethods.rollback, request, options: options)
    }

    /// Migrates to a target that is the same model under another name: its canaries and a
    /// sample of the items prove it, and the vectors are taken over instead of embedded.
    public func adopt(
        _ request: MoultV1.AdoptRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.AdoptResponse {
        try await client.call(MoultV1.MigrationMethods.adopt, request, options: options)
    }

    /// The items that a space's embedder refuses, by ascending id.
    public func listQuarantine(
        _ request: MoultV1.ListQuarantineRequest = MoultV1.ListQuarantineRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListQuarantineResponse {
        try await client.call(MoultV1.MigrationMethods.listQuarantine, request, options: options)
    }

    /// Has quarantined items asked for once more.
    public func retryQuarantine(
        _ request: MoultV1.RetryQuarantineRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.RetryQuarantineResponse {
        try await client.call(MoultV1.MigrationMethods.retryQuarantine, request, options: options)
    }
}

extension MoultClient {
    /// The change of the embedding model.
    public var migration: MigrationCalls { MigrationCalls(client: self) }
}

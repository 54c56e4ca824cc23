import Messages
import MoultClient

// The embedding model.
extension Remote {
    func plan(_ request: MoultV1.PlanRequest) async throws -> MoultV1.PlanResponse {
        try await call(MoultV1.MigrationMethods.plan, request)
    }

    func start(_ request: MoultV1.StartRequest) async throws -> MoultV1.StartResponse {
        try await call(MoultV1.MigrationMethods.start, request)
    }

    /// `epoch` 0: the newest.
    func migration(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        let response = try await call(
            MoultV1.MigrationMethods.get,
            MoultV1.GetMigrationRequest(epoch: epoch)
        )
        return response.migration ?? MoultV1.MigrationStatus()
    }

    func migrations() async throws -> [MoultV1.MigrationStatus] {
        var all: [MoultV1.MigrationStatus] = []
        var token = ""
        repeat {
            let page = try await call(
                MoultV1.MigrationMethods.list,
                MoultV1.ListMigrationsRequest(pageToken: token)
            )
            all += page.migrations
            token = page.nextPageToken
        } while !token.isEmpty
        return all
    }

    func profiles() async throws -> [MoultV1.ProfileRow] {
        var all: [MoultV1.ProfileRow] = []
        var token = ""
        repeat {
            let page = try await call(
                MoultV1.MigrationMethods.listProfiles,
                MoultV1.ListProfilesRequest(pageToken: token)
            )
            all += page.profiles
            token = page.nextPageToken
        } while !token.isEmpty
        return all
    }

    func cancel(_ request: MoultV1.CancelRequest) async throws -> MoultV1.CancelResponse {
        try await call(MoultV1.MigrationMethods.cancel, request)
    }

    func prune(_ request: MoultV1.PruneRequest) async throws -> MoultV1.PruneResponse {
        try await call(MoultV1.MigrationMethods.prune, request)
    }

    func pause(_ request: MoultV1.PauseRequest) async throws -> MoultV1.PauseResponse {
        try await call(MoultV1.MigrationMethods.pause, request)
    }

    func resume(_ request: MoultV1.ResumeRequest) async throws -> MoultV1.ResumeResponse {
        try await call(MoultV1.MigrationMethods.resume, request)
    }

    func cutOver(_ request: MoultV1.CutOverRequest) async throws -> MoultV1.CutOverResponse {
        try await call(MoultV1.MigrationMethods.cutOver, request)
    }

    func tune(_ request: MoultV1.TuneRequest) async throws -> MoultV1.TuneResponse {
        try await call(MoultV1.MigrationMethods.tune, request)
    }

    func evaluate(_ request: MoultV1.EvaluateRequest) async throws -> MoultV1.EvaluateResponse {
        try await call(MoultV1.MigrationMethods.evaluate, request)
    }

    func rollback(_ request: MoultV1.RollbackRequest) async throws -> MoultV1.RollbackResponse {
        try await call(MoultV1.MigrationMethods.rollback, request)
    }

    func adopt(_ request: MoultV1.AdoptRequest) async throws -> MoultV1.AdoptResponse {
        try await call(MoultV1.MigrationMethods.adopt, request)
    }

    func retryQuarantine(
        _ request: MoultV1.RetryQuarantineRequest
    ) async throws -> MoultV1.RetryQuarantineResponse {
        try await call(MoultV1.MigrationMethods.retryQuarantine, request)
    }

    /// Every item, from as many pages as it takes.
    func quarantine(epoch: Int64) async throws -> MoultV1.ListQuarantineResponse {
        var whole = MoultV1.ListQuarantineResponse()
        repeat {
            let page = try await call(
                MoultV1.MigrationMethods.listQuarantine,
                MoultV1.ListQuarantineRequest(epoch: epoch, pageToken: whole.nextPageToken)
            )
            whole = whole.joined(by: page)
        } while !whole.nextPageToken.isEmpty
        return whole
    }
}

extension MoultV1.ListQuarantineResponse {
    /// The list and its next page.
    ///
    /// Items come and go between two pages, so only while there are more is the total the server's:
    /// of a list that is whole it is what the list holds.
    func joined(by page: MoultV1.ListQuarantineResponse) -> MoultV1.ListQuarantineResponse {
        var joined = page
        joined.items = items + page.items
        if page.nextPageToken.isEmpty { joined.total = Int64(joined.items.count) }
        return joined
    }
}

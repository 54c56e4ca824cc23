import Messages
import MoultClient

/// The server, as the commands call it.
struct Remote: Sendable {
    let client: MoultClient
    let output: Output

    static func connect(
        to address: String,
        timeout: Duration = .seconds(60),
        output: Output = Output(isJSON: false)
    ) throws -> Remote {
        Remote(
            client: try MoultClient(
                server: address,
                options: ClientOptions(unaryTimeout: timeout)
            ),
            output: output
        )
    }

    func close() async {
        await client.close()
    }

    private func call<Request, Response>(
        _ method: WireMethod<Request, Response>,
        _ request: Request
    ) async throws -> Response {
        try await client.call(method, request)
    }
}

// Knowledge.
extension Remote {
    func search(_ query: MoultV1.SearchQuery) async throws -> MoultV1.SearchAnswer {
        let response = try await call(
            MoultV1.MemoryMethods.search,
            MoultV1.SearchRequest(queries: [query])
        )
        return response.answers.first ?? MoultV1.SearchAnswer()
    }

    func ingest(_ draft: MoultV1.ItemDraft) async throws -> MoultV1.IngestOutcome {
        let response = try await call(
            MoultV1.MemoryMethods.ingest,
            MoultV1.IngestRequest(items: [draft])
        )
        return response.outcomes.first ?? MoultV1.IngestOutcome()
    }

    func get(_ request: MoultV1.GetRequest) async throws -> MoultV1.GetResponse {
        try await call(MoultV1.MemoryMethods.get, request)
    }

    func list(_ request: MoultV1.ListRequest) async throws -> MoultV1.ListResponse {
        try await call(MoultV1.MemoryMethods.list, request)
    }

    func listCollections(
        _ request: MoultV1.ListCollectionsRequest
    ) async throws -> MoultV1.ListCollectionsResponse {
        try await call(MoultV1.MemoryMethods.listCollections, request)
    }

    func delete(_ request: MoultV1.DeleteRequest) async throws -> MoultV1.DeleteResponse {
        try await call(MoultV1.MemoryMethods.delete, request)
    }

    func stats() async throws -> MoultV1.StatsResponse {
        try await call(MoultV1.MemoryMethods.stats, MoultV1.StatsRequest())
    }

    func health(_ service: String = "") async throws -> HealthV1.HealthCheckResponse {
        try await call(
            HealthV1.HealthMethods.check,
            HealthV1.HealthCheckRequest(service: service)
        )
    }
}

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
}

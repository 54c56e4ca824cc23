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

    func call<Request, Response>(
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

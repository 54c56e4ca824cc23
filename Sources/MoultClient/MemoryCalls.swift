public import Messages

/// The calls of `moult.v1.Memory`.
public struct MemoryCalls: Sendable {
    let client: MoultClient

    /// Stores items.
    ///
    /// Each item has an outcome of its own; one refused item does not harm the others.
    public func ingest(
        _ request: MoultV1.IngestRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.IngestResponse {
        try await client.call(MoultV1.MemoryMethods.ingest, request, options: options)
    }

    /// Stores items as they come.
    ///
    /// The client numbers its items; outcomes come in any order; sending an item again is safe.
    /// The first message from the server grants a credit, each outcome more; who sends past the
    /// credit has the stream ended with RESOURCE_EXHAUSTED.
    public func ingestStream(
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> BidirectionalStream<
        MoultV1.IngestStreamRequest, MoultV1.IngestStreamResponse
    > {
        try client.bidirectional(MoultV1.MemoryMethods.ingestStream, options: options)
    }

    /// Finds items by words, by meaning, or both.
    ///
    /// Several queries may be put in one call.
    public func search(
        _ request: MoultV1.SearchRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.SearchResponse {
        try await client.call(MoultV1.MemoryMethods.search, request, options: options)
    }

    /// Reads items by their keys.
    public func get(
        _ request: MoultV1.GetRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.GetResponse {
        try await client.call(MoultV1.MemoryMethods.get, request, options: options)
    }

    /// Walks items in the order of their ids.
    public func list(
        _ request: MoultV1.ListRequest = MoultV1.ListRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListResponse {
        try await client.call(MoultV1.MemoryMethods.list, request, options: options)
    }

    /// Walks the collections in the order of their names.
    public func listCollections(
        _ request: MoultV1.ListCollectionsRequest = MoultV1.ListCollectionsRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.ListCollectionsResponse {
        try await client.call(MoultV1.MemoryMethods.listCollections, request, options: options)
    }

    /// Deletes items by keys or by filter.
    ///
    /// When it answers, no search finds them.
    public func delete(
        _ request: MoultV1.DeleteRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.DeleteResponse {
        try await client.call(MoultV1.MemoryMethods.delete, request, options: options)
    }

    /// What the store holds, and how it is.
    public func stats(
        _ request: MoultV1.StatsRequest = MoultV1.StatsRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.StatsResponse {
        try await client.call(MoultV1.MemoryMethods.stats, request, options: options)
    }

    /// Items in the order of their ids, with the vectors of a space if wished.
    ///
    /// The first message says what comes.
    public func export(
        _ request: MoultV1.ExportRequest = MoultV1.ExportRequest(),
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<MoultV1.ExportResponse> {
        try client.serverStream(MoultV1.MemoryMethods.export, request, options: options)
    }

    /// Takes in what an export gave.
    ///
    /// The first message says what comes. The server grants a credit, each outcome more; who sends
    /// past the credit has the stream ended with RESOURCE_EXHAUSTED.
    public func importStream(
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> BidirectionalStream<MoultV1.ImportRequest, MoultV1.ImportResponse> {
        try client.bidirectional(MoultV1.MemoryMethods.import, options: options)
    }
}

extension MoultClient {
    /// Items: in, found, listed, out.
    public var memory: MemoryCalls { MemoryCalls(client: self) }
}

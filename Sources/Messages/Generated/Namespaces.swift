// Made by proto/generate. Never edited.

/// The messages of the proto package `grpc.health.v1`.
public enum HealthV1 {
    /// Every message, in the order of the .proto files.
    package static let messages: [any WireMessage.Type] = [
        HealthV1.HealthCheckRequest.self,
        HealthV1.HealthCheckResponse.self,
    ]
}

/// The messages of the proto package `moult.v1`.
public enum MoultV1 {
    /// Every message, in the order of the .proto files.
    package static let messages: [any WireMessage.Type] = [
        MoultV1.ErrorDetail.self,
        MoultV1.MetadataEntry.self,
        MoultV1.ItemDraft.self,
        MoultV1.StoredItem.self,
        MoultV1.IngestRequest.self,
        MoultV1.IngestOutcome.self,
        MoultV1.IngestResponse.self,
        MoultV1.IngestStreamRequest.self,
        MoultV1.IngestStreamResponse.self,
        MoultV1.NumberedOutcome.self,
        MoultV1.ItemFilter.self,
        MoultV1.SearchQuery.self,
        MoultV1.SearchRequest.self,
        MoultV1.SearchHit.self,
        MoultV1.SearchAnswer.self,
        MoultV1.SearchResponse.self,
        MoultV1.ItemKey.self,
        MoultV1.GetRequest.self,
        MoultV1.GetResponse.self,
        MoultV1.ListRequest.self,
        MoultV1.ListResponse.self,
        MoultV1.ListCollectionsRequest.self,
        MoultV1.Collection.self,
        MoultV1.ListCollectionsResponse.self,
        MoultV1.KeyToDelete.self,
        MoultV1.DeleteRequest.self,
        MoultV1.DeleteRefusal.self,
        MoultV1.DeleteResponse.self,
        MoultV1.StatsRequest.self,
        MoultV1.StatsResponse.self,
        MoultV1.Counter.self,
        MoultV1.PlanRequest.self,
        MoultV1.PlanResponse.self,
        MoultV1.StartRequest.self,
        MoultV1.StartResponse.self,
        MoultV1.GetMigrationRequest.self,
        MoultV1.GetMigrationResponse.self,
        MoultV1.ListMigrationsRequest.self,
        MoultV1.ListMigrationsResponse.self,
        MoultV1.MigrationStatus.self,
        MoultV1.MigrationProgress.self,
        MoultV1.WatchRequest.self,
        MoultV1.PhaseChange.self,
        MoultV1.WatchResponse.self,
        MoultV1.Heartbeat.self,
        MoultV1.CancelRequest.self,
        MoultV1.CancelResponse.self,
        MoultV1.PruneRequest.self,
        MoultV1.PruneResponse.self,
        MoultV1.ListProfilesRequest.self,
        MoultV1.ProfileRow.self,
        MoultV1.ListProfilesResponse.self,
        MoultV1.AuthenticateRequest.self,
        MoultV1.AuthenticateResponse.self,
        MoultV1.CancelStreamRequest.self,
        MoultV1.CancelStreamResponse.self,
    ]
}

/// The messages of the proto package `ttrpc`.
public enum TTRPC {
    /// Every message, in the order of the .proto files.
    package static let messages: [any WireMessage.Type] = [
        TTRPC.Request.self,
        TTRPC.Response.self,
        TTRPC.Status.self,
        TTRPC.AnyMessage.self,
        TTRPC.KeyValue.self,
    ]
}

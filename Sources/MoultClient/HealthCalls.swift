public import Messages

/// The calls of `grpc.health.v1.Health`.
public struct HealthCalls: Sendable {
    let client: MoultClient

    /// The state now.
    public func check(
        _ request: HealthV1.HealthCheckRequest = HealthV1.HealthCheckRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> HealthV1.HealthCheckResponse {
        try await client.call(HealthV1.HealthMethods.check, request, options: options)
    }

    /// The state now and after every change, until the caller ends the stream.
    public func watch(
        _ request: HealthV1.HealthCheckRequest = HealthV1.HealthCheckRequest(),
        options: CallOptions = CallOptions()
    ) throws(MoultError) -> ResponseStream<HealthV1.HealthCheckResponse> {
        try client.serverStream(HealthV1.HealthMethods.watch, request, options: options)
    }
}

extension MoultClient {
    /// Whether the server can serve.
    public var health: HealthCalls { HealthCalls(client: self) }
}

public import Messages

/// The calls of `moult.v1.Session`.
public struct SessionCalls: Sendable {
    let client: MoultClient

    /// Says who the caller is.
    ///
    /// Where the listener asks for no authentication the answer says so, and calling it is not
    /// needed.
    public func authenticate(
        _ request: MoultV1.AuthenticateRequest = MoultV1.AuthenticateRequest(),
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.AuthenticateResponse {
        try await client.call(MoultV1.SessionMethods.authenticate, request, options: options)
    }

    /// Ends one stream of this connection.
    ///
    /// ttrpc has no cancel of its own. The stream gets a Response with CANCELLED, and nothing
    /// after it.
    public func cancelStream(
        _ request: MoultV1.CancelStreamRequest,
        options: CallOptions = CallOptions()
    ) async throws(MoultError) -> MoultV1.CancelStreamResponse {
        try await client.call(MoultV1.SessionMethods.cancelStream, request, options: options)
    }
}

extension MoultClient {
    /// What belongs to the connection.
    public var session: SessionCalls { SessionCalls(client: self) }
}

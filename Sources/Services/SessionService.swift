internal import Messages
package import RPC

/// What belongs to a connection.
package struct SessionService: Sendable {
    private let version: String

    package init(version: String) {
        self.version = version
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.inline(MoultV1.SessionMethods.authenticate) { _, _ in
                MoultV1.AuthenticateResponse(
                    authenticationRequired: false,
                    serverVersion: version
                )
            }
            table.unary(MoultV1.SessionMethods.cancelStream) { request, context in
                let isCancelled = await context.connection.cancelStream(request.streamID)
                return MoultV1.CancelStreamResponse(cancelled: isCancelled)
            }
        }
    }
}

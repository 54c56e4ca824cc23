import Logging
import Messages
import RPC
import RPCServer

/// Runs `body` against a server of the test service, and stops it.
func withServer(
    _ limits: RPCLimits = RPCLimits(),
    on address: String = "tcp://127.0.0.1:0",
    _ body: (TestServer) async throws -> Void
) async throws {
    let service = TestService()
    let server = try await RPCServer.start(
        on: [try ServerAddress(address)],
        serving: [service.table],
        limits: limits,
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    )
    let result: Result<Void, any Error>
    do {
        result = .success(try await body(TestServer(server: server, service: service)))
    } catch {
        result = .failure(error)
    }
    await server.shutdown()
    try result.get()
}

/// A server and what its handlers report.
struct TestServer {
    let server: RPCServer
    let service: TestService

    var address: ServerAddress { server.addresses[0] }

    func count(_ counter: ServerActivity.Counter) -> UInt64 {
        server.activity.snapshot.counts[counter] ?? 0
    }

    func connect(isReading: Bool = true) async throws -> RawConnection {
        try await RawConnection.open(to: address, isReading: isReading)
    }
}

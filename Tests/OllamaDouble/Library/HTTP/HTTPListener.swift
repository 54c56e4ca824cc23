internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// A server's address, which can be closed and opened again.
final class HTTPListener: Sendable {
    private enum State {
        case closed
        case open(any Channel)
    }

    private struct Held {
        var state = State.closed
        var connections: [ObjectIdentifier: any Channel] = [:]
        /// 0 until the system has chosen one.
        var port: Int
        /// Who answers; nil before the first opening.
        var service: (any HTTPService)?
    }

    private static let backlog: CInt = 1_024

    private let host: String
    private let group: any EventLoopGroup
    private let held: Mutex<Held>

    init(host: String, port: Int, group: any EventLoopGroup) {
        self.host = host
        self.group = group
        held = Mutex(Held(port: port))
    }

    var port: Int { held.withLock { $0.port } }

    var url: String { "http://\(host):\(port)" }

    /// Accepts connections from now on, for `service`.
    func open(_ service: any HTTPService) async throws {
        held.withLock { $0.service = service }
        try await open()
    }

    /// Accepts connections again, at the same port as before.
    func open() async throws {
        guard !isOpen, let service = held.withLock({ $0.service }) else { return }
        let channel = try await bootstrap(service).bind(host: host, port: port).get()
        held.withLock { held in
            held.state = .open(channel)
            held.port = channel.localAddress?.port ?? held.port
        }
    }

    /// Closes for good.
    func retire() async {
        held.withLock { $0.service = nil }
        await close()
    }

    /// Refuses connections, and resets those that there are.
    func close() async {
        let server = held.withLock { held in
            defer { held.state = .closed }
            return held.state
        }
        if case .open(let channel) = server { try? await channel.close() }
        // Now there are no new ones.
        for connection in held.withLock({ Array($0.connections.values) }) {
            await connection.reset()
        }
    }

    var isOpen: Bool {
        held.withLock { held in
            if case .open = held.state { true } else { false }
        }
    }

    private func bootstrap(_ service: any HTTPService) -> ServerBootstrap {
        ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false,
                        withErrorHandling: false
                    )
                    try channel.pipeline.syncOperations.addHandler(
                        HTTPConnection(service: service)
                    )
                    keep(channel)
                }
            }
    }

    private func keep(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        held.withLock { $0.connections[id] = channel }
        channel.closeFuture.whenComplete { [self] _ in
            held.withLock { $0.connections[id] = nil }
        }
    }
}

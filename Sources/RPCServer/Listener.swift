import Glibc
import Logging
import NIOCore
import NIOPosix
import RPC

/// One address that is listened on.
struct Listener: Sendable {
    /// As it came out: with the port that the system chose.
    let address: ServerAddress
    private let channel: any Channel
    private let file: UnixSocketFile?

    static func listen(
        on address: ServerAddress,
        for server: ServerCore,
        group: any EventLoopGroup
    ) async throws -> Listener {
        switch address {
        case .tcp(let host, let port):
            do {
                let bootstrap = bootstrap(.tcp, server, group)
                let channel = try await bootstrap.bind(host: host, port: port).get()
                let bound = ServerAddress.tcp(
                    host: host,
                    port: channel.localAddress?.port ?? port
                )
                return Listener(address: bound, channel: channel, file: nil)
            } catch {
                throw ListenError(address, error)
            }
        case .unix(let path):
            let (file, descriptor) = try UnixSocketFile.listen(
                at: path,
                backlog: server.limits.connections.backlog
            )
            let channel = try await bootstrap(.unix, server, group)
                .withBoundSocket(descriptor)
                .get()
            return Listener(address: address, channel: channel, file: file)
        }
    }

    /// Accepts no more.
    func close() async {
        file?.remove()
        try? await channel.close().get()
    }

    private static func bootstrap(
        _ transport: Peer.Transport,
        _ server: ServerCore,
        _ group: any EventLoopGroup
    ) -> ServerBootstrap {
        let limits = server.limits.connections
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: limits.backlog)
            // One at a time, so that the gate is asked before each.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let gate = AcceptGate(
                        registry: server.registry,
                        activity: server.activity,
                        loop: channel.eventLoop
                    )
                    server.registry.add(gate)
                    try channel.pipeline.syncOperations.addHandler(gate)
                }
            }
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(
                    low: server.limits.output.socketBytesMax / 4,
                    high: server.limits.output.socketBytesMax
                )
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try open(channel, transport, server)
                }
            }
        guard transport == .tcp else { return bootstrap }
        return
            bootstrap
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelOption(.tcp(TCP_KEEPIDLE), value: limits.keepAliveIdleSeconds)
            .childChannelOption(.tcp(TCP_KEEPINTVL), value: limits.keepAliveIntervalSeconds)
            .childChannelOption(.tcp(TCP_KEEPCNT), value: limits.keepAliveProbes)
            .childChannelOption(.tcp(TCP_USER_TIMEOUT), value: limits.unacknowledgedMilliseconds)
    }

    private static func open(
        _ channel: any Channel,
        _ transport: Peer.Transport,
        _ server: ServerCore
    ) throws {
        let address = channel.remoteAddress.flatMap { address in
            address.ipAddress.map { "\($0):\(address.port ?? 0)" }
        }
        let connection = Connection(
            id: server.registry.nextID(),
            peer: Peer(transport: transport, address: address ?? ""),
            channel: channel,
            server: server
        )
        try channel.pipeline.syncOperations.addHandler(connection)
        if server.registry.add(connection) {
            connection.drain(closesWhenDone: true)
        }
    }
}

extension ChannelOption where Self == ChannelOptions.Types.SocketOption {
    fileprivate static func tcp(_ name: CInt) -> Self {
        .tcpOption(NIOBSDSocket.Option(rawValue: name))
    }
}

import NIOCore
import NIOPosix
import RPC
import Synchronization

/// Passes bytes on to a server until it is told to cut all connections.
final class CuttableProxy: Sendable {
    let address: ServerAddress
    private let listener: any Channel
    private let clients: ClientChannels

    private init(address: ServerAddress, listener: any Channel, clients: ClientChannels) {
        self.address = address
        self.listener = listener
        self.clients = clients
    }

    static func start(to server: ServerAddress) async throws -> CuttableProxy {
        guard case .tcp(let host, let port) = server else { throw ChannelError.unknownLocalAddress }
        let clients = ClientChannels()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                clients.add(client)
                return ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { upstream in
                        upstream.eventLoop.makeCompletedFuture {
                            try upstream.pipeline.syncOperations.addHandler(Passer(to: client))
                        }
                    }
                    .connect(host: host, port: port)
                    .flatMapThrowing { upstream in
                        try client.pipeline.syncOperations.addHandler(Passer(to: upstream))
                        client.setOption(.autoRead, value: true).whenFailure { _ in }
                    }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let address = ServerAddress.tcp(
            host: "127.0.0.1",
            port: listener.localAddress?.port ?? 0
        )
        return CuttableProxy(address: address, listener: listener, clients: clients)
    }

    func cut() async throws {
        for client in clients.takeAll() {
            try? await client.close().get()
        }
    }

    func stop() async throws {
        try await listener.close().get()
        try await cut()
    }
}

/// The connections that are to be cut.
private final class ClientChannels: Sendable {
    private let channels = Mutex<[any Channel]>([])

    func add(_ channel: any Channel) {
        channels.withLock { $0.append(channel) }
    }

    func takeAll() -> [any Channel] {
        channels.withLock { channels in
            let all = channels
            channels = []
            return all
        }
    }
}

/// Gives what it reads to another channel, and closes it when its own closes.
private final class Passer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let other: any Channel

    init(to other: any Channel) {
        self.other = other
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        other.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        other.close(promise: nil)
    }
}

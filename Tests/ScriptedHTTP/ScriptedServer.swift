internal import Glibc
package import NIOCore
internal import NIOPosix
internal import Synchronization

/// A server on a port of its own that answers each request as a test says, byte by byte if it must.
package final class ScriptedServer: Sendable {
    package typealias Script = @Sendable (ServedRequest, ServedConnection) -> Void

    /// Reads and says nothing.
    package static let silence: Script = { _, _ in }

    package static func answering(_ body: String = "") -> Script {
        { $1.answer(body) }
    }

    package struct Counts: Sendable, Equatable {
        package var connections = 0
        package var open = 0
        package var requests = 0

        package init(connections: Int = 0, open: Int = 0, requests: Int = 0) {
            self.connections = connections
            self.open = open
            self.requests = requests
        }
    }

    package let port: Int
    private let channel: any Channel
    private let counted: Counted

    package var url: String { "http://127.0.0.1:\(port)/" }
    package var counts: Counts { counted.value.withLock { $0 } }

    /// Runs `body` with a server that answers by `script`, and ends it.
    package static func run<Result>(
        _ script: @escaping Script,
        _ body: (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let server = try await ScriptedServer(script)
        do {
            let result = try await body(server)
            try await server.channel.close()
            return result
        } catch {
            try? await server.channel.close()
            throw error
        }
    }

    private init(_ script: @escaping Script) async throws {
        let counted = Counted()
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        RequestReader(script: script, counted: counted, channel: channel)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.counted = counted
    }
}

package struct ServedRequest: Sendable {
    /// Request line and headers, with the blank line.
    package let head: String
    package let body: [UInt8]

    package var line: String { String(head.prefix { $0 != "\r\n" }) }
}

/// One connection, as its server sees it.
package struct ServedConnection: Sendable {
    package let channel: any Channel

    /// A whole answer with its length.
    package func answer(_ body: String = "", status: String = "200 OK", headers: [String] = []) {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    package func write(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    /// Returns when its client, or the server, has closed it.
    package func closed() async throws {
        try await channel.closeFuture.get()
    }

    package func close() {
        channel.close(promise: nil)
    }

    /// Closes with a reset in place of an orderly end.
    package func reset() {
        let socket = channel as? any SocketOptionProvider
        socket?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}

private final class Counted: Sendable {
    let value = Mutex(ScriptedServer.Counts())
}

/// Bytes become requests; belongs to its channel's event loop.
private final class RequestReader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let script: ScriptedServer.Script
    private let counted: Counted
    private let connection: ServedConnection
    private var unread: [UInt8] = []

    init(script: @escaping ScriptedServer.Script, counted: Counted, channel: any Channel) {
        self.script = script
        self.counted = counted
        connection = ServedConnection(channel: channel)
    }

    func channelActive(context: ChannelHandlerContext) {
        counted.value.withLock {
            $0.connections += 1
            $0.open += 1
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        counted.value.withLock { $0.open -= 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unread += unwrapInboundIn(data).readableBytesView
        while let request = nextRequest() {
            counted.value.withLock { $0.requests += 1 }
            script(request, connection)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func nextRequest() -> ServedRequest? {
        guard let end = unread.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            return nil
        }
        let head = String(decoding: unread[..<end], as: UTF8.self)
        let length = head.lowercased().split(separator: "\r\n")
            .first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
        let bodyEnd = end + (length ?? 0)
        guard unread.count >= bodyEnd else { return nil }
        let body = Array(unread[end..<bodyEnd])
        unread.removeSubrange(..<bodyEnd)
        return ServedRequest(head: head, body: body)
    }
}

import NIOCore
import NIOPosix
import Synchronization

/// A server that answers each request with what a test wrote down, and closes.
final class CannedServer: Sendable {
    private let channel: any Channel
    private let served: Served

    var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)" }
    /// As they came: head and body.
    var requests: [String] { served.requests.withLock { $0 } }
    /// Whether the next answer went out whole: its client had not gone.
    func nextIsWhole() async -> Bool? {
        var outcomes = served.outcomes.makeAsyncIterator()
        return await outcomes.next()
    }

    /// Runs `body` with a server whose nth answer is the nth of `answers`; the last repeats.
    static func with(
        _ answers: [Canned],
        _ body: (CannedServer) async throws -> Void
    ) async throws {
        let server = try await CannedServer(answers)
        do {
            try await body(server)
        } catch {
            try? await server.channel.close()
            throw error
        }
        try await server.channel.close()
    }

    private init(_ answers: [Canned]) async throws {
        let served = Served()
        self.served = served
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        CannedHandler(answers: answers, served: served)
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}

/// An answer as it goes over the wire.
struct Canned: Sendable {
    let bytes: [UInt8]

    init(_ status: String, headers: [String] = [], _ body: String) {
        let lines =
            ["HTTP/1.1 \(status)", "Connection: close", "Content-Length: \(body.utf8.count)"]
            + headers
        bytes = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }
}

private final class Served: Sendable {
    let requests = Mutex<[String]>([])
    let outcomes: AsyncStream<Bool>
    let outcome: AsyncStream<Bool>.Continuation

    init() {
        (outcomes, outcome) = AsyncStream.makeStream()
    }
}

/// Belongs to its channel's event loop.
private final class CannedHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answers: [Canned]
    private let served: Served
    private var unread = ""

    init(answers: [Canned], served: Served) {
        self.answers = answers
        self.served = served
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unread += String(buffer: unwrapInboundIn(data))
        guard isWhole else { return }
        let number = served.requests.withLock { requests in
            requests.append(unread)
            return requests.count
        }
        let answer = answers[min(number, answers.count) - 1]
        let channel = context.channel
        let served = served
        channel.writeAndFlush(ByteBuffer(bytes: answer.bytes)).whenComplete { result in
            if case .success = result {
                served.outcome.yield(true)
            } else {
                served.outcome.yield(false)
            }
            channel.close(promise: nil)
        }
    }

    private var isWhole: Bool {
        guard let end = unread.firstRange(of: "\r\n\r\n") else { return false }
        let length = unread[..<end.lowerBound].split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
        return unread[end.upperBound...].utf8.count >= length ?? 0
    }
}

internal import NIOCore
internal import NIOHTTP1

/// Answers a server's requests.
protocol HTTPService: Sendable {
    /// Ends when the answer was sent. Cancelled when the client has gone.
    func serve(_ exchange: HTTPExchange) async
}

/// Gathers the requests of one connection and has them answered, one after the other.
///
/// It reads on while a request is answered, so that it hears of a client that goes away.
final class HTTPConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// The longest body that is taken.
    static let bodyBytesMax = 64 << 20

    private let service: any HTTPService
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    private var waiting: [HTTPRequest] = []
    /// Answers the request at hand; nil: there is none.
    private var work: Task<Void, Never>?

    init(service: any HTTPService) {
        self.service = service
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = ByteBuffer()
        case .body(var bytes):
            guard body.readableBytes + bytes.readableBytes <= Self.bodyBytesMax else {
                context.close(promise: nil)
                return
            }
            body.writeBuffer(&bytes)
        case .end:
            guard let head else { return }
            waiting.append(HTTPRequest(head: head, body: body))
            self.head = nil
            serveNext(context: context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        work?.cancel()
        waiting = []
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func serveNext(context: ChannelHandlerContext) {
        guard work == nil, !waiting.isEmpty else { return }
        let request = waiting.removeFirst()
        let exchange = HTTPExchange(request: request, channel: context.channel)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let service = service
        let loop = context.eventLoop
        work = Task {
            await service.serve(exchange)
            loop.execute {
                let (connection, context) = bound.value
                connection.work = nil
                if request.wantsClose {
                    context.close(promise: nil)
                } else {
                    connection.serveNext(context: context)
                }
            }
        }
    }
}

extension HTTPRequest {
    init(head: HTTPRequestHead, body: ByteBuffer) {
        let parts = head.uri.split(separator: "?", maxSplits: 1)
        let pairs = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1).map(String.init)
        }
        method = head.method
        path = parts.first.map(String.init) ?? "/"
        query = Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
        headers = head.headers
        self.body = body
    }

    var wantsClose: Bool {
        headers["connection"].contains { $0.lowercased() == "close" }
    }
}

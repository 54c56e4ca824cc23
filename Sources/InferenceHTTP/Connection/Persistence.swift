import NIOCore
import NIOHTTP1

/// Ends a connection behind the answer that its client, or its version of HTTP, wants to be the
/// last.
///
/// A client of HTTP/1.0 knows no chunks: what has no length ends with the connection (RFC 9112,
/// section 6.3). It sits before the parts that no longer know a request's version. Behind the last
/// request nothing is read: its answer would never go out. A request to change the protocol is such a
/// last one, for the parser stops there.
final class Persistence: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private struct Asked {
        let isOld: Bool
        let isLast: Bool
    }

    /// What has no answer yet, in its order.
    private var asked = CircularBuffer<Asked>()
    /// The last request's head has come.
    private var lastBegan = false
    private let intake: Intake

    init(_ intake: Intake) {
        self.intake = intake
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !intake.isClosed else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): context.fireChannelRead(wrapInboundOut(.head(noted(head))))
        case .body: context.fireChannelRead(data)
        case .end:
            intake.isClosed = lastBegan
            context.fireChannelRead(data)
        }
    }

    private func noted(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var head = head
        let isOld = (head.version.major, head.version.minor) < (1, 1)
        lastBegan = isOld || !head.isKeepAlive || head.headers.contains(name: "upgrade")
        asked.append(Asked(isOld: isOld, isLast: lastBegan))
        if isOld { head.headers.remove(name: "expect") }
        if lastBegan { head.headers.replaceOrAdd(name: "connection", value: "close") }
        return head
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.code >= 200,
            let asked = asked.popFirst()
        else { return context.write(data, promise: promise) }
        if asked.isOld { head.version = .http1_0 }
        if asked.isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}

/// A connection's bytes on their way in, until no more are wanted.
///
/// It sits before the parser, which would keep what it does not read.
final class Intake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    var isClosed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosed else { return }
        context.fireChannelRead(data)
    }
}

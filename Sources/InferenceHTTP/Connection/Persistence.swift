import NIOCore
import NIOHTTP1

/// Ends a connection behind the answer that its client, or its version of HTTP, wants to be the
/// last.
///
/// A client of HTTP/1.0 knows no chunks: what has no length ends with the connection (RFC 9112,
/// section 6.3). It sits before the parts that no longer know a request's version.
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

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            return context.fireChannelRead(data)
        }
        let isOld = (head.version.major, head.version.minor) < (1, 1)
        let isLast = isOld || !head.isKeepAlive
        asked.append(Asked(isOld: isOld, isLast: isLast))
        if isOld { head.headers.remove(name: "expect") }
        if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
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

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Says `: waiting` in a stream of events that says nothing, so that nobody between takes it for
/// dead.
///
/// A comment by the standard of server-sent events: readers pass over it. Every part of a body
/// that passes here is whole events.
final class EventStreamPulse: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    static let comment = ": waiting\n\n"

    private let interval: TimeAmount
    private var timer: Scheduled<Void>?

    init(every interval: Duration) {
        self.interval = TimeAmount(interval)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.headerFields[.contentType] == MediaTypes.events { restart(context) }
        case .body:
            if timer != nil { restart(context) }
        case .end:
            timer?.cancel()
            timer = nil
        }
        context.write(data, promise: promise)
    }

    private func restart(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: interval) { [self] in
            guard context.channel.isActive else { return }
            if context.channel.isWritable {
                let comment = context.channel.allocator.buffer(string: Self.comment)
                context.writeAndFlush(wrapOutboundOut(.body(comment)), promise: nil)
            }
            restart(context)
        }
    }
}

enum MediaTypes {
    static let json = "application/json; charset=utf-8"
    static let lines = "application/x-ndjson"
    static let events = "text/event-stream"
    static let text = "text/plain; charset=utf-8"
}

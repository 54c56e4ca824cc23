import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Holds a connection to its times, and knows when its client has left.
///
/// A head, a body or a reader that does not come on costs a connection for a bounded time. What a
/// client does that has closed its sending side is not waited for: it has left, as Ollama sees it.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    let departure = Departure()

    private let limits: HTTPLimits
    private var times: RequestTimes
    private var readTimer: Scheduled<Void>?
    private var writeTimer: Scheduled<Void>?

    init(_ limits: HTTPLimits) {
        self.limits = limits
        times = RequestTimes(limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { arm(context) }
        keepVersions(context.pipeline.syncOperations)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        disarm()
    }

    func channelActive(context: ChannelHandlerContext) {
        arm(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        disarm()
        departure.leave()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { departure.leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            times.headCame()
            arm(context)
            if head.headerFields[.expect]?.lowercased() == "100-continue" { invite(context) }
        case .body: break
        case .end:
            times.requestEnded()
            arm(context)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        context.write(data, promise: promise)
        guard case .end = unwrapOutboundIn(data) else { return }
        times.answerEnded()
        arm(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeTimer?.cancel()
        if !context.channel.isWritable { watchWriting(context, waiting: .max) }
        context.fireChannelWritabilityChanged()
    }
}

extension ConnectionGuard {
    private func arm(_ context: ChannelHandlerContext) {
        readTimer?.cancel()
        readTimer = times.timeout.map { timeout in
            context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(timeout)) {
                context.close(promise: nil)
            }
        }
    }

    /// Only behind the decoder are requests' versions known; nothing is decoded in some tests.
    private func keepVersions(_ pipeline: ChannelPipeline.SynchronousOperations) {
        typealias Decoder = ByteToMessageHandler<HTTPRequestDecoder>
        guard let decoder = try? pipeline.handler(type: Decoder.self) else { return }
        let intake = Intake()
        try? pipeline.addHandler(intake, position: .before(decoder))
        try? pipeline.addHandler(Persistence(intake), position: .after(decoder))
    }

    private func disarm() {
        readTimer?.cancel()
        writeTimer?.cancel()
    }

    /// A body that is sent only when it is wanted is wanted: its length is looked at all the same.
    private func invite(_ context: ChannelHandlerContext) {
        guard times.isFirstUnanswered else { return }
        context.writeAndFlush(
            wrapOutboundOut(.head(.init(status: .continue))),
            promise: nil
        )
    }

    /// Looks again after the time-out: as long as something goes out, the client reads.
    private func watchWriting(_ context: ChannelHandlerContext, waiting before: Int) {
        let options = context.channel.syncOptions
        writeTimer = context.eventLoop.assumeIsolated().scheduleTask(
            in: TimeAmount(limits.writeTimeout)
        ) { [self] in
            let waiting = (try? options?.getOption(.bufferedWritableBytes)) ?? 0
            if waiting < before {
                watchWriting(context, waiting: waiting)
            } else {
                context.close(promise: nil)
            }
        }
    }
}

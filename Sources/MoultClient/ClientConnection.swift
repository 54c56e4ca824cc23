import Frames
import Messages
import NIOCore
import RPC

/// One connection to the server: the shell around `ClientStreams`.
///
/// Unchecked: touched on the link's loop only.
final class ClientConnection: ChannelInboundHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let link: Link
    private var channel: (any Channel)?
    private var decoder = FrameDecoder()
    private var streams = ClientStreams()
    private var calls: [StreamID: ClientCall] = [:]
    private var gathered = ByteBuffer()
    private var isFlushPosted = false
    private var isReading = true
    private var isRetired = false
    private var isClosed = false

    init(link: Link) {
        self.link = link
    }

    func handlerAdded(context: ChannelHandlerContext) {
        channel = context.channel
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.feed(unwrapInboundIn(data))
        while !isClosed {
            switch decoder.next() {
            case .needsBytes: return
            case .frame(let frame): act(on: streams.receive(frame))
            case .oversized(let header): act(on: streams.receiveOversized(header))
            case .notFrames:
                return fail(.protocolBroken("it speaks something else than ttrpc"))
            }
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        updateReading()
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.connectionLost)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

// What the link and the calls ask, on the loop.
extension ClientConnection {
    /// Sends a call's request.
    ///
    /// - Returns: false: this connection takes no more calls.
    func start(_ call: ClientCall) -> Bool {
        guard !isClosed, !isRetired, streams.hasStreamIDs else { return false }
        let data: [UInt8]
        do {
            var envelope = call.envelope
            envelope.timeoutNano = call.remainingNanoseconds
            data = try MoultError.packing(envelope)
        } catch {
            call.end(error)
            return true
        }
        guard data.count <= Int(FrameLimits.dataBytesMax) else {
            call.end(.requestTooLong)
            return true
        }
        guard let id = streams.open(expecting: call.expectedAnswer) else { return false }
        calls[id] = call
        gathered.writeFrame(
            Frame(
                streamID: id,
                kind: .request,
                flags: call.requestFlags,
                data: ByteBuffer(bytes: data)
            )
        )
        postFlush()
        call.opened(on: self, as: id)
        updateReading()
        return true
    }

    func write(_ frame: Frame, promise: EventLoopPromise<Void>) {
        guard let channel, !isClosed else { return promise.fail(MoultError.connectionLost) }
        flush()
        var bytes = ByteBuffer()
        bytes.writeFrame(frame)
        channel.writeAndFlush(bytes, promise: promise)
    }

    /// Forgets a stream, and asks the server to end it: ttrpc has no cancel of its own.
    func abandon(_ id: StreamID) {
        calls[id] = nil
        guard streams.abandon(id), !isClosed, streams.hasStreamIDs else { return }
        let method = MoultV1.SessionMethods.cancelStream
        let request = MoultV1.CancelStreamRequest(streamID: id)
        guard
            let payload = try? request.packed(),
            let data = try? TTRPC.Request(
                service: method.service,
                method: method.name,
                payload: payload
            ).packed(),
            let cancelling = streams.open(expecting: .response),
            streams.abandon(cancelling)
        else { return }
        gathered.writeFrame(
            Frame(streamID: cancelling, kind: .request, data: ByteBuffer(bytes: data))
        )
        postFlush()
        updateReading()
    }

    /// Reads while somebody waits for an answer, or no stream has too much that is not read.
    func updateReading() {
        guard let channel, !isClosed else { return }
        let isFull = calls.values.contains {
            $0.bufferedBytes > link.options.streamBufferBytes
        }
        let isAwaited = calls.values.contains { $0.expectedAnswer == .response }
        let reads = !isFull || isAwaited
        guard reads != isReading else { return }
        isReading = reads
        channel.setOption(.autoRead, value: reads).whenFailure { _ in }
    }

    @discardableResult
    func close() -> EventLoopFuture<Void>? {
        let future = channel?.closeFuture
        fail(.closed)
        return future
    }
}

extension ClientConnection {
    private func act(on received: ReceivedOnClient) {
        switch received {
        case .response(let id, let data):
            guard let call = calls.removeValue(forKey: id) else { return }
            answer(call, data)
        case .message(let id, let ends, let data):
            guard let call = calls[id] else { return }
            call.receive(data)
            if ends {
                calls[id] = nil
                call.end(nil)
            } else if call.bufferedBytes > link.options.streamBufferBytesMax {
                link.cancel(call, .notRead)
            }
        case .ended(let id):
            calls.removeValue(forKey: id)?.end(nil)
        case .broken(let id, let refusal):
            calls.removeValue(forKey: id)?.end(.protocolBroken("\(refusal) on stream \(id)"))
        case .ignored:
            break
        }
        retireIfDone()
    }

    private func answer(_ call: ClientCall, _ data: ByteBuffer) {
        do {
            let response: TTRPC.Response = try ClientCall.unpack(data)
            if let status = response.status.flatMap({ RPCStatus(wire: $0) }) {
                if status.reason == .draining {
                    isRetired = true
                    link.retire(self)
                }
                call.end(MoultError(status))
                return
            }
            if call.expectedAnswer == .response || !response.payload.isEmpty {
                call.receive(ByteBuffer(bytes: response.payload))
            }
            call.end(nil)
        } catch {
            call.end(error)
        }
    }

    /// A connection that takes no more calls goes when its last one has ended.
    private func retireIfDone() {
        if isRetired && calls.isEmpty { fail(.connectionLost) }
    }

    private func fail(_ fault: MoultError) {
        guard !isClosed else { return }
        isClosed = true
        channel?.close(promise: nil)
        let ended = calls
        calls = [:]
        for call in ended.values {
            call.end(fault)
        }
        link.lost(self)
    }

    /// Calls of one tick go out together.
    private func postFlush() {
        guard !isFlushPosted else { return }
        isFlushPosted = true
        link.loop.execute { [self] in
            isFlushPosted = false
            flush()
        }
    }

    private func flush() {
        guard gathered.readableBytes > 0, let channel, !isClosed else { return }
        channel.writeAndFlush(gathered, promise: nil)
        gathered = ByteBuffer()
    }
}

extension ClientCall {
    fileprivate var requestFlags: FrameFlags {
        switch kind {
        case .unary: []
        case .serverStream: .remoteClosed
        case .clientStream, .bidirectional: .remoteOpen
        }
    }

    /// At least 1, since 0 means that there is no limit.
    fileprivate var remainingNanoseconds: Int64 {
        guard let deadline else { return 0 }
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return .max }
        let (sum, overflows) = nanoseconds.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflows ? .max : max(1, sum)
    }
}

extension MoultError {
    fileprivate static let requestTooLong = MoultError(
        .resourceExhausted,
        "The request takes more than the 4 MiB of a frame; send less at once.",
        reason: .limitExceeded,
        subject: "frame"
    )
}

import Frames
import Glibc
import Messages
import NIOCore
import NIOPosix
import RPC
import Testing

/// A client's end of a socket that sends what it is told, right or wrong.
struct RawConnection {
    let channel: any Channel
    private let frames: AsyncStream<Frame>

    static func open(
        to address: ServerAddress,
        isReading: Bool = true
    ) async throws -> RawConnection {
        let (frames, source) = AsyncStream.makeStream(of: Frame.self)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: isReading)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameCollector(source))
                }
            }
        let channel =
            switch address {
            case .tcp(let host, let port):
                try await bootstrap.connect(host: host, port: port).get()
            case .unix(let path):
                try await bootstrap.connect(unixDomainSocketPath: path).get()
            }
        return RawConnection(channel: channel, frames: frames)
    }

    /// Sends any bytes.
    func send(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes).get()
    }

    func send(_ frames: Frame...) async throws {
        var bytes = ByteBuffer()
        for frame in frames {
            bytes.writeFrame(frame)
        }
        try await send(bytes)
    }

    /// The next frame from the server; nil: it has closed its side.
    func next() async -> Frame? {
        var iterator = frames.makeAsyncIterator()
        return await iterator.next()
    }

    /// Says that no more comes, as shutdown(WR) does.
    func closeOutput() async throws {
        try await channel.close(mode: .output).get()
    }

    func close() async throws {
        try? await channel.close().get()
    }

    /// Closes so that the server gets a reset.
    func reset() async throws {
        let socket = try #require(channel as? any SocketOptionProvider)
        try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try? await channel.close().get()
    }
}

/// Turns what the server sends into frames.
private final class FrameCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var decoder = FrameDecoder()
    private let source: AsyncStream<Frame>.Continuation

    init(_ source: AsyncStream<Frame>.Continuation) {
        self.source = source
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.feed(unwrapInboundIn(data))
        while case .frame(let frame) = decoder.next() {
            source.yield(frame)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { source.finish() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        source.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        source.finish()
        context.close(promise: nil)
    }
}

extension Frame {
    /// The opening of a call.
    static func request(
        _ id: StreamID,
        _ method: MethodDescription,
        _ message: (some WireMessage)? = TTRPC.KeyValue?.none,
        flags: FrameFlags = [],
        timeoutNano: Int64 = 0,
        metadata: [TTRPC.KeyValue] = []
    ) throws -> Frame {
        let request = TTRPC.Request(
            service: method.service,
            method: method.name,
            payload: try message?.packed() ?? [],
            timeoutNano: timeoutNano,
            metadata: metadata
        )
        let data = ByteBuffer(bytes: try request.packed())
        return Frame(streamID: id, kind: .request, flags: flags, data: data)
    }

    static func message(
        _ id: StreamID,
        _ message: some WireMessage,
        flags: FrameFlags = []
    ) throws -> Frame {
        let data = ByteBuffer(bytes: try message.packed())
        return Frame(streamID: id, kind: .data, flags: flags, data: data)
    }

    static func endOfMessages(_ id: StreamID) -> Frame {
        Frame(streamID: id, kind: .data, flags: [.remoteClosed, .noData])
    }

    /// What a Response says went wrong; nil: nothing, or it is no Response.
    var status: RPCStatus? {
        guard kind == .response,
            let response = try? TTRPC.Response(unpacking: Array(data.readableBytesView))
        else { return nil }
        return response.status.flatMap { RPCStatus(wire: $0) }
    }

    /// The message of a good Response.
    func answer<Message: WireMessage>(_: Message.Type) throws -> Message {
        let response = try TTRPC.Response(unpacking: Array(data.readableBytesView))
        return try Message(unpacking: response.payload)
    }

    func message<Message: WireMessage>(_: Message.Type) throws -> Message {
        try Message(unpacking: Array(data.readableBytesView))
    }
}

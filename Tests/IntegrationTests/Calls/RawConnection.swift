import Frames
import Messages
import MoultClient
import NIOCore
import NIOPosix

/// A client's end of a server's socket that sends what it is told, right or wrong.
struct RawConnection {
    private let channel: any Channel
    private let frames: AsyncStream<Frame>

    /// - Parameter reads: false: what the server sends stays where it is.
    static func open(to server: TestServer, reads: Bool = true) async throws -> RawConnection {
        let (frames, source) = AsyncStream.makeStream(of: Frame.self)
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: reads)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(FrameCollector(source))
                }
            }
        let path = server.directory + "/socket"
        let channel = try await bootstrap.connect(unixDomainSocketPath: path).get()
        return RawConnection(channel: channel, frames: frames)
    }

    func send(_ frame: Frame) async throws {
        var bytes = ByteBuffer()
        bytes.writeFrame(frame)
        try await channel.writeAndFlush(bytes).get()
    }

    /// The next frame from the server; nil: it has closed.
    func next() async -> Frame? {
        for await frame in frames { return frame }
        return nil
    }

    func close() async throws {
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

    func channelInactive(context: ChannelHandlerContext) {
        source.finish()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

import NIOCore
import RPC

/// Holds a listener back while its server has as many connections as it may have.
///
/// The system's queue keeps those who wait, and they are accepted when another has gone. When
/// descriptors run out all the same, NIO's own handler backs off.
///
/// Unchecked: its state is touched on the listener's loop only; `open` hops there.
final class AcceptGate: ChannelDuplexHandler, @unchecked Sendable {
    typealias InboundIn = any Channel
    typealias OutboundIn = any Channel

    private let registry: ConnectionRegistry
    private let activity: ServerActivity
    private var context: ChannelHandlerContext?
    private let loop: any EventLoop
    private var isHeld = false

    init(registry: ConnectionRegistry, activity: ServerActivity, loop: any EventLoop) {
        self.registry = registry
        self.activity = activity
        self.loop = loop
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func read(context: ChannelHandlerContext) {
        if registry.hasRoom {
            context.read()
        } else if !isHeld {
            isHeld = true
            activity.add(to: .connectionsHeldBack)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let socket = unwrapInboundIn(data)
        registry.socketOpened()
        socket.closeFuture.whenComplete { [registry] _ in registry.socketClosed() }
        context.fireChannelRead(data)
    }

    /// There is room again, as far as the caller knows.
    func open() {
        loop.execute { [self] in
            guard isHeld, let context, registry.hasRoom else { return }
            isHeld = false
            context.read()
        }
    }
}

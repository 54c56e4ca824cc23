import Frames
import Logging
import Messages
import NIOCore
import RPC
import Synchronization

/// One connection: the shell around the machines that decide.
///
/// The decoder, the streams, the outbox and the paces are values; this gives them what comes in,
/// and does what they say. Everything that a read brings is taken in place, answered into one
/// buffer, and flushed once when the read is complete.
///
/// Unchecked: all of it but the `let`s is touched on `loop` only; other threads go by `onLoop`.
final class Connection: ChannelInboundHandler, ConnectionHandle, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the connection's life is.
    enum Phase {
        /// Frames are taken. Goes to `draining`, `closing`, `closed`.
        case serving
        /// Those calls that were taken finish, new ones are refused. Goes to `closing`, by itself
        /// when its stream ids ran out, else when its server says so.
        case draining(closesWhenDone: Bool)
        /// The last bytes are out or on their way; the peer's are read and dropped until it has
        /// closed too, or until then. Goes to `closed`.
        case closing(until: ContinuousClock.Instant)
        /// The socket is gone; durable calls may still run.
        case closed
    }

    let id: UInt64
    let peer: Peer
    let loop: any EventLoop
    let channel: any Channel
    let server: ServerCore
    let logger: Logger
    let turns: LoopTurns
    let runQueue: RunQueue
    let arena = Arena()
    let clock = ContinuousClock()

    var phase = Phase.serving
    var decoder: FrameDecoder
    var pace: ReadPace
    var streams: ServerStreams
    var outbox: Outbox
    var calls: [StreamID: Call] = [:]
    var progress = WriteProgress()
    var pauses = ReadPauses()
    var sweep = Sweep()
    var tally = Tally()

    /// Messages sent since the last flush, and the calls whose next one waits for it.
    var sendsThisTurn = 0
    var yieldedCalls: [Call] = []

    /// Those who wait for its last call to end.
    var doneWaiters: [CheckedContinuation<Void, Never>] = []

    private let closedFlag = Atomic(false)
    private var isFlushPosted = false
    private var isFlushing = false

    init(id: UInt64, peer: Peer, channel: any Channel, server: ServerCore) {
        self.id = id
        self.peer = peer
        self.channel = channel
        self.server = server
        loop = channel.eventLoop
        logger = server.logger
        turns = server.turns.turns(of: channel.eventLoop)
        runQueue = RunQueue(loop: channel.eventLoop, turns: turns)
        decoder = FrameDecoder(limits: server.limits.frames)
        pace = ReadPace(limits: server.limits.readPace, connectedAt: ContinuousClock.now)
        streams = ServerStreams(limits: server.limits.streams)
        outbox = Outbox(limits: server.limits.output)
        // Strong, until the channel is closed: a weak reference would make every retain of the
        // connection a slow one.
        runQueue.afterTurn = { self.flush() }
    }

    var limits: RPCLimits { server.limits }

    var isClosed: Bool { closedFlag.load(ordering: .acquiring) }

    func cancelStream(_ id: UInt32) async -> Bool {
        if loop.inEventLoop { return cancelOnLoop(id) }
        return await withCheckedContinuation { continuation in
            loop.execute { continuation.resume(returning: self.cancelOnLoop(id)) }
        }
    }

    /// Runs `work` on the loop: now if this is it, else soon, with a flush behind it.
    func onLoop(_ work: @escaping @Sendable () -> Void) {
        if loop.inEventLoop {
            work()
            postFlush()
        } else {
            loop.execute { [self] in
                work()
                postFlush()
            }
        }
    }

    private func cancelOnLoop(_ id: StreamID) -> Bool {
        guard let call = calls[id] else { return false }
        tally.add(.callsCancelled)
        end(call, with: .cancelled)
        return true
    }
}

// What the channel says.
extension Connection {
    func channelActive(context: ChannelHandlerContext) {
        armSweep()
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch phase {
        case .serving, .draining: break
        case .closing, .closed: return
        }
        turns.loopLooked()
        runQueue.beginBatch()
        decoder.feed(unwrapInboundIn(data))
        takeFrames()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        endBatch()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        // What the channel has sent makes room, of which a flush with nothing gathered learns
        // nothing.
        measureProgress()
        flush()
    }

    func channelInactive(context: ChannelHandlerContext) {
        closedFlag.store(true, ordering: .releasing)
        phase = .closed
        sweep.cancel()
        outbox = Outbox(limits: limits.output)
        for call in calls.values {
            abandon(call)
        }
        runQueue.endBatch()
        reportTally()
        noteIfDone()
        yieldedCalls = []
        runQueue.afterTurn = {}
        server.registry.remove(self)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug(
            "a connection failed",
            metadata: ["connection": "\(id)", "error": "\(error)"]
        )
        context.close(promise: nil)
    }

    /// Takes what was read before it was paused, as a batch of its own.
    func resumeTakingFrames() {
        runQueue.beginBatch()
        takeFrames()
        endBatch()
    }

    private func endBatch() {
        runQueue.endBatch()
        flush()
    }
}

// Out.
extension Connection {
    /// Flushes at the end of this tick, for what was written outside a batch.
    func postFlush() {
        guard !runQueue.isInBatch, !isFlushPosted, !isFlushing else { return }
        isFlushPosted = true
        loop.execute { [self] in
            isFlushPosted = false
            flush()
        }
    }

    /// Gives the channel what was gathered, and what waited as far as there is room.
    func flush() {
        guard !isFlushing, !runQueue.isInBatch, !isClosed else { return }
        isFlushing = true
        turns.noteWork()
        reportTally()
        repeat {
            refillOutbox()
        } while writeGathered() && !isClosed
        isFlushing = false
        resumeYieldedCalls()
        resumeReading()
        noteIfDone()
        armSweep()
    }

    /// Gives the channel what was gathered.
    ///
    /// - Returns: whether there was anything.
    func writeGathered() -> Bool {
        guard let bytes = outbox.takeGathered() else { return false }
        progress.hand(bytes.readableBytes)
        channel.writeAndFlush(bytes, promise: nil)
        outbox.reuse(bytes)
        measureProgress()
        return true
    }
}

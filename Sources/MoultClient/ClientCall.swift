import Frames
import Messages
import NIOCore

/// One call, from its making to its end.
///
/// Unchecked: everything but the `let`s is touched on the link's loop only.
final class ClientCall: @unchecked Sendable {
    /// What its reader is given.
    enum Element {
        case message(ByteBuffer)
        case end(MoultError?)
    }

    /// Where the call is.
    enum State {
        /// Its connection is being made. Goes to `open`, `ended`.
        case waiting
        /// Its request is out. Goes to `ended`.
        case open(ClientConnection, StreamID)
        /// Nothing more comes; what has come is still read.
        case ended(MoultError?)
    }

    let link: Link
    let kind: CallKind
    let envelope: TTRPC.Request
    let deadline: ContinuousClock.Instant?

    var state = State.waiting
    var timer: Scheduled<Void>?
    private(set) var bufferedBytes = 0
    private var messages = CircularBuffer<ByteBuffer>()
    private var reader: CheckedContinuation<Element, Never>?
    private var openWaiters: [CheckedContinuation<Void, Never>] = []

    init(
        link: Link,
        kind: CallKind,
        envelope: TTRPC.Request,
        deadline: ContinuousClock.Instant?
    ) {
        self.link = link
        self.kind = kind
        self.envelope = envelope
        self.deadline = deadline
    }

    var expectedAnswer: ExpectedAnswer {
        kind == .unary || kind == .clientStream ? .response : .messages
    }

    /// Whether its flags say that messages follow its request.
    var sendsMessages: Bool { kind == .clientStream || kind == .bidirectional }
}

// On the loop.
extension ClientCall {
    func opened(on connection: ClientConnection, as id: StreamID) {
        state = .open(connection, id)
        resumeOpenWaiters()
    }

    func receive(_ message: ByteBuffer) {
        if let reader {
            self.reader = nil
            reader.resume(returning: .message(message))
        } else {
            messages.append(message)
            bufferedBytes += message.readableBytes
        }
    }

    /// Ends the call for its reader; the first end counts.
    func end(_ fault: MoultError?) {
        if case .ended = state { return }
        state = .ended(fault)
        timer?.cancel()
        timer = nil
        resumeOpenWaiters()
        reader?.resume(returning: .end(fault))
        reader = nil
    }

    private func resumeOpenWaiters() {
        let waiters = openWaiters
        openWaiters = []
        for waiter in waiters {
            waiter.resume()
        }
    }

    private func take(_ continuation: CheckedContinuation<Element, Never>) {
        if let message = messages.popFirst() {
            bufferedBytes -= message.readableBytes
            if case .open(let connection, _) = state { connection.updateReading() }
            continuation.resume(returning: .message(message))
        } else if case .ended(let fault) = state {
            continuation.resume(returning: .end(fault))
        } else if reader != nil {
            continuation.resume(
                returning: .end(.protocolBroken("the stream is read twice at once"))
            )
        } else {
            reader = continuation
        }
    }
}

// For the program's tasks.
extension ClientCall {
    /// The next of what the server sends.
    ///
    /// Its task's cancellation ends the call.
    func next() async -> Element {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                link.loop.execute { self.take(continuation) }
            }
        } onCancel: {
            cancel()
        }
    }

    /// Ends the call here, and tells the server.
    func cancel() {
        link.loop.execute { self.link.cancel(self, .cancelled) }
    }

    /// The one answer of a call that has one.
    func only<Response: WireMessage>(_: Response.Type) async throws(MoultError) -> Response {
        switch await next() {
        case .message(let data): return try Self.unpack(data)
        case .end(let fault): throw fault ?? .protocolBroken("it ended without an answer")
        }
    }

    /// Sends one more message, and returns when the socket has taken it.
    func send(_ message: some WireMessage) async throws(MoultError) {
        let bytes = try MoultError.packing(message)
        try await send(
            flags: [],
            ByteBuffer(bytes: bytes)
        )
    }

    /// Says that no more messages come.
    func finishSending() async throws(MoultError) {
        try await send(flags: [.remoteClosed, .noData], ByteBuffer())
    }

    private func send(flags: FrameFlags, _ data: ByteBuffer) async throws(MoultError) {
        let promise = link.loop.makePromise(of: Void.self)
        await waitUntilOpen()
        link.loop.execute {
            guard case .open(let connection, let id) = self.state else {
                return promise.fail(MoultError.connectionLost)
            }
            let frame = Frame(streamID: id, kind: .data, flags: flags, data: data)
            connection.write(frame, promise: promise)
        }
        do {
            try await promise.futureResult.get()
        } catch {
            throw await fault()
        }
    }

    private func waitUntilOpen() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            link.loop.execute {
                if case .waiting = self.state {
                    self.openWaiters.append(continuation)
                } else {
                    continuation.resume()
                }
            }
        }
    }

    /// Why nothing can be sent: how the call ended, if it did.
    private func fault() async -> MoultError {
        await withCheckedContinuation { continuation in
            link.loop.execute {
                if case .ended(let fault) = self.state {
                    continuation.resume(returning: fault ?? .streamEnded)
                } else {
                    continuation.resume(returning: .connectionLost)
                }
            }
        }
    }

    static func unpack<Message: WireMessage>(_ data: ByteBuffer) throws(MoultError) -> Message {
        do {
            return try Message(unpacking: Array(data.readableBytesView))
        } catch {
            throw .protocolBroken(error.message)
        }
    }
}

extension MoultError {
    fileprivate static let streamEnded = MoultError(
        .failedPrecondition,
        "The server has ended the stream, so nothing more can be sent on it."
    )
}

import Messages
import NIOCore
import RPC

/// The messages of one stream between its connection and its handler.
struct StreamInput {
    private enum State {
        /// More may come. Goes to `closed`.
        case open
        /// No more comes; what is there is still read, then this is how it ends.
        case closed(RPCStatus?)
    }

    /// What a reader is given.
    enum Element {
        case message(ByteBuffer)
        case end(RPCStatus?)
    }

    private var state = State.open
    private var messages = CircularBuffer<ByteBuffer>()
    private(set) var bytes = 0
    private var reader: CheckedContinuation<Element, Never>?

    init(_ opening: Opening) {
        if let first = opening.first { add(first) }
        if opening.inputEnds { close() }
    }

    var count: Int { messages.count }

    var isRead: Bool { reader != nil }

    /// Takes a message in, or hands it to the reader that waits for it.
    mutating func add(_ message: ByteBuffer) {
        guard case .open = state else { return }
        if let reader {
            self.reader = nil
            reader.resume(returning: .message(message))
        } else {
            messages.append(message)
            bytes += message.readableBytes
        }
    }

    /// Says that no more comes.
    ///
    /// - Parameter fault: why it ends otherwise than by its caller's wish; then what has come and
    ///   was not read is dropped.
    mutating func close(_ fault: RPCStatus? = nil) {
        guard case .open = state else {
            if let fault { fail(fault) }
            return
        }
        state = .closed(fault)
        if fault != nil {
            messages.removeAll()
            bytes = 0
        }
        reader?.resume(returning: .end(fault))
        reader = nil
    }

    /// The next message, if there is one to be had without waiting.
    mutating func take() -> Element? {
        if let message = messages.popFirst() {
            bytes -= message.readableBytes
            return .message(message)
        }
        guard case .closed(let fault) = state else { return nil }
        return .end(fault)
    }

    /// Waits for the next message.
    ///
    /// One reader at a time.
    mutating func wait(_ continuation: CheckedContinuation<Element, Never>) {
        if let element = take() {
            continuation.resume(returning: element)
        } else if reader != nil {
            continuation.resume(returning: .end(.secondReader))
        } else {
            reader = continuation
        }
    }

    private mutating func fail(_ fault: RPCStatus) {
        state = .closed(fault)
        messages.removeAll()
        bytes = 0
    }
}

extension RPCStatus {
    /// A handler that reads its messages from two tasks at once is wrong.
    fileprivate static let secondReader = RPCStatus(
        .internal,
        "The server's handler reads one stream twice at once.",
        reason: .internal
    )
}

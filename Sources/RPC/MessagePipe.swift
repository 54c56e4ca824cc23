import Messages
import Synchronization

/// Packed messages on their way between two tasks of this process: bounded, in order.
final class MessagePipe: Sendable {
    fileprivate struct State {
        var messages: [PackedMessage] = []
        /// Whether the last message gives way to a later one.
        var endsReplaceable = false
        var end: Result<Void, any Error>?
        var reader: CheckedContinuation<Void, Never>?
        var writers: [CheckedContinuation<Void, Never>] = []
    }

    /// What waits to be read before `write` waits.
    private let messagesMax: Int
    private let state = Mutex(State())

    init(messagesMax: Int = 64) {
        self.messagesMax = messagesMax
    }

    var hasRoom: Bool { state.withLock { $0.messages.count < messagesMax } }

    /// Adds a message when there is room.
    ///
    /// - Throws: the pipe's end, if it has ended.
    func write(_ message: PackedMessage) async throws {
        while try !tryWrite(message) {
            try Task.checkCancellation()
            await waitForRoom()
        }
    }

    /// Adds a message, in place of a replaceable one that still waits.
    ///
    /// Never waits.
    func writeLatest(_ message: PackedMessage) throws {
        let reader = try state.withLock { state in
            try state.throwIfEnded()
            if state.endsReplaceable && !state.messages.isEmpty {
                state.messages.removeLast()
            }
            state.messages.append(message)
            state.endsReplaceable = true
            return state.takeReader()
        }
        reader?.resume()
    }

    /// Says that no more comes.
    ///
    /// The first end counts.
    func finish(_ end: Result<Void, any Error> = .success(())) {
        let waiting = state.withLock { state in
            if state.end == nil { state.end = end }
            let waiting = state.writers + [state.takeReader()].compactMap(\.self)
            state.writers = []
            return waiting
        }
        for continuation in waiting {
            continuation.resume()
        }
    }

    /// The next message; nil after a good end.
    func read() async throws -> PackedMessage? {
        while true {
            switch try take() {
            case .message(let message, let writers):
                for writer in writers {
                    writer.resume()
                }
                return message
            case .end: return nil
            case .nothingYet:
                try Task.checkCancellation()
                await waitForMessage()
            }
        }
    }
}

extension MessagePipe {
    private enum Taken {
        /// A message, and those who have waited for its room.
        case message(PackedMessage, [CheckedContinuation<Void, Never>])
        case nothingYet
        case end
    }

    private func take() throws -> Taken {
        try state.withLock { state in
            guard !state.messages.isEmpty else {
                guard let end = state.end else { return .nothingYet }
                try end.get()
                return .end
            }
            let writers = state.writers
            state.writers = []
            return .message(state.messages.removeFirst(), writers)
        }
    }

    private func tryWrite(_ message: PackedMessage) throws -> Bool {
        let (isWritten, reader) = try state.withLock { state in
            try state.throwIfEnded()
            guard state.messages.count < messagesMax else {
                return (false, nil as CheckedContinuation<Void, Never>?)
            }
            state.messages.append(message)
            state.endsReplaceable = false
            return (true, state.takeReader())
        }
        reader?.resume()
        return isWritten
    }

    private func waitForRoom() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    let isFull = state.end == nil && state.messages.count >= messagesMax
                    if isFull && !Task.isCancelled { state.writers.append(continuation) }
                    return !isFull || Task.isCancelled
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            wakeWriters()
        }
    }

    private func waitForMessage() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    let isEmpty = state.end == nil && state.messages.isEmpty
                    if isEmpty && !Task.isCancelled { state.reader = continuation }
                    return !isEmpty || Task.isCancelled
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeReader() }?.resume()
        }
    }

    private func wakeWriters() {
        let writers = state.withLock { state in
            let writers = state.writers
            state.writers = []
            return writers
        }
        for writer in writers {
            writer.resume()
        }
    }
}

extension MessagePipe.State {
    fileprivate func throwIfEnded() throws {
        guard let end else { return }
        try end.get()
        throw RPCStatus.cancelled
    }

    fileprivate mutating func takeReader() -> CheckedContinuation<Void, Never>? {
        defer { reader = nil }
        return reader
    }
}

extension MessagePipe: MessageSink {
    var isReady: Bool { hasRoom }

    func send(_ message: PackedMessage) async throws {
        try await write(message)
    }

    func sendLatest(_ message: PackedMessage) throws {
        try writeLatest(message)
    }
}

extension MessagePipe: MessageSource {
    func next<Message: WireMessage>(_: Message.Type) async throws -> Message? {
        guard let message = try await read() else { return nil }
        do {
            return try Message(unpacking: message.bytes)
        } catch {
            throw RPCStatus(error)
        }
    }
}

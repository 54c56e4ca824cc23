import Messages
import NIOCore
import RPC
import Synchronization

/// A call's way in for its handler.
struct CallSource: MessageSource {
    let connection: Connection
    let call: Call

    func next<Message: WireMessage>(_: Message.Type) async throws -> Message? {
        switch await element() {
        case .end(let fault?): throw fault
        case .end(nil): return nil
        case .message(let data): return try connection.unpack(Message.self, from: data)
        }
    }

    private func element() async -> StreamInput.Element {
        if connection.loop.inEventLoop, let element = connection.takeInput(of: call) {
            return element
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                connection.onLoop { [connection, call] in
                    connection.waitForInput(of: call, continuation)
                }
            }
        } onCancel: {
            connection.onLoop { [call] in call.input?.close(.cancelled) }
        }
    }
}

/// A call's way out for its handler.
struct CallSink: MessageSink {
    let connection: Connection
    let call: Call

    var isReady: Bool {
        call.status.withLock {
            if case .open = $0 { true } else { false }
        }
    }

    func send(_ message: PackedMessage) async throws {
        if connection.loop.inEventLoop, try connection.sendIfRoom(message, on: call) { return }
        try Task.checkCancellation()
        let ticket = SendTicket()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                connection.onLoop { [connection, call] in
                    connection.send(
                        WaitingSend(
                            ticket: ticket,
                            message: message,
                            continuation: continuation
                        ),
                        on: call
                    )
                }
            }
        } onCancel: {
            connection.onLoop { [connection, call] in
                connection.cancelSend(ticket, on: call)
            }
        }
    }

    func send(_ messages: [PackedMessage]) async throws {
        var sent = 0
        if connection.loop.inEventLoop {
            sent = try connection.sendWhileRoom(messages, on: call)
        }
        for message in messages.dropFirst(sent) { try await send(message) }
    }

    func sendLatest(_ message: PackedMessage) throws {
        try call.throwIfEnded()
        try connection.checkSize(of: message)
        connection.onLoop { [connection, call] in
            connection.sendLatest(message, on: call)
        }
    }
}

extension Call {
    /// Lets a handler know that its stream has ended under it.
    func throwIfEnded() throws(RPCStatus) {
        let ended: RPCStatus? = status.withLock {
            if case .ended(let status) = $0 { status } else { nil }
        }
        if let ended { throw ended }
    }
}

package import Messages

/// Where a stream's handler puts its messages.
package struct StreamWriter<Message: WireMessage>: Sendable {
    private let sink: any MessageSink

    package init(_ sink: any MessageSink) {
        self.sink = sink
    }

    /// Sends a message, waiting while what the caller has not read is over the bound.
    ///
    /// - Throws: the stream's end, when it ended meanwhile: cancelled, cut off, or its connection
    ///   gone. A handler just lets it through.
    package func send(_ message: Message) async throws {
        try await sink.send(try PackedMessage(message))
    }

    /// Sends a message that was packed for several streams.
    package func send(_ message: PackedMessage) async throws {
        try await sink.send(message)
    }

    /// Sends messages that were packed for several streams, one after the other.
    package func send(_ messages: [PackedMessage]) async throws {
        try await sink.send(messages)
    }

    /// Sends a message that takes the place of the one before it, if that is still waiting.
    ///
    /// So a caller that reads slowly gets the latest state, not a growing queue. Never waits.
    /// Messages of `send` and of `sendLatest` keep their order, but that a replaced one is gone.
    package func sendLatest(_ message: PackedMessage) throws {
        try sink.sendLatest(message)
    }

    /// The same with a message of this stream's own.
    package func sendLatest(_ message: Message) throws {
        try sink.sendLatest(try PackedMessage(message))
    }

    /// Whether a message would go out without waiting.
    package var isReady: Bool { sink.isReady }
}

/// A stream's way out, for packed messages; transports conform.
package protocol MessageSink: Sendable {
    /// Waits until there is room, then sends.
    func send(_ message: PackedMessage) async throws

    /// Sends one after the other, waiting for room where there is none.
    func send(_ messages: [PackedMessage]) async throws

    /// Sends at once, or in place of the latest that waits. Never waits.
    func sendLatest(_ message: PackedMessage) throws

    /// Whether `send` would not wait.
    var isReady: Bool { get }
}

extension MessageSink {
    package func send(_ messages: [PackedMessage]) async throws {
        for message in messages { try await send(message) }
    }
}

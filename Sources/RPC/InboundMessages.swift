package import Messages

/// The messages that a stream's caller sends, in order, until it says that it has sent them all.
///
/// For one reader. What has come and is not read yet is bounded by the transport.
package struct InboundMessages<Message: WireMessage>: AsyncSequence, Sendable {
    private let source: any MessageSource

    package init(_ source: any MessageSource) {
        self.source = source
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        let source: any MessageSource

        /// The next message; nil: there are no more.
        ///
        /// - Throws: the stream's end, when it ended otherwise; or INVALID_ARGUMENT for a message
        ///   that does not decode.
        package mutating func next() async throws -> Message? {
            try await source.next(Message.self)
        }
    }
}

/// A stream's way in; transports conform.
package protocol MessageSource: Sendable {
    func next<Message: WireMessage>(_: Message.Type) async throws -> Message?
}

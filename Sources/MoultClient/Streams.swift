public import Messages

/// What a server streams, in order.
///
/// For one reader. Letting go of it before its end ends the stream on the server too.
public struct ResponseStream<Message: WireMessage>: AsyncSequence, Sendable {
    private let lifetime: StreamLifetime

    init(_ call: ClientCall) {
        lifetime = StreamLifetime(call)
    }

    init(_ lifetime: StreamLifetime) {
        self.lifetime = lifetime
    }

    /// The one reader.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(lifetime: lifetime)
    }

    /// Reads the stream.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let lifetime: StreamLifetime

        /// The next message; nil: the server has sent them all.
        public mutating func next() async throws(MoultError) -> Message? {
            switch await lifetime.call.next() {
            case .message(let data): return try ClientCall.unpack(data)
            case .end(let fault?): throw fault
            case .end(nil): return nil
            }
        }

        /// The same, wherever the caller is isolated.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(MoultError) -> Message? {
            switch await lifetime.call.next() {
            case .message(let data): return try ClientCall.unpack(data)
            case .end(let fault?): throw fault
            case .end(nil): return nil
            }
        }
    }
}

/// A stream of requests that is answered once.
public struct RequestStream<Request: WireMessage, Response: WireMessage>: Sendable {
    private let lifetime: StreamLifetime

    init(_ call: ClientCall) {
        lifetime = StreamLifetime(call)
    }

    /// Sends one more request, and returns when there is room for the next.
    public func send(_ request: Request) async throws(MoultError) {
        try await lifetime.call.send(request)
    }

    /// Says that it was the last, and waits for the answer.
    public func finish() async throws(MoultError) -> Response {
        try await lifetime.call.finishSending()
        return try await lifetime.call.only(Response.self)
    }
}

/// A stream of requests and a stream of answers.
public struct BidirectionalStream<Request: WireMessage, Response: WireMessage>: Sendable {
    /// What the server sends.
    public let responses: ResponseStream<Response>

    private let lifetime: StreamLifetime

    init(_ call: ClientCall) {
        lifetime = StreamLifetime(call)
        responses = ResponseStream(lifetime)
    }

    /// Sends one more request, and returns when there is room for the next.
    public func send(_ request: Request) async throws(MoultError) {
        try await lifetime.call.send(request)
    }

    /// Says that it was the last; answers may still come.
    public func finish() async throws(MoultError) {
        try await lifetime.call.finishSending()
    }
}

/// Ends a stream with the last of its readers and writers.
final class StreamLifetime: Sendable {
    let call: ClientCall

    init(_ call: ClientCall) {
        self.call = call
    }

    deinit {
        call.cancel()
    }
}

import Messages

/// How a client behaves.
public struct ClientOptions: Hashable, Sendable {
    /// How long the making of a connection may take.
    public var connectTimeout: Duration

    /// How long a unary call may take that says nothing else; nil: as long as the server allows.
    public var unaryTimeout: Duration?

    /// Bytes of one stream that may wait to be read by the program.
    ///
    /// Past them the connection is not read, unless an answer is being waited for.
    public var streamBufferBytes: Int

    /// Bytes of one stream that may wait at most; the stream is ended then.
    public var streamBufferBytesMax: Int

    /// Options, with their defaults.
    public init(
        connectTimeout: Duration = .seconds(10),
        unaryTimeout: Duration? = .seconds(60),
        streamBufferBytes: Int = 1 << 20,
        streamBufferBytesMax: Int = 64 << 20
    ) {
        self.connectTimeout = connectTimeout
        self.unaryTimeout = unaryTimeout
        self.streamBufferBytes = streamBufferBytes
        self.streamBufferBytesMax = streamBufferBytesMax
    }

    func timeout(of kind: CallKind) -> Duration? {
        kind == .unary ? unaryTimeout : nil
    }
}

/// What one call says beside its request.
public struct CallOptions: Sendable {
    /// How long the call may take; nil: the client's own default.
    public var timeout: Duration?

    /// What travels beside the request; a key may stand more than once.
    public var metadata: [(key: String, value: String)]

    /// Options of one call.
    public init(timeout: Duration? = nil, metadata: [(key: String, value: String)] = []) {
        self.timeout = timeout
        self.metadata = metadata
    }
}

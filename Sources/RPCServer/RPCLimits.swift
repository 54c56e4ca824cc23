package import Frames

/// Everything that a server bounds, in one value that its configuration can set.
package struct RPCLimits: Equatable, Sendable {
    package var frames = FrameLimits()
    package var streams = StreamLimits()
    package var readPace = ReadPaceLimits()
    package var calls = CallLimits()
    package var input = InputLimits()
    package var output = OutputLimits()
    package var connections = ConnectionLimits()

    package init() {}
}

/// What one call may bring and take.
package struct CallLimits: Equatable, Sendable {
    /// Metadata entries of one call.
    package var metadataEntriesMax = 64

    /// Bytes of all its metadata keys and values.
    package var metadataBytesMax = 16 << 10

    /// The longest time a unary call may take; a longer or no time-out of its own becomes this.
    package var unaryDeadlineMax: Duration = .seconds(600)

    /// The longest time-out of a stream.
    ///
    /// A stream without one has no deadline.
    package var streamDeadlineMax: Duration = .seconds(86_400)

    /// Deadlines that are nearer together than this pass together.
    package var deadlineGranularity: Duration = .milliseconds(10)

    package init() {}
}

/// What a stream's caller may send ahead of its handler.
package struct InputLimits: Equatable, Sendable {
    /// Messages of one stream that wait for its handler; past it the connection is not read.
    package var streamMessagesMax = 1_024

    /// Bytes of one stream that wait for its handler; past it the connection is not read.
    package var streamBytesMax = 1 << 20

    /// How long a handler may keep its connection from being read; then its stream is ended.
    package var pauseMax: Duration = .seconds(10)

    package init() {}
}

/// What a caller may leave unread.
package struct OutputLimits: Equatable, Sendable {
    /// Unsent bytes in a socket's queue past which stream messages wait in their own.
    package var socketBytesMax = 256 << 10

    /// Unread bytes of a connection past which it is not read.
    package var pauseBytes = 1 << 20

    /// How long that lasts at most; then the connection is closed.
    package var pauseMax: Duration = .seconds(10)

    /// How long a socket may take no byte at all while some wait.
    package var writeDeadline: Duration = .seconds(10)

    /// Messages that a connection's handlers send before its loop turns to other connections.
    package var sendsATurnMax = 256

    /// Waiting bytes of one stream past which `StreamWriter.send` waits.
    package var streamSendBytes = 64 << 10

    /// Waiting bytes of one stream that are borne for `streamSoftDuration`.
    package var streamSoftBytes = 1 << 20
    package var streamSoftDuration: Duration = .seconds(10)

    /// Waiting bytes of one stream that are not borne at all.
    package var streamHardBytes = 8 << 20

    /// Waiting bytes of all streams of the server.
    ///
    /// Past it the stream with the most is cut.
    package var allStreamsBytesMax = 256 << 20

    /// Unread bytes of a connection past which a long reply is replaced by a refusal.
    package var unreadBytesMax = 32 << 20

    /// Replies up to this are never replaced: they say what a mutation did.
    package var shortReplyBytes = 64 << 10

    package init() {}
}

/// What connections may cost.
package struct ConnectionLimits: Equatable, Sendable {
    /// Connections at once; one more waits in the system's queue until another ends.
    package var connectionsMax = 4_096

    /// File descriptors that are left to the store and the providers, whatever the system's limit.
    package var descriptorsReserved = 128

    /// Connections that the system queues before they are accepted.
    package var backlog: Int32 = 1_024

    /// TCP keep-alive: after so many silent seconds, so many seconds apart, so many probes.
    package var keepAliveIdleSeconds: Int = 60
    package var keepAliveIntervalSeconds: Int = 10
    package var keepAliveProbes: Int = 3

    /// TCP_USER_TIMEOUT: how long sent bytes may stay unacknowledged.
    package var unacknowledgedMilliseconds: Int = 30_000

    /// How long a connection that is done waits for its peer to be done, so that the last reply
    /// does not die of a reset.
    package var lingerMax: Duration = .seconds(1)

    package init() {}
}

/// The number of a stream within its connection: odd, rising, never used twice.
package typealias StreamID = UInt32

/// The ten bytes before every frame's data, as published by containerd/ttrpc (PROTOCOL.md).
///
/// On the wire: data length (u32, big endian), stream id (u32, big endian), kind (u8), flags (u8).
package struct FrameHeader: Equatable, Sendable {
    package static let byteCount = 10

    /// The bytes of data that follow.
    package var dataLength: UInt32
    package var streamID: StreamID
    package var kind: FrameKind
    package var flags: FrameFlags

    package init(
        dataLength: UInt32,
        streamID: StreamID,
        kind: FrameKind,
        flags: FrameFlags = []
    ) {
        self.dataLength = dataLength
        self.streamID = streamID
        self.kind = kind
        self.flags = flags
    }
}

/// What a frame is for.
///
/// Other numbers are legal on the wire, and ignored.
package struct FrameKind: RawRepresentable, Equatable, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Opens a stream; only a client sends it.
    package static let request = FrameKind(rawValue: 1)
    /// Ends a stream with a status; only a server sends it.
    package static let response = FrameKind(rawValue: 2)
    /// A message of an open stream, or the end of one side's messages.
    package static let data = FrameKind(rawValue: 3)
}

/// What a frame says about its stream, beside its data.
package struct FrameFlags: OptionSet, Sendable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The sender sends no more on this stream.
    package static let remoteClosed = FrameFlags(rawValue: 1)
    /// The sender will send Data on this stream.
    package static let remoteOpen = FrameFlags(rawValue: 2)
    /// The frame carries no message, which is something else than an empty one.
    package static let noData = FrameFlags(rawValue: 4)

    package static let known: FrameFlags = [.remoteClosed, .remoteOpen, .noData]
}

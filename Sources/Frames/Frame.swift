package import NIOCore

/// One frame: its header and its data, which shares the memory it was read into.
package struct Frame: Equatable, Sendable {
    package var streamID: StreamID
    package var kind: FrameKind
    package var flags: FrameFlags
    package var data: ByteBuffer

    package init(
        streamID: StreamID,
        kind: FrameKind,
        flags: FrameFlags = [],
        data: ByteBuffer = ByteBuffer()
    ) {
        self.streamID = streamID
        self.kind = kind
        self.flags = flags
        self.data = data
    }
}

extension ByteBuffer {
    /// Appends the ten bytes of `header`.
    package mutating func writeFrameHeader(_ header: FrameHeader) {
        writeMultipleIntegers(
            header.dataLength,
            header.streamID,
            header.kind.rawValue,
            header.flags.rawValue
        )
    }

    /// Appends a whole frame.
    ///
    /// Its data must fit `FrameLimits.dataBytesMax`, which is for the caller to have checked: a
    /// peer answers a longer frame by refusing it.
    package mutating func writeFrame(_ frame: Frame) {
        writeFrameHeader(
            FrameHeader(
                dataLength: UInt32(clamping: frame.data.readableBytes),
                streamID: frame.streamID,
                kind: frame.kind,
                flags: frame.flags
            )
        )
        writeImmutableBuffer(frame.data)
    }

    /// Takes a header from the front, if ten bytes are there.
    mutating func readFrameHeader() -> FrameHeader? {
        guard
            let (length, streamID, kind, flags) = readMultipleIntegers(
                as: (UInt32, UInt32, UInt8, UInt8).self
            )
        else { return nil }
        return FrameHeader(
            dataLength: length,
            streamID: streamID,
            kind: FrameKind(rawValue: kind),
            flags: FrameFlags(rawValue: flags)
        )
    }
}

extension Frame {
    /// Whether it has flags of a later version, which mean nothing here.
    package var hasUnknownFlags: Bool { !flags.isSubset(of: .known) }
}

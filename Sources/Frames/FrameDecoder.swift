package import NIOCore

/// Turns the bytes of a connection into frames, in place.
///
/// The pieces may be cut anywhere. A frame's length is held against the limit before its data is
/// awaited, and the data of one that is too long is dropped as it arrives, so that what is held is
/// never more than one legal frame and one read. A first byte that is not 0 would mean at least
/// 16 MiB: that is another protocol, and the decoder says so at once and takes nothing more.
package struct FrameDecoder: Sendable {
    /// What came out of the bytes so far.
    package enum Step: Equatable, Sendable {
        /// A whole frame.
        case frame(Frame)
        /// A frame whose data is over the limit. Its data is being dropped; frames behind it
        /// follow.
        case oversized(FrameHeader)
        /// Nothing whole is there: feed more.
        case needsBytes
        /// Not ttrpc; close the connection. Every further step says the same.
        case notFrames(firstByte: UInt8)
    }

    private enum State {
        /// Between frames, or within a header. Goes to any other state.
        case header
        /// The header was read and is legal. Goes to `header` when its data is there.
        case data(FrameHeader)
        /// So many bytes of an oversized frame are still to come. Goes to `header`.
        case dropping(remaining: Int, of: FrameHeader)
        /// The end.
        case notFrames(firstByte: UInt8)
    }

    private let limits: FrameLimits
    private var state = State.header
    private var bytes = ByteBuffer()

    /// How many frames came to their end, dropped ones included.
    package private(set) var framesEnded: UInt64 = 0

    package init(limits: FrameLimits = FrameLimits()) {
        self.limits = limits
    }

    /// Takes the next piece of the connection's bytes.
    ///
    /// A piece that meets no cut frame is kept as it is; otherwise it is copied behind the cut.
    package mutating func feed(_ piece: ByteBuffer) {
        if bytes.readableBytes == 0 {
            bytes = piece
        } else {
            bytes.discardReadBytes()
            bytes.writeImmutableBuffer(piece)
        }
    }

    /// The next frame, or what else there is to say.
    ///
    /// Call it until it says `needsBytes`.
    package mutating func next() -> Step {
        switch state {
        case .header: header()
        case .data(let header): data(of: header)
        case .dropping(let remaining, let header): drop(remaining, of: header)
        case .notFrames(let firstByte): .notFrames(firstByte: firstByte)
        }
    }

    /// The data length of the frame that has begun and is not whole, nil between frames; 0 while
    /// its header is not whole.
    package var begunDataLength: UInt32? {
        switch state {
        case .header: bytes.readableBytes > 0 ? 0 : nil
        case .data(let header), .dropping(_, let header): header.dataLength
        case .notFrames: nil
        }
    }
}

extension FrameDecoder {
    private mutating func header() -> Step {
        guard let firstByte = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) else {
            return awaitBytes()
        }
        guard firstByte == 0 else {
            state = .notFrames(firstByte: firstByte)
            bytes = ByteBuffer()
            return .notFrames(firstByte: firstByte)
        }
        guard let header = bytes.readFrameHeader() else { return awaitBytes() }
        guard header.dataLength <= limits.dataBytesMax else {
            state = .dropping(remaining: Int(header.dataLength), of: header)
            return .oversized(header)
        }
        return data(of: header)
    }

    private mutating func data(of header: FrameHeader) -> Step {
        guard let data = bytes.readSlice(length: Int(header.dataLength)) else {
            state = .data(header)
            return awaitBytes()
        }
        state = .header
        framesEnded += 1
        return .frame(
            Frame(streamID: header.streamID, kind: header.kind, flags: header.flags, data: data)
        )
    }

    private mutating func drop(_ remaining: Int, of frame: FrameHeader) -> Step {
        let dropped = min(remaining, bytes.readableBytes)
        bytes.moveReaderIndex(forwardBy: dropped)
        guard dropped == remaining else {
            state = .dropping(remaining: remaining - dropped, of: frame)
            return awaitBytes()
        }
        state = .header
        framesEnded += 1
        return header()
    }

    /// Lets go of memory that holds nothing unread: a quiet connection keeps no read buffer.
    private mutating func awaitBytes() -> Step {
        if bytes.readableBytes == 0 {
            bytes = ByteBuffer()
        }
        return .needsBytes
    }
}

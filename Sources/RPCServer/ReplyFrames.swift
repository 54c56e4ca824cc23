import Frames
import Messages
import NIOCore
import RPC

// What a server sends, written where it goes out from.
extension ByteBuffer {
    /// A message of a stream.
    mutating func writeMessage(_ message: [UInt8], on id: StreamID) {
        writeFrameHeader(
            FrameHeader(dataLength: UInt32(clamping: message.count), streamID: id, kind: .data)
        )
        writeBytes(message)
    }

    /// The good end of a server's messages.
    mutating func writeEndOfMessages(on id: StreamID) {
        writeFrameHeader(
            FrameHeader(
                dataLength: 0,
                streamID: id,
                kind: .data,
                flags: [.remoteClosed, .noData]
            )
        )
    }

    /// The answer of a call: `Response { payload }`, packed into place.
    ///
    /// - Returns: false, and nothing is written: it does not fit a frame.
    mutating func writeAnswer(_ answer: borrowing PreparedMessage, on id: StreamID) -> Bool {
        let count = answer.count
        guard count > 0 else {
            writeFrameHeader(FrameHeader(dataLength: 0, streamID: id, kind: .response))
            return true
        }
        let dataLength = 1 + varintLength(count) + count
        guard dataLength <= Int(FrameLimits.dataBytesMax) else { return false }
        reserveCapacity(minimumWritableBytes: FrameHeader.byteCount + dataLength)
        writeFrameHeader(
            FrameHeader(dataLength: UInt32(dataLength), streamID: id, kind: .response)
        )
        // Field 2 of ttrpc.Response, length-delimited.
        writeInteger(0x12 as UInt8)
        writeVarint(count)
        writeWithUnsafeMutableBytes(minimumWritableBytes: count) { target in
            answer.write(to: UnsafeMutableRawBufferPointer(rebasing: target.prefix(count)))
            return count
        }
        return true
    }

    /// The end of a call that failed: `Response { status }`.
    mutating func writeStatus(_ status: RPCStatus, on id: StreamID) {
        let response = TTRPC.Response(status: status.wireStatus)
        let bytes = (try? response.packed()) ?? [0x0a, 0x02, 0x08, UInt8(status.code.rawValue)]
        writeFrameHeader(
            FrameHeader(dataLength: UInt32(clamping: bytes.count), streamID: id, kind: .response)
        )
        writeBytes(bytes)
    }

    private mutating func writeVarint(_ value: Int) {
        var rest = value
        while rest >= 0x80 {
            writeInteger(UInt8(truncatingIfNeeded: rest | 0x80))
            rest >>= 7
        }
        writeInteger(UInt8(truncatingIfNeeded: rest))
    }
}

private func varintLength(_ value: Int) -> Int {
    max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7)
}

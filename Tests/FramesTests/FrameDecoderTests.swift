import Frames
import NIOCore
import Testing

struct FrameDecoderTests {
    private let frames = [
        Frame(streamID: 1, kind: .request, flags: .remoteClosed, data: ByteBuffer(string: "one")),
        Frame(streamID: 1, kind: .data, flags: [.remoteClosed, .noData]),
        Frame(streamID: 3, kind: .request, data: ByteBuffer(repeating: 7, count: 700)),
        Frame(streamID: 4_294_967_295, kind: FrameKind(rawValue: 200), flags: .init(rawValue: 255)),
    ]

    private var stream: ByteBuffer {
        var bytes = ByteBuffer()
        for frame in frames {
            bytes.writeFrame(frame)
        }
        return bytes
    }

    @Test func `frames that come all at once are all there`() {
        #expect(decode([stream]) == frames.map(FrameDecoder.Step.frame))
    }

    @Test func `frames that come byte by byte are all there`() {
        let pieces = stream.readableBytesView.map { ByteBuffer(bytes: [$0]) }
        #expect(decode(pieces) == frames.map(FrameDecoder.Step.frame))
    }

    @Test(arguments: 0..<200)
    func `frames that are cut anywhere are all there`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var rest = stream
        var pieces: [ByteBuffer] = []
        while rest.readableBytes > 0 {
            let length = Int.random(in: 1...min(97, rest.readableBytes), using: &generator)
            pieces.append(rest.readSlice(length: length) ?? ByteBuffer())
        }
        #expect(decode(pieces) == frames.map(FrameDecoder.Step.frame))
    }

    @Test func `data at the limit is taken`() {
        let frame = Frame(
            streamID: 1,
            kind: .request,
            data: ByteBuffer(repeating: 1, count: Int(FrameLimits.dataBytesMax))
        )
        var bytes = ByteBuffer()
        bytes.writeFrame(frame)
        #expect(decode([bytes]) == [.frame(frame)])
    }

    @Test func `data one byte over the limit is dropped and the next frame taken`() {
        let length = FrameLimits.dataBytesMax + 1
        let header = FrameHeader(dataLength: length, streamID: 1, kind: .request)
        var bytes = ByteBuffer()
        bytes.writeFrameHeader(header)
        bytes.writeRepeatingByte(9, count: Int(length))
        bytes.writeFrame(frames[0])
        #expect(decode([bytes]) == [.oversized(header), .frame(frames[0])])
    }

    @Test func `an oversized frame is refused before its data is there`() {
        let header = FrameHeader(dataLength: 0x00ff_ffff, streamID: 1, kind: .request)
        var decoder = FrameDecoder()
        var bytes = ByteBuffer()
        bytes.writeFrameHeader(header)
        decoder.feed(bytes)
        #expect(decoder.next() == .oversized(header))
        #expect(decoder.next() == .needsBytes)
        #expect(decoder.framesEnded == 0)
        for _ in 0..<255 {
            decoder.feed(ByteBuffer(repeating: 0xff, count: 65_536))
            #expect(decoder.next() == .needsBytes)
        }
        decoder.feed(ByteBuffer(repeating: 0xff, count: 65_535))
        #expect(decoder.next() == .needsBytes)
        #expect(decoder.framesEnded == 1)
        #expect(decoder.begunDataLength == nil)
    }

    @Test func `a limit that was set is the one that holds`() {
        var decoder = FrameDecoder(limits: FrameLimits(dataBytesMax: 2))
        decoder.feed(stream)
        let header = FrameHeader(
            dataLength: 3,
            streamID: 1,
            kind: .request,
            flags: .remoteClosed
        )
        #expect(decoder.next() == .oversized(header))
    }

    @Test(arguments: ["GET / HTTP/1.1\r\n", "\u{16}\u{3}\u{1}", "PRI * HTTP/2.0", "\u{1}"])
    func `another protocol is known by its first byte`(hello: String) {
        let first = hello.utf8.first ?? 0
        var decoder = FrameDecoder()
        decoder.feed(ByteBuffer(bytes: hello.utf8.prefix(1)))
        #expect(decoder.next() == .notFrames(firstByte: first))
        decoder.feed(ByteBuffer(string: hello))
        #expect(decoder.next() == .notFrames(firstByte: first))
    }

    @Test func `another protocol is known after whole frames too`() {
        var bytes = stream
        bytes.writeString("GET /")
        #expect(decode([bytes]).last == .notFrames(firstByte: 0x47))
    }

    @Test func `a frame that has begun is told from a quiet connection`() {
        var decoder = FrameDecoder()
        #expect(decoder.begunDataLength == nil)
        var bytes = stream
        decoder.feed(bytes.readSlice(length: 4) ?? ByteBuffer())
        #expect(decoder.next() == .needsBytes)
        #expect(decoder.begunDataLength == 0)
        decoder.feed(bytes.readSlice(length: 8) ?? ByteBuffer())
        #expect(decoder.next() == .needsBytes)
        #expect(decoder.begunDataLength == 3)
        decoder.feed(bytes.readSlice(length: 1) ?? ByteBuffer())
        #expect(decoder.next() == .frame(frames[0]))
        #expect(decoder.next() == .needsBytes)
        #expect(decoder.begunDataLength == nil)
    }

    private func decode(_ pieces: [ByteBuffer]) -> [FrameDecoder.Step] {
        var decoder = FrameDecoder()
        var steps: [FrameDecoder.Step] = []
        for piece in pieces {
            decoder.feed(piece)
            loop: while true {
                switch decoder.next() {
                case .needsBytes: break loop
                case .notFrames(let byte):
                    return steps + [.notFrames(firstByte: byte)]
                case let step: steps.append(step)
                }
            }
        }
        return steps
    }
}

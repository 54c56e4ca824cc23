import Frames
import NIOCore
import Testing

struct ReadPaceTests {
    private let start = ContinuousClock.now
    private let limits = ReadPaceLimits(
        firstFrame: .seconds(10),
        begunFrame: .seconds(10),
        bytesPerSecondMin: 65_536
    )

    private func frame(dataLength: Int) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeFrame(
            Frame(streamID: 1, kind: .request, data: ByteBuffer(repeating: 1, count: dataLength))
        )
        return bytes
    }

    @Test func `the first frame must come in time`() {
        let pace = ReadPace(limits: limits, connectedAt: start)
        #expect(pace.deadline == start + .seconds(10))
    }

    @Test func `one byte every now and then does not move the first deadline`() {
        var pace = ReadPace(limits: limits, connectedAt: start)
        var decoder = FrameDecoder()
        var bytes = frame(dataLength: 0)
        for second in 1...9 {
            decoder.feed(bytes.readSlice(length: 1) ?? ByteBuffer())
            #expect(decoder.next() == .needsBytes)
            pace.advance(to: decoder, now: start + .seconds(second))
            #expect(pace.deadline == start + .seconds(10))
        }
    }

    @Test func `between frames there is no deadline`() {
        var pace = ReadPace(limits: limits, connectedAt: start)
        var decoder = FrameDecoder()
        decoder.feed(frame(dataLength: 3))
        while decoder.next() != .needsBytes {}
        pace.advance(to: decoder, now: start + .seconds(1))
        #expect(pace.deadline == nil)
    }

    @Test func `a begun frame gets ten seconds and its size at the slowest rate`() {
        var pace = ReadPace(limits: limits, connectedAt: start)
        var decoder = FrameDecoder()
        var bytes = frame(dataLength: 3)
        var long = frame(dataLength: 131_072)
        bytes.writeImmutableBuffer(long.readSlice(length: 4) ?? ByteBuffer())
        decoder.feed(bytes)
        while decoder.next() != .needsBytes {}
        pace.advance(to: decoder, now: start + .seconds(3))
        #expect(pace.deadline == start + .seconds(13))
        decoder.feed(long.readSlice(length: 100) ?? ByteBuffer())
        while decoder.next() != .needsBytes {}
        pace.advance(to: decoder, now: start + .seconds(8))
        #expect(pace.deadline == start + .seconds(15))
    }

    @Test func `each frame has a time of its own`() {
        var pace = ReadPace(limits: limits, connectedAt: start)
        var decoder = FrameDecoder()
        let two = frame(dataLength: 3)
        for second in 0..<40 {
            var bytes = two
            let front = bytes.readSlice(length: 5) ?? ByteBuffer()
            decoder.feed(front)
            while decoder.next() != .needsBytes {}
            pace.advance(to: decoder, now: start + .seconds(second))
            #expect(pace.deadline.map { $0 > start + .seconds(second) } == true)
            decoder.feed(bytes)
            while decoder.next() != .needsBytes {}
        }
    }
}

import Frames
import NIOCore
import Testing

struct GoldenFrameTests {
    @Test(arguments: try GoldenFrame.all())
    func `a golden frame decodes to what the index says`(golden: GoldenFrame) {
        var decoder = FrameDecoder()
        decoder.feed(golden.bytes)
        #expect(decoder.next() == .frame(golden.frame))
        #expect(decoder.next() == .needsBytes)
    }

    @Test(arguments: try GoldenFrame.all())
    func `what the index says encodes to the golden frame`(golden: GoldenFrame) {
        var bytes = ByteBuffer()
        bytes.writeFrame(golden.frame)
        #expect(bytes == golden.bytes)
    }
}

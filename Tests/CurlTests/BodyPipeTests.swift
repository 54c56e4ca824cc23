import Testing

@testable import Curl

/// A reader is a number here.
@Suite struct `The pipe between the loop and a stream's reader` {
    private let head = CurlHead(status: 200)

    private func take(_ text: String, into pipe: inout BodyPipe<Int>) -> BodyPipe<Int>.Intake {
        Array(text.utf8).withUnsafeBytes { pipe.take($0) }
    }

    private func bytes(_ text: String) -> StreamDelivery { .bytes(Array(text.utf8)) }

    @Test func `gives whoever waits what comes next`() {
        var pipe = BodyPipe<Int>(unreadBytesMax: 4)
        #expect(pipe.read(1) == .wait)
        #expect(pipe.take(head) == .resume(1, .head(head)))
        #expect(pipe.read(2) == .wait)
        #expect(take("abc", into: &pipe) == .resume(2, bytes("abc")))
        #expect(pipe.read(3) == .wait)
        #expect(pipe.end(nil) == .resume(3, .end))
        #expect(pipe.read(4) == .deliver(.end))
    }

    @Test func `keeps what nobody waits for, the head first, and gives bytes in one piece`() {
        var pipe = BodyPipe<Int>(unreadBytesMax: 4)
        #expect(pipe.take(head) == .taken)
        #expect(take("ab", into: &pipe) == .taken)
        #expect(take("c", into: &pipe) == .taken)
        #expect(pipe.read(1) == .deliver(.head(head)))
        #expect(pipe.read(1) == .deliver(bytes("abc")))
        #expect(pipe.read(1) == .wait)
    }

    @Test func `pauses when as many bytes are unread as its limit, and not before`() {
        var pipe = BodyPipe<Int>(unreadBytesMax: 4)
        #expect(take("abc", into: &pipe) == .taken)
        #expect(take("d", into: &pipe) == .taken)
        #expect(take("e", into: &pipe) == .pause)
        #expect(pipe.read(1) == .deliverAndResumeIntake(bytes("abcd")))
        #expect(pipe.read(1) == .wait)
        #expect(take("e", into: &pipe) == .resume(1, bytes("e")))
    }

    @Test func `does not go on when only the head is read`() {
        var pipe = BodyPipe<Int>(unreadBytesMax: 1)
        #expect(pipe.take(head) == .taken)
        #expect(take("a", into: &pipe) == .taken)
        #expect(take("b", into: &pipe) == .pause)
        #expect(pipe.read(1) == .deliver(.head(head)))
        #expect(pipe.read(1) == .deliverAndResumeIntake(bytes("a")))
    }

    @Test func `gives what is unread before it tells the end`() {
        let failure = CurlError(.reset, "Lost.")
        var pipe = BodyPipe<Int>(unreadBytesMax: 4)
        #expect(pipe.take(head) == .taken)
        #expect(take("ab", into: &pipe) == .taken)
        #expect(pipe.end(failure) == .taken)
        #expect(pipe.read(1) == .deliver(.head(head)))
        #expect(pipe.read(1) == .deliver(bytes("ab")))
        #expect(pipe.read(1) == .deliver(.failed(failure)))
        #expect(pipe.read(1) == .deliver(.failed(failure)))
    }

    @Test func `takes nothing after its end, and ends once`() {
        var pipe = BodyPipe<Int>(unreadBytesMax: 4)
        #expect(pipe.end(nil) == .taken)
        #expect(take("a", into: &pipe) == .taken)
        #expect(pipe.end(CurlError(.closed, "Closed.")) == .taken)
        #expect(pipe.read(1) == .deliver(.end))
    }
}

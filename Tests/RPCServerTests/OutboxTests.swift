import Frames
import NIOCore
import Testing

@testable import RPCServer

struct OutboxTests {
    private let start = ContinuousClock.now
    private let message = [UInt8](repeating: 1, count: 90)

    /// A frame of `message` takes 100 bytes.
    private func outbox(_ change: (inout OutputLimits) -> Void = { _ in }) -> Outbox {
        var limits = OutputLimits()
        limits.socketBytesMax = 100
        limits.streamSoftBytes = 300
        limits.streamHardBytes = 500
        change(&limits)
        return Outbox(limits: limits)
    }

    private func add(
        _ outbox: inout Outbox,
        to id: StreamID = 1,
        isLatest: Bool = false,
        at time: Duration = .zero
    ) -> Outbox.Placement {
        outbox.add(message, to: id, isLatest: isLatest, now: start + time)
    }

    /// The stream ids of what goes out now.
    private func send(_ outbox: inout Outbox) -> [StreamID] {
        var decoder = FrameDecoder()
        decoder.feed(outbox.takeGathered() ?? ByteBuffer())
        var ids: [StreamID] = []
        while case .frame(let frame) = decoder.next() {
            ids.append(frame.streamID)
        }
        return ids
    }

    @Test func `a message goes out while the socket has room, and waits when it has none`() {
        var outbox = outbox()
        #expect(add(&outbox) == .gathered)
        #expect(add(&outbox) == .waiting)
        #expect(outbox.waitingBytes(of: 1) == 100)
        #expect(outbox.unreadBytes == 200)
        #expect(send(&outbox) == [1])
        outbox.inChannel = 100
        #expect(outbox.refill(now: start) == [])
        outbox.inChannel = 0
        #expect(outbox.refill(now: start) == [1])
        #expect(send(&outbox) == [1])
        #expect(outbox.isEmpty)
    }

    @Test func `streams that wait go out in turn`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        for id in [1, 1, 1, 3, 3, 5] as [StreamID] {
            #expect(add(&outbox, to: id) == .waiting)
        }
        var order: [StreamID] = []
        while !outbox.isEmpty {
            order += send(&outbox)
            _ = outbox.refill(now: start)
        }
        #expect(order == [9, 1, 3, 5, 1, 3, 1])
    }

    @Test func `a message of a stream never overtakes one that waits`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        #expect(add(&outbox) == .waiting)
        #expect(send(&outbox) == [9])
        #expect(add(&outbox) == .waiting)
        outbox.end(1) { $0.writeEndOfMessages(on: 1) }
        #expect(outbox.takeGathered() == nil)
        #expect(outbox.waitingBytes(of: 1) == 210)
    }

    @Test func `only the latest of replaceable messages waits`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        #expect(add(&outbox, isLatest: true) == .waiting)
        #expect(add(&outbox, isLatest: true) == .waiting)
        #expect(outbox.waitingBytes(of: 1) == 100)
        #expect(add(&outbox) == .waiting)
        #expect(add(&outbox, isLatest: true) == .waiting)
        #expect(add(&outbox, isLatest: true) == .waiting)
        #expect(outbox.waitingBytes(of: 1) == 300)
        #expect(outbox.waitingBytes == 300)
    }

    @Test func `a stream at the hard limit waits and one past it is to be cut`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        for _ in 0..<5 {
            #expect(add(&outbox) == .waiting)
        }
        #expect(add(&outbox) == .overHardLimit)
        outbox.drop(1)
        #expect(outbox.waitingBytes == 0)
        #expect(outbox.waitingBytes(of: 1) == 0)
        _ = send(&outbox)
        #expect(outbox.refill(now: start) == [])
    }

    @Test func `a stream at the soft limit may wait, one past it for ten seconds`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        for _ in 0..<3 {
            _ = add(&outbox)
        }
        #expect(outbox.nextSoftDeadline == nil)
        _ = add(&outbox, at: .seconds(1))
        _ = add(&outbox, at: .seconds(2))
        #expect(outbox.nextSoftDeadline == start + .seconds(11))
        #expect(outbox.overSoftLimit(now: start + .milliseconds(10_999)) == [])
        #expect(outbox.overSoftLimit(now: start + .seconds(11)) == [1])
    }

    @Test func `a stream that gets below the soft limit starts anew`() {
        var outbox = outbox()
        _ = add(&outbox, to: 9)
        for _ in 0..<4 {
            _ = add(&outbox)
        }
        _ = send(&outbox)
        #expect(outbox.refill(now: start) == [1])
        #expect(outbox.nextSoftDeadline == nil)
    }
}

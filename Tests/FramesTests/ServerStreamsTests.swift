import Frames
import NIOCore
import Testing

struct ServerStreamsTests {
    private let message = ByteBuffer(string: "m")
    private let end: FrameFlags = [.remoteClosed, .noData]

    private func request(_ id: StreamID, _ flags: FrameFlags = []) -> Frame {
        Frame(streamID: id, kind: .request, flags: flags, data: message)
    }

    private func data(_ id: StreamID, _ flags: FrameFlags = []) -> Frame {
        Frame(
            streamID: id,
            kind: .data,
            flags: flags,
            data: flags.contains(.noData) ? ByteBuffer() : message
        )
    }

    @Test func `a request opens a stream and its messages follow`() {
        var streams = ServerStreams()
        #expect(streams.receive(request(1, .remoteOpen)) == .request(1, .remoteOpen, message))
        #expect(streams.open(1, takesInput: true) == nil)
        #expect(streams.receive(data(1)) == .message(1, inputEnds: false, message))
        #expect(streams.receive(data(1, end)) == .inputEnded(1))
        #expect(streams.inFlight == 1)
        #expect(streams.end(1) == true)
        #expect(streams.inFlight == 0)
    }

    @Test func `the last message may close its side`() {
        var streams = ServerStreams()
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: true)
        #expect(streams.receive(data(1, .remoteClosed)) == .message(1, inputEnds: true, message))
        #expect(streams.receive(data(1)) == .refused(1, .streamTakesNoData))
    }

    @Test func `a stream ends once`() {
        var streams = ServerStreams()
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: false)
        #expect(streams.end(1) == true)
        #expect(streams.end(1) == false)
    }

    @Test(arguments: [0, 2, 4_294_967_294] as [StreamID])
    func `an even or zero stream id is refused`(id: StreamID) {
        var streams = ServerStreams()
        #expect(streams.receive(request(id)) == .refused(id, .streamIDNotOdd))
        #expect(streams.receive(request(1)) == .request(1, [], message))
    }

    @Test func `a used or lower stream id is refused and the live stream goes on`() {
        var streams = ServerStreams()
        _ = streams.receive(request(5))
        _ = streams.open(5, takesInput: true)
        #expect(streams.receive(request(5)) == .refused(5, .streamIDUsed(last: 5)))
        #expect(streams.receive(request(3)) == .refused(3, .streamIDUsed(last: 5)))
        #expect(streams.receive(data(5)) == .message(5, inputEnds: false, message))
    }

    @Test func `data on an unknown, finished, remote-closed or unary stream is refused`() {
        var streams = ServerStreams()
        #expect(streams.receive(data(9)) == .refused(9, .streamNotOpen))
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: false)
        #expect(streams.receive(data(1)) == .refused(1, .streamTakesNoData))
        #expect(streams.receive(data(1, end)) == .refused(1, .streamTakesNoData))
        #expect(streams.end(1) == true)
        #expect(streams.receive(data(1)) == .refused(1, .streamNotOpen))
        _ = streams.receive(request(3))
        _ = streams.open(3, takesInput: true)
        _ = streams.receive(data(3, end))
        #expect(streams.receive(data(3)) == .refused(3, .streamTakesNoData))
    }

    @Test func `after 100 stray data frames the next closes the connection`() {
        var streams = ServerStreams()
        for _ in 0..<100 {
            #expect(streams.receive(data(1)) == .refused(1, .streamNotOpen))
        }
        #expect(streams.receive(data(1)) == .close(.strayData(101)))
    }

    @Test func `data that crosses the server's end is not held against its client`() {
        var streams = ServerStreams()
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: true)
        #expect(streams.end(1) == true)
        for _ in 0..<1_000 {
            #expect(streams.receive(data(1)) == .refused(1, .streamNotOpen))
        }
        #expect(streams.receive(data(1, end)) == .refused(1, .streamNotOpen))
        for _ in 0..<100 {
            #expect(streams.receive(data(1)) == .refused(1, .streamNotOpen))
        }
        #expect(streams.receive(data(1)) == .close(.strayData(101)))
    }

    @Test func `no data with data breaks an open stream`() {
        var streams = ServerStreams()
        _ = streams.receive(request(3))
        _ = streams.open(3, takesInput: true)
        let worse = Frame(streamID: 3, kind: .data, flags: end, data: message)
        #expect(streams.receive(worse) == .broken(3, .noDataWithData))
    }

    @Test func `an empty message is a message`() {
        var streams = ServerStreams()
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: true)
        let empty = Frame(streamID: 1, kind: .data)
        #expect(streams.receive(empty) == .message(1, inputEnds: false, ByteBuffer()))
        let nothing = Frame(streamID: 1, kind: .data, flags: .noData)
        #expect(streams.receive(nothing) == .ignored(.emptyFrame))
    }

    @Test func `an oversized frame costs its own stream only`() {
        var streams = ServerStreams()
        let request = FrameHeader(dataLength: 5_000_000, streamID: 1, kind: .request)
        #expect(
            streams.receiveOversized(request) == .refused(1, .oversized(dataLength: 5_000_000))
        )
        #expect(streams.receiveOversized(request) == .refused(1, .streamIDUsed(last: 1)))
        _ = streams.receive(self.request(3))
        _ = streams.open(3, takesInput: true)
        let data = FrameHeader(dataLength: 5_000_000, streamID: 3, kind: .data)
        #expect(streams.receiveOversized(data) == .broken(3, .oversized(dataLength: 5_000_000)))
        #expect(streams.end(3) == true)
        #expect(streams.receiveOversized(data) == .refused(3, .streamNotOpen))
        let other = FrameHeader(dataLength: 5_000_000, streamID: 3, kind: .init(rawValue: 9))
        #expect(streams.receiveOversized(other) == .ignored(.unknownKind))
    }

    @Test func `one stream over the limit is refused and the next after an end is taken`() {
        var streams = ServerStreams(limits: StreamLimits(streamsInFlightMax: 2))
        for id in [1, 3] as [StreamID] {
            _ = streams.receive(request(id))
            #expect(streams.open(id, takesInput: false) == nil)
        }
        _ = streams.receive(request(5))
        #expect(streams.open(5, takesInput: false) == .tooManyStreams(limit: 2))
        #expect(streams.end(1) == true)
        _ = streams.receive(request(7))
        #expect(streams.open(7, takesInput: false) == nil)
    }

    @Test func `what is unknown or a server's is ignored`() {
        var streams = ServerStreams()
        let later = Frame(streamID: 1, kind: FrameKind(rawValue: 9))
        #expect(streams.receive(later) == .ignored(.unknownKind))
        let response = Frame(streamID: 1, kind: .response)
        #expect(streams.receive(response) == .ignored(.responseFromClient))
        #expect(streams.receive(request(1)) == .request(1, [], message))
    }

    @Test func `a draining connection refuses new streams and keeps those it has`() {
        var streams = ServerStreams()
        _ = streams.receive(request(1))
        _ = streams.open(1, takesInput: true)
        streams.drain()
        #expect(streams.receive(request(3)) == .refused(3, .draining))
        #expect(streams.receive(data(1)) == .message(1, inputEnds: false, message))
        #expect(streams.stopInput(1) == true)
        #expect(streams.stopInput(1) == false)
        #expect(streams.receive(data(1)) == .ignored(.dataAfterInputStopped))
    }

    @Test func `a connection that runs out of ids takes the last and no more`() {
        var streams = ServerStreams(limits: StreamLimits(lastStreamIDMax: 7))
        #expect(streams.receive(request(5)) == .request(5, [], message))
        #expect(!streams.isDraining)
        #expect(streams.receive(request(7)) == .request(7, [], message))
        #expect(streams.isDraining)
        #expect(streams.receive(request(9)) == .refused(9, .draining))
    }

    @Test(arguments: 0..<50)
    func `no frames whatever bring it out of bounds`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var streams = ServerStreams(limits: StreamLimits(streamsInFlightMax: 4))
        var open: Set<StreamID> = []
        for _ in 0..<2_000 {
            let id = StreamID.random(in: 0...400, using: &generator)
            let frame = Frame(
                streamID: id,
                kind: FrameKind(rawValue: .random(in: 0...4, using: &generator)),
                flags: FrameFlags(rawValue: .random(in: 0...15, using: &generator)),
                data: Bool.random(using: &generator) ? message : ByteBuffer()
            )
            switch streams.receive(frame) {
            case .request(let id, _, _):
                #expect(!open.contains(id))
                if streams.open(id, takesInput: .random(using: &generator)) == nil {
                    open.insert(id)
                }
            case .message(let id, _, _), .inputEnded(let id), .broken(let id, _):
                #expect(open.contains(id))
            case .refused, .ignored: break
            case .close: return
            }
            if let victim = open.randomElement(using: &generator), open.count > 3 {
                #expect(streams.end(victim) == true)
                open.remove(victim)
            }
            #expect(streams.inFlight == open.count)
        }
    }
}

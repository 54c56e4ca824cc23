import Frames
import NIOCore
import Testing

struct ClientStreamsTests {
    private let message = ByteBuffer(string: "m")

    @Test func `ids are odd and rise`() {
        var streams = ClientStreams()
        #expect(streams.open(expecting: .response) == 1)
        #expect(streams.open(expecting: .messages) == 3)
        #expect(streams.inFlight == 2)
    }

    @Test func `a connection without ids opens nothing`() {
        var streams = ClientStreams(limits: StreamLimits(lastStreamIDMax: 3))
        #expect(streams.open(expecting: .response) == 1)
        #expect(streams.open(expecting: .response) == nil)
        #expect(!streams.hasStreamIDs)
    }

    @Test func `a response ends its stream, once`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .response)
        let response = Frame(streamID: 1, kind: .response, data: message)
        #expect(streams.receive(response) == .response(1, message))
        #expect(streams.receive(response) == .ignored(.streamEnded))
    }

    @Test func `messages come until their end`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .messages)
        let data = Frame(streamID: 1, kind: .data, data: message)
        #expect(streams.receive(data) == .message(1, ends: false, message))
        let end = Frame(streamID: 1, kind: .data, flags: [.remoteClosed, .noData])
        #expect(streams.receive(end) == .ended(1))
        #expect(streams.receive(data) == .ignored(.streamEnded))
    }

    @Test func `a last message may end its stream`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .messages)
        let last = Frame(streamID: 1, kind: .data, flags: .remoteClosed, data: message)
        #expect(streams.receive(last) == .message(1, ends: true, message))
        #expect(streams.inFlight == 0)
    }

    @Test func `data for a unary call breaks it`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .response)
        let data = Frame(streamID: 1, kind: .data, data: message)
        #expect(streams.receive(data) == .broken(1, .streamTakesNoData))
        #expect(streams.inFlight == 0)
    }

    @Test func `an oversized answer breaks its own stream only`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .response)
        _ = streams.open(expecting: .response)
        let header = FrameHeader(dataLength: 5_000_000, streamID: 1, kind: .response)
        #expect(
            streams.receiveOversized(header) == .broken(1, .oversized(dataLength: 5_000_000))
        )
        #expect(streams.inFlight == 1)
    }

    @Test func `what comes for an abandoned stream is ignored`() {
        var streams = ClientStreams()
        _ = streams.open(expecting: .messages)
        #expect(streams.abandon(1) == true)
        #expect(streams.abandon(1) == false)
        let data = Frame(streamID: 1, kind: .data, data: message)
        #expect(streams.receive(data) == .ignored(.streamEnded))
    }
}

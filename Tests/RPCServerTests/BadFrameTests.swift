import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

/// Each kind of bad frame over a real socket, and what it gets.
struct BadFrameTests {
    private let pair = Pair(key: "k", value: "v")
    private let inline = TestMethods.inline.description
    private let chat = TestMethods.chat.description

    /// The connection still serves.
    private func expectService(_ connection: RawConnection, id: StreamID) async throws {
        try await connection.send(.request(id, inline, pair))
        let frame = try #require(await connection.next())
        #expect(frame.streamID == id)
        #expect(try frame.answer(Pair.self) == pair)
    }

    @Test func `a frame at 4 MiB is taken and one byte more is refused on its stream`()
        async throws
    {
        try await withServer { server in
            let connection = try await server.connect()
            let most = Int(FrameLimits.dataBytesMax)
            let overhead = try Frame.request(1, inline, pair).data.readableBytes - 1
            var request = try Frame.request(
                1,
                TestMethods.sum.description,
                Pair(value: String(repeating: "x", count: most - overhead - 100))
            )
            request.data.writeRepeatingByte(0, count: most - request.data.readableBytes)
            #expect(request.data.readableBytes == most)
            try await connection.send(request)
            // The padding is tag 0, so the frame is taken and its envelope refused.
            #expect(await connection.next()?.status?.code == .invalidArgument)

            request.streamID = 3
            request.data.writeRepeatingByte(0, count: 1)
            try await connection.send(request)
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 3)
            #expect(frame.status?.code == .resourceExhausted)
            #expect(frame.status?.subject == "frame")
            try await expectService(connection, id: 5)
            #expect(server.count(.framesOversized) == 1)
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", "PRI * HTTP/2.0",
    ])
    func `another protocol is closed at once`(hello: String) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(ByteBuffer(string: hello))
            #expect(await connection.next() == nil)
            #expect(server.count(.connectionsNotTTRPC) == 1)
        }
    }

    @Test(arguments: [4, 10, 30])
    func `a frame that is cut by the end gets no reply`(length: Int) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            var bytes = ByteBuffer()
            bytes.writeFrame(try .request(1, inline, pair))
            try await connection.send(bytes.getSlice(at: 0, length: length) ?? bytes)
            try await connection.closeOutput()
            #expect(await connection.next() == nil)
            #expect(server.server.activity.snapshot.callsInFlight == 0)
        }
    }

    @Test func `a request without data is unimplemented`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(Frame(streamID: 1, kind: .request))
            #expect(await connection.next()?.status?.code == .unimplemented)
        }
    }

    @Test func `an unknown method is unimplemented by its name`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let description = WireMethod<Pair, Pair>(
                service: TestMethods.service,
                name: "inline",
                kind: .unary
            ).description
            try await connection.send(.request(1, description, pair))
            let status = try #require(await connection.next()?.status)
            #expect(status.code == .unimplemented)
            #expect(status.reason == .unimplemented)
            #expect(status.message.contains("\"inline\""))
            #expect(status.message.contains("\"moult.test.Echo\""))
        }
    }

    @Test func `data without no-data is an empty message`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, chat, flags: .remoteOpen),
                Frame(streamID: 1, kind: .data),
                .endOfMessages(1)
            )
            #expect(await connection.next() == Frame(streamID: 1, kind: .data))
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test(arguments: [0, 2] as [StreamID])
    func `an even or zero stream id is refused`(id: StreamID) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(id, inline, pair))
            let frame = try #require(await connection.next())
            #expect(frame.streamID == id)
            #expect(frame.status?.code == .invalidArgument)
            try await expectService(connection, id: 1)
        }
    }

    @Test func `a used or lower stream id is refused and the live stream goes on`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(5, chat, flags: .remoteOpen))
            for id in [5, 3] as [StreamID] {
                try await connection.send(.request(id, inline, pair))
                let frame = try #require(await connection.next())
                #expect(frame.streamID == id)
                #expect(frame.status?.code == .invalidArgument)
            }
            try await connection.send(.message(5, pair))
            #expect(try await connection.next()?.message(Pair.self) == pair)
        }
    }

    @Test func `stray data is refused a hundred times and then closes the connection`()
        async throws
    {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.wait.description, pair),
                .message(1, pair)
            )
            #expect(await connection.next()?.status?.code == .invalidArgument)
            for _ in 1..<100 {
                try await connection.send(.message(99, pair))
                let frame = try #require(await connection.next())
                #expect(frame.streamID == 99)
                #expect(frame.status?.code == .invalidArgument)
            }
            try await connection.send(.message(99, pair))
            #expect(await connection.next() == nil)
            #expect(server.count(.connectionsClosedForStrayData) == 1)
        }
    }

    @Test func `data after the client's end is refused and the stream finishes`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.sip.description, pair, flags: .remoteOpen),
                .endOfMessages(1),
                .message(1, pair)
            )
            #expect(await connection.next()?.status?.code == .invalidArgument)
            server.service.release.fire()
            #expect(try await connection.next()?.message(Pair.self) == Pair(key: "k"))
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test func `what is unknown is ignored and counted`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            var request = try Frame.request(1, inline, pair)
            request.flags = FrameFlags(rawValue: 0xf8)
            try await connection.send(
                Frame(streamID: 7, kind: FrameKind(rawValue: 9), data: ByteBuffer(string: "x")),
                Frame(streamID: 7, kind: .response),
                request
            )
            #expect(try await connection.next()?.answer(Pair.self) == pair)
            try await expectService(connection, id: 3)
            #expect(server.count(.framesIgnored) == 2)
            #expect(server.count(.framesWithUnknownFlags) == 1)
        }
    }

    @Test func `no data with data is refused`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            var request = try Frame.request(1, inline, pair)
            request.flags = .noData
            try await connection.send(request)
            #expect(await connection.next()?.status?.code == .invalidArgument)
            try await connection.send(
                .request(3, chat, flags: .remoteOpen),
                .message(3, pair, flags: [.remoteClosed, .noData])
            )
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 3)
            #expect(frame.status?.code == .invalidArgument)
            try await expectService(connection, id: 5)
        }
    }

    @Test func `a connection near the end of its ids finishes and closes`() async throws {
        var limits = RPCLimits()
        limits.streams.lastStreamIDMax = 5
        try await withServer(limits) { server in
            let connection = try await server.connect()
            let wait = TestMethods.wait.description
            try await connection.send(
                .request(5, wait, pair),
                .request(7, inline, pair)
            )
            #expect(await connection.next()?.status?.reason == .draining)
            server.service.release.fire()
            #expect(try await connection.next()?.answer(Pair.self) == pair)
            #expect(await connection.next() == nil)
        }
    }
}

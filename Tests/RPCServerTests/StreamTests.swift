import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

struct StreamTests {
    private let pair = Pair(key: "k", value: "v")

    @Test func `a server stream sends its messages and a good end`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let request = Pair(key: "n", value: "3")
            let count = TestMethods.count.description
            try await connection.send(.request(1, count, request, flags: .remoteClosed))
            for number in 0..<3 {
                let frame = try #require(await connection.next())
                #expect(frame.kind == .data)
                #expect(frame.flags == [])
                #expect(try frame.message(Pair.self) == Pair(key: "n", value: "\(number)"))
            }
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [TestMethods.count.description, TestMethods.countTogether.description]
    )
    func `a stream much longer than what may wait comes whole, without a pause`(
        method: MethodDescription
    ) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let request = Pair(key: "n", value: "200000")
            try await connection.send(.request(1, method, request, flags: .remoteClosed))
            for number in 0..<200_000 {
                let frame = try #require(await connection.next())
                guard frame.kind == .data,
                    try frame.message(Pair.self).value == "\(number)"
                else {
                    Issue.record("frame \(number) is \(frame)")
                    return
                }
            }
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test func `an absent payload of a server stream is the empty message`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let count = TestMethods.count.description
            try await connection.send(.request(1, count, flags: .remoteClosed))
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test func `a server stream that fails ends with a response`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            var id: StreamID = 1
            var timeout: Int64 = 50_000_000
            var first = try await firstFrame(of: id, timeoutNano: timeout, on: connection)
            // Until there is time for a message before the end.
            while first.kind == .response {
                #expect(first.status?.code == .deadlineExceeded)
                id += 2
                timeout *= 2
                first = try await firstFrame(of: id, timeoutNano: timeout, on: connection)
            }
            #expect(try first.message(Pair.self) == pair)
            let frame = try #require(await connection.next())
            #expect(frame.streamID == id)
            #expect(frame.kind == .response)
            #expect(frame.status?.code == .deadlineExceeded)
            try await server.service.cancelled.wait()
        }
    }

    /// What a subscription brings first.
    private func firstFrame(
        of id: StreamID,
        timeoutNano: Int64,
        on connection: RawConnection
    ) async throws -> Frame {
        let subscribe = TestMethods.subscribe.description
        try await connection.send(.request(id, subscribe, pair, timeoutNano: timeoutNano))
        return try #require(await connection.next())
    }

    @Test(arguments: [[.remoteOpen], [.remoteOpen, .noData]] as [FrameFlags])
    func `a client stream is opened as Go and as Rust do`(flags: FrameFlags) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.sum.description, flags: flags),
                .message(1, pair),
                .message(1, pair),
                .endOfMessages(1)
            )
            let frame = try #require(await connection.next())
            #expect(frame.kind == .response)
            #expect(try frame.answer(Pair.self) == Pair(key: "count", value: "2"))
        }
    }

    @Test func `the opening of a client stream may hold its first message`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.sum.description, pair, flags: .remoteOpen),
                .message(1, pair, flags: .remoteClosed)
            )
            #expect(try await connection.next()?.answer(Pair.self).value == "2")
        }
    }

    @Test func `a client stream that is closed by its opening has no messages`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let sum = TestMethods.sum.description
            try await connection.send(.request(1, sum, flags: .remoteClosed))
            #expect(try await connection.next()?.answer(Pair.self).value == "0")
        }
    }

    @Test func `a bidirectional stream answers each message as it comes`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.chat.description, flags: .remoteOpen))
            for number in 0..<50 {
                let message = Pair(key: "\(number)")
                try await connection.send(.message(1, message))
                #expect(try await connection.next()?.message(Pair.self) == message)
            }
            try await connection.send(.endOfMessages(1))
            #expect(await connection.next() == .endOfMessages(1))
        }
    }

    @Test func `256 streams are taken, one more is refused, and one is taken after an end`()
        async throws
    {
        try await withServer { server in
            let connection = try await server.connect()
            let chat = TestMethods.chat.description
            for index in 0..<256 as Range<StreamID> {
                try await connection.send(.request(2 * index + 1, chat, flags: .remoteOpen))
            }
            try await connection.send(.request(513, chat, flags: .remoteOpen))
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 513)
            #expect(frame.status?.code == .resourceExhausted)
            #expect(frame.status?.subject == "streams_in_flight")
            try await connection.send(.endOfMessages(1))
            #expect(await connection.next() == .endOfMessages(1))
            try await connection.send(
                .request(515, chat, flags: .remoteOpen),
                .message(515, pair)
            )
            #expect(await connection.next()?.streamID == 515)
        }
    }

    @Test func `a stream that sends faster than its handler reads does not hold up others`()
        async throws
    {
        var limits = RPCLimits()
        limits.input.streamMessagesMax = 8
        limits.input.pauseMax = .milliseconds(20)
        try await withServer(limits) { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.sip.description, flags: .remoteOpen))
            try await server.service.started.wait()
            for _ in 0...9 {
                try await connection.send(.message(1, pair))
            }
            try await connection.send(.request(3, TestMethods.inline.description, pair))
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 1)
            #expect(frame.status?.code == .resourceExhausted)
            #expect(frame.status?.subject == "stream_input")
            var answer = try #require(await connection.next())
            while answer.streamID == 1 {
                // Messages that crossed the stream's end.
                #expect(answer.status?.code == .invalidArgument)
                answer = try #require(await connection.next())
            }
            #expect(try answer.answer(Pair.self) == pair)
        }
    }

    @Test func `a handler that catches up is read again`() async throws {
        var limits = RPCLimits()
        limits.input.streamMessagesMax = 8
        try await withServer(limits) { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.sip.description, flags: .remoteOpen))
            try await server.service.started.wait()
            for _ in 0..<100 {
                try await connection.send(.message(1, pair))
            }
            try await connection.send(.endOfMessages(1))
            server.service.release.fire()
            for _ in 0..<100 {
                #expect(try await connection.next()?.message(Pair.self) == Pair(key: "k"))
            }
            #expect(await connection.next() == .endOfMessages(1))
        }
    }
}

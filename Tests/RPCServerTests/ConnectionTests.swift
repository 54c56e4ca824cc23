import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

/// What becomes of connections that end, stall or flood.
struct ConnectionTests {
    private let pair = Pair(key: "k", value: "v")

    @Test func `a reset cancels what is in flight`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.wait.description, pair))
            try await server.service.started.wait()
            try await connection.reset()
            try await server.service.cancelled.wait()
        }
    }

    @Test func `a half-close cancels what is in flight`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.wait.description, pair),
                .request(3, TestMethods.chat.description, flags: .remoteOpen)
            )
            try await server.service.started.wait()
            try await connection.closeOutput()
            try await server.service.cancelled.wait()
            try await server.service.cancelled.wait()
            #expect(await connection.next() == nil)
        }
    }

    @Test func `a durable call goes on when its connection is gone`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.waitDurably.description, pair))
            try await server.service.started.wait()
            try await connection.reset()
            let other = try await server.connect()
            try await other.send(.request(1, TestMethods.inline.description, pair))
            #expect(try await other.next()?.answer(Pair.self) == pair)
            server.service.release.fire()
            try await server.service.completed.wait()
        }
    }

    @Test func `a connection that sends no frame in time is closed`() async throws {
        var limits = RPCLimits()
        limits.readPace.firstFrame = .milliseconds(20)
        try await withServer(limits) { server in
            let connection = try await server.connect()
            #expect(await connection.next() == nil)
            #expect(server.count(.connectionsTooSlowToSend) == 1)
        }
    }

    @Test func `a frame that is begun and not finished in time closes its connection`()
        async throws
    {
        var limits = RPCLimits()
        limits.readPace.begunFrame = .milliseconds(20)
        try await withServer(limits) { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.inline.description, pair))
            #expect(try await connection.next()?.answer(Pair.self) == pair)
            try await connection.send(ByteBuffer(bytes: [0, 0]))
            #expect(await connection.next() == nil)
            #expect(server.count(.connectionsTooSlowToSend) == 1)
        }
    }

    @Test func `a flood whose replies are not read is held and then closed`() async throws {
        var limits = RPCLimits()
        limits.output.pauseMax = .milliseconds(50)
        limits.output.writeDeadline = .milliseconds(50)
        try await withServer(limits) { server in
            let connection = try await server.connect(isReading: false)
            let value = String(repeating: "x", count: 1_000)
            let closed = connection.channel.closeFuture
            let flood = Task {
                for index in 0..<100_000 as Range<StreamID> {
                    try await connection.send(
                        .request(2 * index + 1, TestMethods.inline.description, Pair(value: value))
                    )
                }
            }
            _ = await flood.result
            try? await connection.channel.setOption(.autoRead, value: true).get()
            try await closed.get()
            #expect(server.count(.connectionsTooSlowToRead) == 1)
            #expect(server.count(.callsAnsweredInline) < 100_000)
        }
    }

    @Test func `a subscriber that does not read is closed and costs nobody`() async throws {
        var limits = RPCLimits()
        limits.output.writeDeadline = .milliseconds(50)
        try await withServer(limits) { server in
            let slow = try await server.connect(isReading: false)
            try await slow.send(.request(1, TestMethods.flood.description, Pair(value: "10000")))
            let other = try await server.connect()
            for id in 0..<50 as Range<StreamID> {
                try await other.send(.request(2 * id + 1, TestMethods.echo.description, pair))
                #expect(try await other.next()?.answer(Pair.self) == pair)
            }
            try await server.service.cancelled.wait()
            #expect(server.count(.connectionsTooSlowToRead) == 1)
            try await slow.close()
        }
    }

    @Test func `a slow subscriber gets the latest state`() async throws {
        try await withServer { server in
            let connection = try await server.connect(isReading: false)
            let rounds = 50_000
            let request = Pair(value: "\(rounds)")
            try await connection.send(.request(1, TestMethods.latest.description, request))
            try await server.service.completed.wait()
            server.service.release.fire()
            try await connection.channel.setOption(.autoRead, value: true).get()
            var received = 0
            var last = ""
            while let frame = await connection.next(), frame != .endOfMessages(1) {
                received += 1
                last = try frame.message(Pair.self).value
            }
            #expect(last == "\(rounds)")
            #expect(received < rounds)
        }
    }

    @Test func `streams of all connections share a cap and the largest is cut first`()
        async throws
    {
        var limits = RPCLimits()
        limits.output.socketBytesMax = 4_096
        limits.output.streamSendBytes = 64 << 20
        limits.output.streamSoftBytes = 64 << 20
        limits.output.streamHardBytes = 64 << 20
        limits.output.allStreamsBytesMax = 1 << 20
        limits.output.pauseBytes = 128 << 20
        try await withServer(limits) { server in
            let connection = try await server.connect(isReading: false)
            try await connection.send(
                .request(1, TestMethods.flood.description, Pair(value: "10000"))
            )
            try await server.service.cancelled.wait()
            try await connection.send(.request(3, TestMethods.inline.description, pair))
            try await connection.channel.setOption(.autoRead, value: true).get()
            var frame = try #require(await connection.next())
            while frame.kind == .data {
                frame = try #require(await connection.next())
            }
            #expect(frame.streamID == 1)
            #expect(frame.status?.reason == .subscriberTooSlow)
            #expect(server.count(.subscribersCut) == 1)
            #expect(try await connection.next()?.answer(Pair.self) == pair)
        }
    }

    @Test func `one connection over the limit waits for another to end`() async throws {
        var limits = RPCLimits()
        limits.connections.connectionsMax = 1
        try await withServer(limits) { server in
            let inline = TestMethods.inline.description
            let first = try await server.connect()
            try await first.send(.request(1, inline, pair))
            #expect(try await first.next()?.answer(Pair.self) == pair)
            let second = try await server.connect()
            try await second.send(.request(1, inline, pair))
            try await first.send(.request(3, inline, pair))
            #expect(try await first.next()?.answer(Pair.self) == pair)
            #expect(server.server.activity.snapshot.connections == 1)
            try await first.close()
            #expect(try await second.next()?.answer(Pair.self) == pair)
            #expect(server.count(.connectionsHeldBack) >= 1)
        }
    }
}

import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Testing

struct UnaryTests {
    private let pair = Pair(key: "k", value: "v")

    @Test(arguments: [TestMethods.inline, TestMethods.echo, TestMethods.roundabout])
    func `a call is answered`(method: WireMethod<Pair, Pair>) async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, method.description, pair))
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 1)
            #expect(frame.kind == .response)
            #expect(frame.flags == [])
            #expect(try frame.answer(Pair.self) == pair)
        }
    }

    @Test func `an empty message is answered with an empty message`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.inline.description, Pair()))
            let frame = try #require(await connection.next())
            #expect(frame == Frame(streamID: 1, kind: .response))
        }
    }

    @Test func `calls of one connection do not wait for each other`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.wait.description, pair),
                .request(3, TestMethods.roundabout.description, pair)
            )
            #expect(await connection.next()?.streamID == 3)
            server.service.release.fire()
            #expect(await connection.next()?.streamID == 1)
        }
    }

    @Test func `metadata reaches the handler with lower-case keys`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let metadata = [
                Pair(key: "RePly", value: "first"), Pair(key: "reply", value: "second"),
            ]
            let echo = TestMethods.echo.description
            try await connection.send(.request(1, echo, pair, metadata: metadata))
            let frame = try #require(await connection.next())
            #expect(try frame.answer(Pair.self).value == "first")
        }
    }

    @Test func `a status travels whole`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let request = Pair(key: "status", value: "limit")
            try await connection.send(.request(1, TestMethods.fail.description, request))
            let status = try #require(await connection.next()?.status)
            #expect(status == .invalidArgument("limit is wrong.", subject: "limit"))
        }
    }

    @Test func `an unforeseen error becomes an id and its text stays here`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.fail.description, pair))
            let status = try #require(await connection.next()?.status)
            #expect(status.code == .internal)
            #expect(status.reason == .internal)
            #expect(!status.subject.isEmpty)
            #expect(status.message.contains(status.subject))
            #expect(!status.message.contains("hunter2"))
        }
    }

    @Test func `a call whose time is over is not executed`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let wait = TestMethods.wait.description
            try await connection.send(.request(1, wait, pair, timeoutNano: -1))
            #expect(await connection.next()?.status?.code == .deadlineExceeded)
            #expect(server.server.activity.snapshot.callsInFlight == 0)
        }
    }

    @Test func `a call that takes too long is answered and its handler cancelled`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let wait = TestMethods.wait.description
            try await connection.send(.request(1, wait, pair, timeoutNano: 1_000_000))
            #expect(await connection.next()?.status?.code == .deadlineExceeded)
            try await server.service.cancelled.wait()
        }
    }

    @Test func `the server's own maximum holds where a call gives no time or too much`()
        async throws
    {
        var limits = RPCLimits()
        limits.calls.unaryDeadlineMax = .milliseconds(1)
        try await withServer(limits) { server in
            let connection = try await server.connect()
            let wait = TestMethods.wait.description
            try await connection.send(
                .request(1, wait, pair),
                .request(3, wait, pair, timeoutNano: .max)
            )
            #expect(await connection.next()?.status?.code == .deadlineExceeded)
            #expect(await connection.next()?.status?.code == .deadlineExceeded)
        }
    }
}

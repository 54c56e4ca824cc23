import Frames
import Messages
import NIOCore
import RPC
import RPCServer
import Synchronization
import Testing

struct DrainTests {
    private let pair = Pair(key: "k", value: "v")

    @Test func `a drain announces, serves on, refuses, finishes and closes`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            let idle = try await server.connect()
            let inline = TestMethods.inline.description
            try await connection.send(.request(1, TestMethods.wait.description, pair))
            try await idle.send(.request(1, inline, pair))
            #expect(await idle.next()?.kind == .response)
            try await server.service.started.wait()

            let announced = Signal()
            let drain = Task {
                await server.server.drain(DrainPlan(delay: .seconds(600), grace: .seconds(600))) {
                    announced.fire()
                }
            }
            try await announced.wait()
            try await connection.send(.request(3, inline, pair))
            #expect(try await connection.next()?.answer(Pair.self) == pair)

            server.server.skipDrainDelay()
            var id: StreamID = 5
            while true {
                try await idle.send(.request(id, inline, pair))
                let frame = try #require(await idle.next())
                if frame.status?.reason == .draining { break }
                id += 2
            }
            await #expect(throws: (any Error).self) { _ = try await server.connect() }
            server.service.release.fire()
            let frame = try #require(await connection.next())
            #expect(frame.streamID == 1)
            #expect(try frame.answer(Pair.self) == pair)
            #expect(await connection.next() == nil)
            #expect(await idle.next() == nil)
            try await connection.close()
            try await idle.close()
            await drain.value
            #expect(server.server.activity.snapshot.connections == 0)
        }
    }

    @Test func `streams that only send are ended, those that receive finish what they have`()
        async throws
    {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(
                .request(1, TestMethods.subscribe.description, pair, flags: .remoteClosed),
                .request(3, TestMethods.sip.description, pair, flags: .remoteOpen),
                .message(3, pair)
            )
            #expect(await connection.next()?.streamID == 1)
            try await server.service.started.wait()
            try await server.service.started.wait()
            let drain = Task {
                await server.server.drain(DrainPlan(delay: .zero, grace: .seconds(600)))
            }
            let ended = try #require(await connection.next())
            #expect(ended.streamID == 1)
            #expect(ended.status?.reason == .draining)
            try await server.service.cancelled.wait()
            server.service.release.fire()
            for _ in 0..<2 {
                #expect(try await connection.next()?.message(Pair.self) == Pair(key: "k"))
            }
            let last = try #require(await connection.next())
            #expect(last.streamID == 3)
            #expect(last.status?.reason == .draining)
            try await connection.close()
            await drain.value
        }
    }

    @Test func `calls that outlast the grace get UNAVAILABLE`() async throws {
        try await withServer { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.wait.description, pair))
            try await server.service.started.wait()
            let drain = Task {
                await server.server.drain(DrainPlan(delay: .zero, grace: .milliseconds(1)))
            }
            #expect(await connection.next()?.status?.code == .unavailable)
            #expect(await connection.next() == nil)
            try await server.service.cancelled.wait()
            try await connection.close()
            await drain.value
        }
    }

    @Test func `a client that never closes does not hold up the end`() async throws {
        var limits = RPCLimits()
        limits.connections.lingerMax = .milliseconds(10)
        try await withServer(limits) { server in
            let connection = try await server.connect()
            try await connection.send(.request(1, TestMethods.inline.description, pair))
            #expect(await connection.next()?.kind == .response)
            await server.server.drain(DrainPlan(delay: .zero, grace: .seconds(600)))
            #expect(server.server.activity.snapshot.connections == 0)
        }
    }
}

import Messages
import MoultClient
import NIOCore
import NIOPosix
import RPC
import RPCServer
import Testing

struct ClientTests {
    private let pair = Pair(key: "k", value: "v")

    /// Runs `body` with a client of a server of the test service, and closes both.
    private func withClient(
        _ limits: RPCLimits = RPCLimits(),
        options: ClientOptions = ClientOptions(),
        _ body: (MoultClient, TestServer) async throws -> Void
    ) async throws {
        try await withServer(limits) { server in
            let client = try MoultClient(server: "\(server.address)", options: options)
            try await body(client, server)
            await client.close()
        }
    }

    @Test(arguments: [TestMethods.inline, TestMethods.echo, TestMethods.roundabout])
    func `a call is answered`(method: WireMethod<Pair, Pair>) async throws {
        try await withClient { client, _ in
            let answer = try await client.call(method, pair)
            #expect(answer == pair)
            let empty = try await client.call(method, Pair())
            #expect(empty == Pair())
        }
    }

    @Test func `calls of many tasks share one connection`() async throws {
        try await withClient { client, server in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        let request = Pair(value: "\(number)")
                        let answer = try await client.call(TestMethods.roundabout, request)
                        return Int(answer.value) ?? -1_000
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 199 * 100)
            #expect(server.count(.connectionsAccepted) == 1)
        }
    }

    @Test func `metadata travels`() async throws {
        try await withClient { client, _ in
            let options = CallOptions(metadata: [(key: "Reply", value: "yes")])
            let answer = try await client.call(TestMethods.echo, pair, options: options)
            #expect(answer.value == "yes")
        }
    }

    @Test func `a failure is told whole`() async throws {
        try await withClient { client, _ in
            let request = Pair(key: "status", value: "limit")
            let error = await #expect(throws: MoultError.self) {
                _ = try await client.call(TestMethods.fail, request)
            }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message == "limit is wrong.")
            #expect(error?.reason == .invalidArgument)
            #expect(error?.subject == "limit")
            #expect(error?.retryable == false)
        }
    }

    @Test func `a call that takes too long ends at its time and on the server too`() async throws {
        try await withClient { client, server in
            // The time is to pass on the server, not while the connection is made.
            _ = try await client.call(TestMethods.inline, pair)
            let error = await #expect(throws: MoultError.self) {
                let options = CallOptions(timeout: .milliseconds(30))
                _ = try await client.call(TestMethods.wait, pair, options: options)
            }
            #expect(error?.code == .deadlineExceeded)
            try await server.service.cancelled.wait()
        }
    }

    @Test func `a cancelled task ends its call here and on the server`() async throws {
        try await withClient { client, server in
            let task = Task { try await client.call(TestMethods.wait, pair) }
            try await server.service.started.wait()
            task.cancel()
            let error = await #expect(throws: MoultError.self) { _ = try await task.value }
            #expect(error?.code == .cancelled)
            try await server.service.cancelled.wait()
        }
    }

    @Test func `a server stream is read to its end`() async throws {
        try await withClient { client, _ in
            var values: [String] = []
            for try await message in try client.serverStream(
                TestMethods.count,
                Pair(value: "1000")
            ) {
                values.append(message.value)
            }
            #expect(values == (0..<1_000).map { "\($0)" })
        }
    }

    @Test func `letting go of a stream ends it on the server`() async throws {
        try await withClient { client, server in
            for try await _ in try client.serverStream(TestMethods.flood, pair) { break }
            try await server.service.cancelled.wait()
            #expect(try await client.call(TestMethods.inline, pair) == pair)
        }
    }

    @Test func `a stream that is not read does not hold up calls`() async throws {
        let options = ClientOptions(streamBufferBytes: 10_000)
        try await withClient(options: options) { client, _ in
            let stream = try client.serverStream(TestMethods.flood, Pair(value: "5000"))
            var reader = stream.makeAsyncIterator()
            #expect(try await reader.next() != nil)
            for _ in 0..<20 {
                #expect(try await client.call(TestMethods.echo, pair) == pair)
            }
            #expect(try await reader.next() != nil)
        }
    }

    @Test func `a client stream is answered once`() async throws {
        try await withClient { client, _ in
            let stream = try client.clientStream(TestMethods.sum)
            for _ in 0..<100 {
                try await stream.send(pair)
            }
            #expect(try await stream.finish().value == "100")
        }
    }

    @Test func `a bidirectional stream goes both ways`() async throws {
        try await withClient { client, _ in
            let stream = try client.bidirectional(TestMethods.chat)
            var reader = stream.responses.makeAsyncIterator()
            for number in 0..<100 {
                try await stream.send(Pair(value: "\(number)"))
                #expect(try await reader.next()?.value == "\(number)")
            }
            try await stream.finish()
            #expect(try await reader.next() == nil)
            await #expect(throws: MoultError.self) { try await stream.send(pair) }
        }
    }

    @Test func `the next call after a lost connection makes another`() async throws {
        try await withServer { server in
            let proxy = try await CuttableProxy.start(to: server.address)
            let client = try MoultClient(server: "\(proxy.address)")
            #expect(try await client.call(TestMethods.inline, pair) == pair)
            let lost = Task { try await client.call(TestMethods.wait, pair) }
            try await server.service.started.wait()
            try await proxy.cut()
            let error = await #expect(throws: MoultError.self) { _ = try await lost.value }
            #expect(error?.code == .unavailable)
            #expect(try await client.call(TestMethods.inline, pair) == pair)
            #expect(server.count(.connectionsAccepted) == 2)
            await client.close()
            try await proxy.stop()
        }
    }

    @Test func `a server that is not there is named`() async throws {
        let client = try MoultClient(server: "unix:///tmp/moult-nobody-is-here")
        let error = await #expect(throws: MoultError.self) {
            _ = try await client.call(TestMethods.inline, pair)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("unix:///tmp/moult-nobody-is-here") == true)
    }

    @Test func `an address that is none is refused`() {
        #expect(throws: MoultError.self) { _ = try MoultClient(server: "localhost") }
    }

    @Test func `a closed client makes no calls`() async throws {
        try await withClient { client, _ in
            let answer = try await client.call(TestMethods.inline, pair)
            #expect(answer == pair)
            await client.close()
            let error = await #expect(throws: MoultError.self) {
                _ = try await client.call(TestMethods.inline, pair)
            }
            #expect(error?.code == .cancelled)
        }
    }

    @Test func `a request over 4 MiB is refused here`() async throws {
        try await withClient { client, server in
            let error = await #expect(throws: MoultError.self) {
                let value = String(repeating: "x", count: 4 << 20)
                _ = try await client.call(TestMethods.inline, Pair(value: value))
            }
            #expect(error?.code == .resourceExhausted)
            #expect(server.count(.framesOversized) == 0)
        }
    }

    @Test func `a call to a draining server is told so`() async throws {
        try await withClient { client, server in
            let waiting = Task { try await client.call(TestMethods.wait, pair) }
            try await server.service.started.wait()
            let drain = Task {
                await server.server.drain(DrainPlan(delay: .zero, grace: .seconds(600)))
            }
            var code: MoultError.Code?
            while code == nil {
                do {
                    _ = try await client.call(TestMethods.inline, pair)
                } catch let error as MoultError {
                    code = error.code
                }
            }
            #expect(code == .unavailable)
            server.service.release.fire()
            #expect(try await waiting.value == pair)
            await client.close()
            await drain.value
        }
    }
}

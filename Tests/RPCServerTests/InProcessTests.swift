import Messages
import RPC
import Testing

struct InProcessTests {
    private let service = TestService()
    private let pair = Pair(key: "k", value: "v")

    private var transport: InProcessTransport { InProcessTransport([service.table]) }

    @Test(arguments: [TestMethods.inline, TestMethods.echo, TestMethods.roundabout])
    func `a call is answered`(method: WireMethod<Pair, Pair>) async throws {
        let answer = try await transport.call(method, pair)
        #expect(answer == pair)
    }

    @Test func `a failure is told, an unforeseen one by its id`() async throws {
        let status = await #expect(throws: RPCStatus.self) {
            _ = try await transport.call(TestMethods.fail, Pair(key: "status", value: "limit"))
        }
        #expect(status?.subject == "limit")
        let unforeseen = await #expect(throws: RPCStatus.self) {
            _ = try await transport.call(TestMethods.fail, pair)
        }
        #expect(unforeseen?.code == .internal)
        #expect(unforeseen?.message.contains("hunter2") == false)
    }

    @Test func `an unknown method is unimplemented`() async throws {
        let empty = InProcessTransport([])
        let status = await #expect(throws: RPCStatus.self) {
            _ = try await empty.call(TestMethods.echo, pair)
        }
        #expect(status?.code == .unimplemented)
    }

    @Test func `a server stream is read to its end`() async throws {
        var values: [String] = []
        for try await message in try transport.serverStream(
            TestMethods.count,
            Pair(value: "500")
        ) {
            values.append(message.value)
        }
        #expect(values == (0..<500).map { "\($0)" })
    }

    @Test func `letting go of a stream cancels its handler`() async throws {
        for try await _ in try transport.serverStream(TestMethods.flood, pair) { break }
        try await service.cancelled.wait()
    }

    @Test func `a bidirectional stream goes both ways`() async throws {
        let (requests, responses) = try transport.bidirectional(TestMethods.chat)
        var reader = responses.makeAsyncIterator()
        for number in 0..<200 {
            try await requests.send(Pair(value: "\(number)"))
            #expect(try await reader.next()?.value == "\(number)")
        }
        requests.finish()
        #expect(try await reader.next() == nil)
        try await service.completed.wait()
    }
}

import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// What a client of IngestStream may send before it must wait.
    @Suite struct CreditTests {
        static let window = 256

        /// So that nothing is answered before its vector is there.
        static let settings = ["waits.vectorMs=60000", "waits.queryVectorMs=60000"]

        private func request(_ number: Int) -> MoultV1.IngestStreamRequest {
            MoultV1.IngestStreamRequest(
                number: UInt64(number),
                item: MoultV1.ItemDraft(key: "item\(number)", text: "a text of item\(number)")
            )
        }

        @Test func `one item past the credit ends the stream, and sending again is safe`()
            async throws
        {
            try await TestServer.run(embedder: "fault:hang=1..@64", settings: Self.settings) {
                server in
                let stream = try server.client.memory.ingestStream()
                var answers = stream.responses.makeAsyncIterator()
                #expect(try await answers.next()?.credit == UInt32(Self.window))
                for number in 1...Self.window + 1 { try await stream.send(request(number)) }
                var outcomes = 0
                let error = try await failure {
                    while try await answers.next() != nil { outcomes += 1 }
                }
                // At once, not after what the stream had sent before.
                #expect(outcomes == 0)
                #expect(error.code == .resourceExhausted)
                #expect(error.reason == .creditExceeded)
                // Only that stream: the connection serves on.
                _ = try await server.stats()
            }
        }

        @Test func `a client that keeps to its credit is never cut off`() async throws {
            try await TestServer.run(embedder: "fault:delay=20ms@64", settings: Self.settings) {
                server in
                let total = 1_000
                for attempt in 1...2 {
                    let outcomes = try await sendAll(total, to: server)
                    #expect(outcomes.count == total)
                    let expected: MoultV1.IngestStatus = attempt == 1 ? .embedded : .unchanged
                    #expect(outcomes.values.allSatisfy { $0 == expected })
                }
                #expect(try await server.stats().items == Int64(total))
                #expect(try await server.isFoundByMeaning("item999", "a text of item999"))
            }
        }

        private func sendAll(
            _ total: Int,
            to server: TestServer
        ) async throws -> [UInt64: MoultV1.IngestStatus] {
            let stream = try server.client.memory.ingestStream()
            var outcomes: [UInt64: MoultV1.IngestStatus] = [:]
            var credit = 0
            var sent = 0
            for try await answer in stream.responses {
                credit += Int(answer.credit)
                if let outcome = answer.outcome {
                    outcomes[outcome.number] = outcome.outcome?.status
                }
                while credit > 0, sent < total {
                    credit -= 1
                    sent += 1
                    try await stream.send(request(sent))
                    if sent == total { try await stream.finish() }
                }
            }
            return outcomes
        }

        @Test func `what a cut stream had stored is unchanged when it is sent again`()
            async throws
        {
            try await TestServer.run(embedder: "fault:delay=50ms@64", settings: Self.settings) {
                server in
                let stream = try server.client.memory.ingestStream()
                var answers = stream.responses.makeAsyncIterator()
                #expect(try await answers.next()?.credit == UInt32(Self.window))
                for number in 1...100 { try await stream.send(request(number)) }
                for _ in 1...10 { #expect(try await answers.next()?.outcome != nil) }
                try await server.kill()
                await #expect(throws: MoultError.self) {
                    while try await answers.next() != nil {}
                }
                try await server.start()
                let outcomes = try await sendAll(100, to: server)
                #expect(outcomes.count == 100)
                #expect(outcomes.values.filter { $0 == .unchanged }.count >= 10)
                #expect(try await server.stats().items == 100)
            }
        }
    }
}

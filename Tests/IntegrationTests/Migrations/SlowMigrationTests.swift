import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// Migrations whose embedder makes it hard.
    @Suite struct SlowMigrationTests {
        @Test func `steady ingest goes on through a migration of 500 ms a batch`() async throws {
            try await TestServer.run { server in
                try await server.fill("old", 600)
                let epoch = try await server.migrate(to: "fault:delay=500ms@96", concurrency: 2)
                let finished = try await withThrowingTaskGroup(of: [String].self) { group in
                    for writer in 0..<4 {
                        group.addTask { try await Self.write(as: writer, to: server, until: epoch) }
                    }
                    let change = try await server.finish(epoch)
                    var written: [String] = []
                    for try await keys in group { written += keys }
                    try await Self.expectAll(written, on: server)
                    return change
                }
                let hold = Duration.microseconds(finished.longestHoldMicroseconds)
                print("flip \(finished.flipMicroseconds) µs, longest hold \(hold)")
                #expect(finished.flipMicroseconds > 0)
                // The bound of design: an acknowledgement is held at most 2 s.
                #expect(hold <= .seconds(2) + .milliseconds(100))
                #expect(try await server.stats().activeEpoch == epoch)
            }
        }

        /// Writes until the migration has ended, and returns the keys.
        private static func write(
            as writer: Int,
            to server: TestServer,
            until epoch: Int64
        ) async throws -> [String] {
            var keys: [String] = []
            repeat {
                // Four such writers are slower than the new embedder, or it could never end.
                try await elapse(.milliseconds(100))
                let key = "new\(writer)x\(keys.count)"
                let outcome = try #require(try await server.put([key: "a text of \(key)"]).first)
                #expect([.embedded, .pending].contains(outcome.status), "\(outcome.message)")
                keys.append(key)
            } while try await server.migration(epoch).endedUnixMs == 0
            return keys
        }

        private static func expectAll(_ keys: [String], on server: TestServer) async throws {
            try #require(keys.count > 20)
            try await server.waitUntilHealed()
            for key in keys {
                #expect(try await server.isFoundByWords(key, key))
            }
            for key in keys.prefix(10) + keys.suffix(10) {
                #expect(try await server.isFoundByMeaning(key, "a text of \(key)"))
            }
        }

        @Test(arguments: ["fail", "dimensions", "count", "zeros", "nan", "length", "timeout"])
        func `a new embedder that is wrong pauses the migration until it is right`(
            fault: String
        ) async throws {
            try await TestServer.run { server in
                try await server.fill("item", 100)
                let target = "fault:\(fault)=1..2@96"
                let epoch = try await server.migrate(to: target, batchItems: 16, concurrency: 1)
                let paused = try await server.change(of: epoch, to: .paused)
                #expect(!paused.reason.isEmpty)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                try await server.finish(epoch)
                #expect(try await server.stats().pending == 0)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                let rows = try await server.profiles()
                #expect(rows.first { $0.active }?.vectors == 100)
            }
        }
    }
}

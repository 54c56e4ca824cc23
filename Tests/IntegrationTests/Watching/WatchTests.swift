import Frames
import Messages
import MoultClient
import NIOCore
import Testing

extension IntegrationTests {
    /// Following a migration from outside.
    @Suite struct WatchTests {
        @Test func `what was seen before a restart is not told again, and nothing is left out`()
            async throws
        {
            try await TestServer.run { server in
                try await server.fill("item", 60)
                let hold = MoultV1.Knobs(holding: .hold(true))
                let epoch = try await server.migrate(to: "fault:@65", knobs: hold)
                let before = try await server.changes(of: epoch) { $0.to == .holding }
                let seen = try #require(before.last).sequence
                #expect(before.map(\.sequence) == Array(1...seen))
                try await server.kill()
                try await server.start()
                try await server.cutOver(epoch)

                var later: [MoultV1.PhaseChange] = []
                var isFinal = false
                let request = MoultV1.WatchRequest(epoch: epoch, afterSequence: seen)
                for try await message in try server.client.migration.watch(request) {
                    if case .change(let change)? = message.event { later.append(change) }
                    isFinal = message.final
                }
                #expect(isFinal)
                #expect(later.last?.to == .finished)
                let all = try await server.changes(of: epoch)
                #expect(all == before + later)
                #expect(all.map(\.sequence) == Array(1...Int64(all.count)))
                for (first, second) in zip(all, all.dropFirst()) {
                    #expect(second.from == first.to)
                    #expect(second.atUnixMs >= first.atUnixMs)
                }
                // It has ended: whoever has seen all hears only that.
                let end = MoultV1.WatchRequest(epoch: epoch, afterSequence: Int64(all.count))
                var rest: [MoultV1.WatchResponse] = []
                for try await message in try server.client.migration.watch(end) {
                    rest.append(message)
                }
                #expect(rest.last?.final == true)
                #expect(!rest.contains { if case .change? = $0.event { true } else { false } })
            }
        }

        private static let readers = 180
        private static let silent = 20
        private static let clients = 4

        @Test func `watchers that never read disturb none of the others`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 300)
                let epoch = try await server.migrate(to: "fault:@65", itemsPerSecondMax: 75)
                var connections: [RawConnection] = []
                for _ in 0..<Self.silent {
                    connections.append(try await Self.watchSilently(epoch, on: server))
                }
                let clients = try (0..<Self.clients).map { _ in
                    try MoultClient(server: server.address)
                }
                let seen = try await withThrowingTaskGroup(of: Seen.self) { group in
                    for reader in 0..<Self.readers {
                        let client = clients[reader % Self.clients]
                        group.addTask { try await Self.watch(epoch, with: client) }
                    }
                    try await Self.write(to: server, until: epoch)
                    var seen: [Seen] = []
                    for try await one in group { seen.append(one) }
                    return seen
                }
                let all = try await server.changes(of: epoch)
                #expect(seen.count == Self.readers)
                #expect(seen.allSatisfy { $0.changes == all && $0.isFinal })
                let progress = seen.map(\.progress)
                print(
                    "watchers saw progress \(progress.min() ?? 0) to \(progress.max() ?? 0) times"
                )
                #expect(progress.allSatisfy { $0 > 3 })
                for client in clients { await client.close() }
                for connection in connections { try await connection.close() }
            }
        }

        private struct Seen: Sendable {
            var changes: [MoultV1.PhaseChange] = []
            var progress = 0
            var isFinal = false
        }

        private static func watch(
            _ epoch: Int64,
            with client: MoultClient
        ) async throws -> Seen {
            var seen = Seen()
            let request = MoultV1.WatchRequest(epoch: epoch, intervalMs: 200)
            for try await message in try client.migration.watch(request) {
                switch message.event {
                case .change(let change)?: seen.changes.append(change)
                case .progress?: seen.progress += 1
                case .heartbeat?, nil: break
                }
                seen.isFinal = message.final
            }
            return seen
        }

        /// Asks for the most that there is, and reads nothing of it.
        private static func watchSilently(
            _ epoch: Int64,
            on server: TestServer
        ) async throws -> RawConnection {
            let connection = try await RawConnection.open(to: server, reads: false)
            let method = MoultV1.MigrationMethods.watch
            let watch = MoultV1.WatchRequest(epoch: epoch, intervalMs: 100)
            let request = TTRPC.Request(
                service: method.service,
                method: method.name,
                payload: try watch.packed()
            )
            let data = ByteBuffer(bytes: try request.packed())
            try await connection.send(
                Frame(streamID: 1, kind: .request, flags: .remoteClosed, data: data)
            )
            return connection
        }

        /// Somebody who has work to do.
        private static func write(to server: TestServer, until epoch: Int64) async throws {
            var written = 0
            repeat {
                try await elapse(.milliseconds(50))
                let key = "new\(written)"
                let outcome = try #require(try await server.put([key: "a text of \(key)"]).first)
                #expect(outcome.status == .embedded || outcome.status == .pending)
                #expect(try await server.isFoundByWords(key, key))
                written += 1
            } while try await server.migration(epoch).endedUnixMs == 0
            #expect(written > 10)
        }
    }
}

import Foundation
import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// The log of profiles, and what it forbids.
    @Suite struct ProfileTests {
        private func start(
            _ target: String,
            on server: TestServer
        ) async throws -> MoultV1.StartResponse {
            try await server.client.migration.start(MoultV1.StartRequest(target: target))
        }

        @Test func `one migration at a time, and the same target is a no-op that says so`()
            async throws
        {
            try await TestServer.run { server in
                try await server.fill("item", 100)
                #expect(try await start("fault:@64", on: server).alreadyActive)
                let epoch = try await server.migrate(to: "fault:@65", itemsPerSecondMax: 10)
                let again = try await start("fault:@65", on: server)
                #expect(again.alreadyBuilding)
                #expect(again.migration?.epoch == epoch)
                let other = try await failure { try await start("fault:@66", on: server) }
                #expect(other.code == .failedPrecondition)
                #expect(other.reason == .migrationUnderWay)
                let unknown = try await failure { try await start("nobody:knows@9", on: server) }
                #expect(unknown.reason == .embedderUnknown || unknown.code == .invalidArgument)
                #expect(try await server.profiles().count == 2)

                let request = MoultV1.CancelRequest(epoch: epoch)
                let cancelled = try await server.client.migration.cancel(request)
                #expect(cancelled.migration?.phase == .cancelled)
                let late = try await failure { try await server.client.migration.cancel(request) }
                #expect(late.reason == .migrationEnded)
            }
        }

        @Test func `a space in use is not pruned, and the refusal names the epoch`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 60)
                let second = try await server.migrate(to: "fault:@65")
                try await server.finish(second)
                // Epochs 1 and 3 share a space; 3 is active.
                let third = try await server.migrate(to: "fault:@64")
                try await server.finish(third)
                let active = try await failure { try await server.prune("fault:@64") }
                #expect(active.code == .failedPrecondition)
                #expect(active.reason == .spaceInUse)
                #expect(active.message.contains("\(third)"), "\(active.message)")

                let pruned = try await server.prune("fault:@65")
                #expect(pruned.vectorsDeleted == 60)
                #expect(try await server.prune("fault:@65").vectorsDeleted == 0)

                // A building profile uses its space too, though only an older one finished in it.
                let fourth = try await server.migrate(to: "fault:@65", itemsPerSecondMax: 5)
                let building = try await failure { try await server.prune("fault:@65") }
                #expect(building.reason == .spaceInUse)
                #expect(building.message.contains("\(fourth)"), "\(building.message)")
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
            }
        }

        @Test func `an older backup is served as the older state that it is`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 30)
                try await server.terminate()
                let backup = server.directory + "/backup.db"
                try server.copyDatabase(to: backup)
                let log = server.database + "-wal"
                #expect(
                    !FileManager.default.fileExists(atPath: log),
                    "a clean stop leaves one file"
                )

                try await server.start()
                try await server.put(["item7": "an edited text", "later": "a later item"])
                try await server.delete("item9")
                try await server.finish(server.migrate(to: "fault:@65"))
                try await server.terminate()

                try FileManager.default.removeItem(atPath: server.database)
                try FileManager.default.copyItem(atPath: backup, toPath: server.database)
                try await server.start()
                #expect(try await server.stats().items == 30)
                #expect(try await server.stats().activeTarget == "fault:@64")
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                #expect(try await server.isFoundByMeaning("item9", "a text of item9"))
                #expect(try await server.search("later", .lexical).hits.isEmpty)
                #expect(try await server.put(["new": "a new item"]).first?.status == .embedded)
            }
        }

        @Test func `what was deleted last leaves neither its id nor its revision to the next`()
            async throws
        {
            try await TestServer.run { server in
                let first = try #require(try await server.put(["a": "the first"]).first)
                #expect(try await server.delete("a").deleted == 1)
                let second = try #require(try await server.put(["b": "the second"]).first)
                #expect(second.id > first.id)
                // The delete took one too.
                #expect(second.revision > first.revision + 1)
                #expect(try await server.delete("b").deleted == 1)
                try await server.terminate()
                try await server.start()
                let third = try #require(try await server.put(["a": "the first"]).first)
                #expect(third.id > second.id)
                #expect(third.revision > second.revision + 1)
            }
        }
    }
}

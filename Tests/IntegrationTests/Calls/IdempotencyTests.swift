import Messages
import MoultClient
import Testing

extension IntegrationTests {
    /// The same key and body gives the same answer, also over a restart; another body is refused.
    @Suite struct IdempotencyTests {
        private func expectMismatch<Answer>(
            _ call: () async throws -> Answer
        ) async throws {
            let error = try await failure(of: call)
            #expect(error.code == .alreadyExists)
            #expect(error.reason == .idempotencyMismatch)
        }

        @Test func `an ingest that is sent again is stored once`() async throws {
            try await TestServer.run { server in
                let first = try await server.put(["a": "the first"], idempotencyKey: "k")
                try await server.put(["a": "edited since"])
                let again = try await server.put(["a": "the first"], idempotencyKey: "k")
                #expect(again == first)
                #expect(try await server.item("a")?.text == "edited since")
                try await expectMismatch {
                    try await server.put(["a": "another"], idempotencyKey: "k")
                }
                try await server.kill()
                try await server.start()
                let afterCrash = try await server.put(["a": "the first"], idempotencyKey: "k")
                #expect(afterCrash == first)
                #expect(try await server.item("a")?.text == "edited since")
            }
        }

        @Test func `a delete that is sent again deletes once`() async throws {
            try await TestServer.run { server in
                let memory = server.client.memory
                func delete(_ key: String) -> MoultV1.DeleteRequest {
                    MoultV1.DeleteRequest(
                        keys: [MoultV1.KeyToDelete(key: key)],
                        idempotencyKey: "k"
                    )
                }
                try await server.put(["a": "the first", "b": "the second"])
                let first = try await memory.delete(delete("a"))
                #expect(first.deleted == 1)
                try await server.put(["a": "here again"])
                #expect(try await memory.delete(delete("a")) == first)
                #expect(try await server.item("a")?.text == "here again")
                try await expectMismatch { try await memory.delete(delete("b")) }
                #expect(try await server.item("b") != nil)
            }
        }

        @Test func `migrations are started, cancelled and pruned once`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 100)
                let migration = server.client.migration
                func start(_ dimensions: Int) -> MoultV1.StartRequest {
                    MoultV1.StartRequest(
                        target: "fault:@\(dimensions)",
                        itemsPerSecondMax: 10,
                        idempotencyKey: "start"
                    )
                }
                let started = try await migration.start(start(65))
                let epoch = try #require(started.migration).epoch
                #expect(try await migration.start(start(65)) == started)
                try await expectMismatch { try await migration.start(start(66)) }

                let cancel = MoultV1.CancelRequest(epoch: epoch, idempotencyKey: "cancel")
                let cancelled = try await migration.cancel(cancel)
                #expect(try await migration.cancel(cancel) == cancelled)
                try await expectMismatch {
                    try await migration.cancel(
                        MoultV1.CancelRequest(epoch: epoch + 1, idempotencyKey: "cancel")
                    )
                }
                // The answer of the first time, though nothing is being built any more.
                #expect(try await migration.start(start(65)) == started)
                #expect(try await server.stats().buildingEpoch == 0)

                let prune = MoultV1.PruneRequest(target: "fault:@65", idempotencyKey: "prune")
                let pruned = try await migration.prune(prune)
                #expect(try await migration.prune(prune) == pruned)
                try await expectMismatch {
                    try await migration.prune(
                        MoultV1.PruneRequest(target: "fault:@64", idempotencyKey: "prune")
                    )
                }
            }
        }
    }
}

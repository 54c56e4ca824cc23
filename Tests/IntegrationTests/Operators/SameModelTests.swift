import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Whether it is still the same model, and what follows if it is.
    @Suite struct SameModelTests {
        /// The active space has canaries.
        private static let settings = ["canaries.everyMinutes=10", "migration.driftRecheckMs=100"]

        private static func adopt(
            _ target: String,
            on server: TestServer
        ) async throws -> MoultV1.AdoptResponse {
            try await server.client.migration.adopt(MoultV1.AdoptRequest(target: target))
        }

        @Test func `the same model under another name takes the vectors over`() async throws {
            try await TestServer.run(settings: Self.settings) { server in
                let total = 300
                let texts = (1...total).map { "a text of item\($0)" }
                try await server.fill("item", total)
                let ledger = EmbeddingLedger(path: server.directory + "/ledger")
                let target = "fault:ledger=\(ledger.path)@64"
                let answer = try await Self.adopt(target, on: server)
                #expect(answer.sampledItems == 64)
                #expect(answer.sampleDistance <= answer.allowedDistance)
                #expect(answer.canaryDistance <= answer.allowedDistance)
                let status = try #require(answer.migration)
                #expect(status.adoptedTarget == "fault:@64")
                try await server.finish(status.epoch)
                let embedded = ledger.counts(of: texts).values.reduce(0, +)
                #expect(embedded == 64, "only the sample that proves it")
                #expect(try await server.stats().activeTarget == target)
                #expect(try await server.profiles().first?.vectors == Int64(total))
                for number in [1, 150, 300] {
                    let text = "a text of item\(number)"
                    #expect(try await server.isFoundByMeaning("item\(number)", text))
                }
            }
        }

        @Test func `a built-in model under another name is adopted, and another model refused`()
            async throws
        {
            try await TestServer.run(
                embedder: "builtin:lexical@256",
                settings: Self.settings
            ) { server in
                try await server.fill("item", 100)
                let refusal = try await failure {
                    try await Self.adopt("shuffled:lexical@256", on: server)
                }
                #expect(refusal.code == .failedPrecondition)
                #expect(refusal.reason == .modelDiffers)
                #expect(!refusal.message.isEmpty)
                #expect(try await server.profiles().count == 1)
                let other = try await failure { try await Self.adopt("fault:@65", on: server) }
                #expect(other.reason == .modelDiffers)
                let answer = try await Self.adopt("alias:lexical@256", on: server)
                try await server.finish(try #require(answer.migration).epoch)
                #expect(try await server.stats().activeTarget == "alias:lexical@256")
            }
        }

        @Test
        func `a new model that drifts before the flip pauses it, and goes on once it is back`()
            async throws
        {
            try await TestServer.run(settings: Self.settings) { server in
                try await server.fill("item", 60)
                let drift = Switch(server, "drift")
                let target = "fault:drifted=\(drift.path)@65"
                let hold = MoultV1.Knobs(holding: .hold(true))
                let epoch = try await server.migrate(to: target, knobs: hold)
                try await server.waitUntilHolding(epoch)
                try drift.turnOn()
                try await server.cutOver(epoch)
                let paused = try await server.waitUntilPaused(epoch)
                #expect(paused.progress?.brake == .provider)
                #expect(paused.reason.contains("The model is not the one"), "\(paused.reason)")
                #expect(try await server.stats().activeEpoch < epoch)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                #expect(try await server.quarantine(epoch).isEmpty)
                drift.turnOff()
                try await server.finish(epoch)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
            }
        }

        @Test func `a restart finds an active model that drifted, and says so`() async throws {
            let settings = Self.settings + ["canaries.onDrift=refuse"]
            let embedder = "fault:drifted={directory}/drift@64"
            try await TestServer.run(embedder: embedder, settings: settings) { server in
                try await server.put(["a": "the first crab"])
                // The canaries are those of the right model.
                try await server.waitForCanaries()
                let drift = Switch(server, "drift")
                try drift.turnOn()
                try await server.terminate()
                try await server.start()
                try await eventually("the condition is raised") {
                    try await server.stats().conditions.contains { $0.name == "CANARY_DRIFT" }
                }
                let outcome = try #require(try await server.put(["b": "a second one"]).first)
                #expect(outcome.status == .pending)
                #expect(!outcome.message.isEmpty)
                #expect(try await server.isFoundByWords("b", "second"))
                drift.turnOff()
                try await server.terminate()
                try await server.start()
                try await server.waitUntilHealed()
                #expect(try await server.stats().conditions.isEmpty)
                #expect(try await server.isFoundByMeaning("b", "a second one"))
            }
        }
    }
}

extension TestServer {
    /// Waits until the active space has canaries.
    func waitForCanaries() async throws {
        try await eventually("the active space has canaries") {
            let target = try await stats().activeTarget
            let request = MoultV1.ExportRequest(vectorsOf: target)
            for try await message in try client.memory.export(request) {
                guard case .header(let header)? = message.part else { return false }
                return !header.canaries.isEmpty
            }
            return false
        }
    }
}

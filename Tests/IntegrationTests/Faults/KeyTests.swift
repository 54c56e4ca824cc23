import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// A provider that refuses its key in the middle of a migration.
    @Suite struct KeyTests {
        private static let total = 300

        /// Runs a migration into the dead key, and shows that it pauses and blames nobody else.
        private static func runIntoDeadKey(
            deniedRetryMs: Int,
            _ body: (TestServer, Int64, Switch) async throws -> Void
        ) async throws {
            let settings = ["migration.deniedRetryMs=\(deniedRetryMs)"]
            try await TestServer.run(settings: settings) { server in
                let key = Switch(server, "key")
                try key.turnOn()
                try await server.fill("item", total)
                let target = "fault:each=2ms,key=\(key.path)@65"
                // So slow that it is still in the middle when the key dies.
                let epoch = try await server.migrate(
                    to: target,
                    itemsPerSecondMax: 25,
                    batchItems: 8,
                    concurrency: 2
                )
                try await eventually("it is in the middle") {
                    try await server.progress(of: epoch).embedded >= total / 4
                }
                key.turnOff()
                let status = try await server.status(of: epoch, when: "it waits to try again") {
                    $0.phase == .paused && $0.nextTryUnixMs > 0
                }
                #expect(status.reason.contains("the key is not valid"), "\(status.reason)")
                #expect(status.progress?.brake == .provider)
                #expect(status.progress?.brakeMessage == status.reason)
                #expect((status.progress?.brakeSinceUnixMs ?? 0) > 0)
                #expect(!status.pausedByOperator)
                #expect(status.progress?.embedded ?? 0 < Int64(total))
                #expect(try await server.quarantine(epoch).isEmpty)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
                try await server.tune(epoch, MoultV1.Knobs(rate: .itemsPerSecondMax(0)))
                try await body(server, epoch, key)
                #expect(try await server.quarantine(epoch).isEmpty)
                #expect(try await server.stats().pending == 0)
                #expect(try await server.isFoundByMeaning("item7", "a text of item7"))
            }
        }

        @Test
        func `a dead key pauses and quarantines nothing, and resume goes on once it is mended`()
            async throws
        {
            try await Self.runIntoDeadKey(deniedRetryMs: 3_600_000) { server, epoch, key in
                try key.turnOn()
                try await server.resume(epoch)
                try await server.finish(epoch)
            }
        }

        @Test func `a mended key is found by itself`() async throws {
            try await Self.runIntoDeadKey(deniedRetryMs: 200) { server, epoch, key in
                // Some tries are in vain.
                try await elapse(.milliseconds(700))
                #expect(try await server.migration(epoch).phase == .paused)
                try key.turnOn()
                try await server.finish(epoch)
            }
        }

        @Test func `a dead key outlasts a restart`() async throws {
            try await Self.runIntoDeadKey(deniedRetryMs: 200) { server, epoch, key in
                try await server.kill()
                try await server.start()
                let status = try await server.waitUntilPaused(epoch)
                #expect(status.reason.contains("the key is not valid"), "\(status.reason)")
                #expect(try await server.quarantine(epoch).isEmpty)
                try key.turnOn()
                try await server.finish(epoch)
            }
        }
    }
}

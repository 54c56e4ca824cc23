import Foundation
import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Waiting before the flip: for an operator, for a program of the operator's.
    @Suite struct HoldTests {
        @Test func `a hold stays fresh, outlasts a kill, and cuts over when told`() async throws {
            try await TestServer.run(settings: ["migration.holdPollMs=50"]) { server in
                try await server.fill("item", 60)
                let hold = MoultV1.Knobs(holding: .hold(true))
                let epoch = try await server.migrate(to: "fault:@65", knobs: hold)
                let held = try await server.waitUntilHolding(epoch)
                #expect(held.reason.hasPrefix("ready, holding since "), "\(held.reason)")
                #expect(held.reason.contains("UTC"))
                #expect(held.progress?.brake == .holding)
                #expect(!held.cutOverOrdered)

                try await server.put(["new": "one more", "item7": "an edited text"])
                try await server.delete("item9")
                try await expectFresh(epoch, items: 60, on: server)
                #expect(try await server.stats().activeEpoch < epoch)

                try await server.kill()
                try await server.start()
                try await server.waitUntilHolding(epoch)
                try await server.put(["newer": "and one more"])
                try await expectFresh(epoch, items: 61, on: server)

                // Only the migration that is named.
                let wrong = try await failure { try await server.cutOver(epoch + 1) }
                #expect(wrong.code == .notFound)
                #expect(try await server.cutOver(epoch).cutOverOrdered)
                try await server.finish(epoch)
                #expect(try await server.stats().pending == 0)
                #expect(try await server.isFoundByMeaning("new", "one more"))
                #expect(try await server.isFoundByMeaning("newer", "and one more"))
                #expect(try await server.isFoundByMeaning("item7", "an edited text"))
                #expect(try await server.search("item9", .lexical).hits.isEmpty)
            }
        }

        /// While it holds, all that there is has a vector.
        private func expectFresh(
            _ epoch: Int64,
            items: Int64,
            on server: TestServer
        ) async throws {
            try await eventually("what came meanwhile is embedded") {
                let row = try await server.profiles().first { $0.epoch == epoch }
                return row?.missing == 0
            }
            #expect(try await server.stats().items == items)
            #expect(try await server.migration(epoch).phase == .holding)
        }

        @Test func `a cut-over that is ordered ahead does not hold`() async throws {
            try await TestServer.run { server in
                try await server.fill("item", 100)
                let hold = MoultV1.Knobs(holding: .hold(true))
                let target = "fault:each=5ms@65"
                // So slow that the order comes first.
                let epoch = try await server.migrate(
                    to: target,
                    itemsPerSecondMax: 5,
                    concurrency: 1,
                    knobs: hold
                )
                try await server.cutOver(epoch)
                try await server.tune(epoch, MoultV1.Knobs(rate: .itemsPerSecondMax(0)))
                let changes = try await server.changes(of: epoch)
                #expect(changes.last?.to == .finished)
                #expect(!changes.contains { $0.to == .holding })
            }
        }

        @Test func `a program has the last word, gets the facts, and is asked again`()
            async throws
        {
            let settings = [
                "migration.cutOverHook={directory}/hook", "migration.hookRetryMs=100",
                "migration.holdPollMs=50",
            ]
            try await TestServer.run(settings: settings) { server in
                let permission = Switch(server, "allowed")
                try Script.write(
                    """
                    #!/bin/sh
                    cd \(server.directory)
                    env | grep ^MOULT_ > environment-to-be
                    mv environment-to-be environment
                    cat > input-to-be
                    mv input-to-be input
                    [ -e \(permission.path) ] && exit 0
                    echo not on a Friday
                    exit 1
                    """,
                    to: server.directory + "/hook"
                )
                try await server.fill("item", 40)
                let epoch = try await server.migrate(to: "fault:@65")
                let held = try await server.waitUntilHolding(epoch)
                #expect(held.reason.contains("not on a Friday"), "\(held.reason)")
                #expect(try await server.stats().activeEpoch < epoch)

                let facts = try String(
                    contentsOfFile: server.directory + "/environment",
                    encoding: .utf8
                )
                let lines = Set(facts.split(separator: "\n").map(String.init))
                #expect(
                    lines.isSuperset(of: [
                        "MOULT_EPOCH=\(epoch)", "MOULT_TARGET=fault:@65", "MOULT_ITEMS=40",
                        "MOULT_EMBEDDED=40", "MOULT_QUARANTINED=0",
                        "MOULT_ACTIVE_TARGET=fault:@64",
                    ]),
                    "\(facts)"
                )
                let input = try Data(contentsOf: URL(fileURLWithPath: server.directory + "/input"))
                let json = try JSONSerialization.jsonObject(with: input) as? [String: Any]
                #expect(json?["epoch"] as? Int64 == epoch)
                #expect(json?["target"] as? String == "fault:@65")

                try permission.turnOn()
                try await server.finish(epoch)
            }
        }
    }
}

import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Items that the new embedder does not take.
    @Suite struct PoisonTests {
        private static let reasons = [
            "refuse": "is refused", "choke": "the input is refused", "spoil": "holds NaN",
        ]

        /// Items of which some are poisonous, spread among the others.
        private static func fill(
            _ server: TestServer,
            _ count: Int,
            poisonousEvery every: Int
        ) async throws -> [String] {
            let keys = (1...count).map { $0.isMultiple(of: every) ? "bad\($0)" : "good\($0)" }
            try await server.put(keys.map { ($0, text(of: $0)) })
            return keys.filter { $0.hasPrefix("bad") }
        }

        private static func text(of key: String) -> String {
            key.hasPrefix("bad") ? "a text of \(key) with POISON" : "a text of \(key)"
        }

        @Test(arguments: ["refuse", "choke", "spoil"])
        func `of two per cent poisonous items exactly those are quarantined, and heal`(
            effect: String
        ) async throws {
            try await TestServer.run { server in
                let cure = Switch(server, "cure")
                let bad = try await Self.fill(server, 200, poisonousEvery: 50)
                let epoch = try await server.migrate(
                    to: "fault:\(effect)~POISON,cured=\(cure.path)@65",
                    batchItems: 16,
                    knobs: MoultV1.Knobs(holding: .hold(true))
                )
                let status = try await server.waitUntilHolding(epoch)
                #expect(status.progress?.quarantined == 4)
                #expect(status.progress?.embedded == 196)
                #expect(status.progress?.missing == 0)
                let rows = try await server.quarantine()
                #expect(rows.map(\.key) == bad)
                for row in rows {
                    let reason = try #require(Self.reasons[effect])
                    #expect(row.reason.contains(reason), "\(row.key): \(row.reason)")
                    #expect(!row.retrying && row.refusals >= 1 && row.atUnixMs > 0)
                }

                // Edited, it is another text.
                try await server.put([bad[0]: "an antidote"])
                try await expectQuarantined(Array(bad[1...]), on: server)
                // Asked for once more before the fault is gone, it comes back.
                #expect(try await server.retryQuarantine([bad[1]]) == 1)
                try await eventually("it is refused once more") {
                    let row = try await server.quarantine().first
                    return row?.key == bad[1] && row?.retrying == false && row?.refusals ?? 0 > 1
                }
                try cure.turnOn()
                #expect(try await server.retryQuarantine([bad[1]]) == 1)
                try await expectQuarantined(Array(bad[2...]), on: server)

                // What is left goes along through the flip.
                try await server.cutOver(epoch)
                try await server.finish(epoch)
                #expect(try await server.stats().quarantined == 2)
                #expect(try await server.stats().pending == 0)
                #expect(try await server.quarantine().map(\.key) == Array(bad[2...]))
                #expect(try await server.isFoundByWords(bad[2], bad[2]))
                #expect(try await server.item(bad[2])?.embedded == false)
                #expect(try await server.retryQuarantine() == 2)
                try await expectQuarantined([], on: server)
                try await server.waitUntilHealed()
                #expect(try await server.isFoundByMeaning(bad[0], "an antidote"))
                for key in bad[1...] {
                    #expect(try await server.isFoundByMeaning(key, Self.text(of: key)))
                }
            }
        }

        private func expectQuarantined(_ keys: [String], on server: TestServer) async throws {
            try await eventually("\(keys) are quarantined") {
                try await server.quarantine().map(\.key) == keys
            }
        }

        @Test(arguments: ["refuse", "choke", "spoil"])
        func `forty per cent poisonous items keep it from the flip, until that is allowed`(
            effect: String
        ) async throws {
            try await TestServer.run { server in
                let keys = (1...60).map { $0 % 5 < 2 ? "bad\($0)" : "good\($0)" }
                try await server.put(keys.map { ($0, Self.text(of: $0)) })
                let target = "fault:\(effect)~POISON@65"
                let epoch = try await server.migrate(to: target, batchItems: 16)
                let status = try await server.waitUntilPaused(epoch)
                #expect(status.progress?.brake == .quarantine)
                #expect(status.reason.contains("24 of 60 items"), "\(status.reason)")
                #expect(try await server.quarantine().count == 24)
                #expect(
                    try await server.changes(of: epoch) { $0.sequence == status.sequence }
                        .allSatisfy { $0.to != .handingOver }
                )
                #expect(try await server.stats().activeEpoch < epoch)
                #expect(try await server.isFoundByMeaning("bad1", Self.text(of: "bad1")))

                // At the share that there is, and not below it.
                let less = MoultV1.Knobs(quarantineBound: .quarantineShareMax(0.39))
                try await server.tune(epoch, less)
                let still = try await server.migration(epoch)
                #expect(still.phase == .paused && still.progress?.brake == .quarantine)
                let enough = MoultV1.Knobs(quarantineBound: .quarantineShareMax(0.4))
                try await server.tune(epoch, enough)
                try await server.finish(epoch)
                #expect(try await server.stats().quarantined == 24)
            }
        }
    }
}

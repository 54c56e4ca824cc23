import Messages
import MoultClient
import TestSupport
import Testing

extension IntegrationTests {
    /// Items and vectors from one server to another.
    @Suite struct TransferTests {
        private static let total = 150
        private static let settings = ["canaries.everyMinutes=10"]

        private struct Exported {
            var header = MoultV1.ExportHeader()
            var items: [MoultV1.ExportedItem] = []
        }

        private static func export(
            from server: TestServer,
            vectorsOf target: String
        ) async throws -> Exported {
            var exported = Exported()
            let request = MoultV1.ExportRequest(vectorsOf: target)
            for try await message in try server.client.memory.export(request) {
                switch message.part {
                case .header(let header)?: exported.header = header
                case .item(let item)?: exported.items.append(item)
                case nil: Issue.record("a message without a part")
                }
            }
            return exported
        }

        /// - Returns: the outcomes by their numbers.
        private static func `import`(
            _ exported: Exported,
            into server: TestServer
        ) async throws -> [UInt64: MoultV1.IngestOutcome] {
            let stream = try server.client.memory.importStream()
            let header = MoultV1.ImportHeader(
                space: exported.header.space,
                canaries: exported.header.canaries
            )
            try await stream.send(MoultV1.ImportRequest(part: .header(header)))
            var outcomes: [UInt64: MoultV1.IngestOutcome] = [:]
            var credit = 0
            var waiting = exported.items.enumerated().map(item)[...]
            for try await answer in stream.responses {
                credit += Int(answer.credit)
                if let outcome = answer.outcome { outcomes[outcome.number] = outcome.outcome }
                while credit > 0, let next = waiting.popFirst() {
                    credit -= 1
                    try await stream.send(MoultV1.ImportRequest(part: .item(next)))
                    if waiting.isEmpty { try await stream.finish() }
                }
            }
            return outcomes
        }

        private static func item(
            _ offset: Int,
            _ exported: MoultV1.ExportedItem
        ) -> MoultV1.ImportItem {
            let item = exported.item ?? MoultV1.StoredItem()
            let draft = MoultV1.ItemDraft(
                collection: item.collection,
                key: item.key,
                text: item.text,
                metadata: item.metadata
            )
            return MoultV1.ImportItem(
                number: UInt64(offset + 1),
                item: draft,
                vector: exported.vector,
                form: exported.form
            )
        }

        @Test func `vectors of a known space go along, and nothing is embedded again`()
            async throws
        {
            try await TestServer.run(settings: Self.settings) { first in
                // Of one name for both.
                let ledger = EmbeddingLedger(path: first.directory + "/ledger")
                let target = "fault:ledger=\(ledger.path)@64"
                try await TestServer.run(embedder: target, settings: Self.settings) { source in
                    try await source.fill("item", Self.total)
                    try await source.waitForCanaries()
                    let exported = try await Self.export(from: source, vectorsOf: target)
                    #expect(exported.header.items == Int64(Self.total))
                    #expect(exported.header.space?.dimensions == 64)
                    #expect(exported.items.count == Self.total)
                    #expect(exported.items.allSatisfy { $0.vector.count == 64 * 4 })
                    try await TestServer.run(embedder: target, settings: Self.settings) { sink in
                        let outcomes = try await Self.import(exported, into: sink)
                        #expect(outcomes.count == Self.total)
                        #expect(outcomes.values.allSatisfy { $0.status == .embedded })
                        #expect(try await sink.stats().items == Int64(Self.total))
                        #expect(try await sink.stats().pending == 0)
                        let texts = (1...Self.total).map { "a text of item\($0)" }
                        #expect(ledger.counts(of: texts).values.allSatisfy { $0 == 1 })
                        #expect(try await sink.isFoundByMeaning("item7", "a text of item7"))
                        #expect(try await sink.isFoundByWords("item8", "item8"))
                    }
                }
            }
        }

        @Test func `without vectors the items are embedded where they come in`() async throws {
            try await TestServer.run { source in
                try await source.fill("item", 30)
                let exported = try await Self.export(from: source, vectorsOf: "")
                #expect(exported.header.space == nil)
                #expect(exported.items.allSatisfy { $0.vector.isEmpty })
                try await TestServer.run(embedder: "fault:@65") { sink in
                    let outcomes = try await Self.import(exported, into: sink)
                    #expect(outcomes.values.allSatisfy { $0.status == .embedded })
                    #expect(try await sink.isFoundByMeaning("item7", "a text of item7"))
                }
            }
        }

        @Test func `vectors of a space that the store does not know are refused`() async throws {
            try await TestServer.run(settings: Self.settings) { source in
                try await source.fill("item", 10)
                try await source.waitForCanaries()
                let exported = try await Self.export(from: source, vectorsOf: "fault:@64")
                try await TestServer.run(embedder: "fault:@65", settings: Self.settings) { sink in
                    let refusal = try await failure { try await Self.import(exported, into: sink) }
                    #expect(refusal.reason == .spaceUnknown)
                    #expect(!refusal.message.isEmpty)
                    #expect(try await sink.stats().items == 0)
                }
            }
        }
    }
}

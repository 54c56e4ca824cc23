import Foundation
import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// Chat, a backfill and queries on one host at once.
    struct BothChannelsTests {
        private static func host() throws -> OllamaConfiguration {
            var host = OllamaConfiguration()
            host.apply(try ModelPatch(parsing: "embeddinggemma,request_ms=1,item_ms=0.2"))
            for model in ["llama3.2", "gemma3"] {
                host.apply(
                    try ModelPatch(parsing: "\(model),reply_tokens=20,reply_token_ms=5,load_ms=30")
                )
            }
            return host
        }

        @Test
        func `queries are answered while one chat job at a time runs and a space is filled`()
            async throws
        {
            let environment = ProcessInfo.processInfo.environment
            let items = environment["MOULT_ITEMS"].flatMap(Int.init) ?? 2_000
            try await ChannelStage.run(
                try Self.host(),
                settings: ["chat.jobsPerDrain=5"]
            ) { server, double in
                try await server.fill("item", items)
                try await server.waitUntilHealed()
                double.clearEvents()
                let calls = Counter()
                let account = try await Bystanders(of: server).run([
                    Bystanders.chat(with: "llama3.2"), Bystanders.chat(with: "gemma3"),
                    Bystanders.embed("one", counting: calls),
                ]) {
                    try await server.finish(server.migrate(to: "ollama:embeddinggemma@256"))
                }
                let history = HostHistory(double.events())
                print("\(items) texts beside \(account); \(history.summary)")
                #expect(account.embeds > 10 && account.chats > 2)
                #expect(history.generationsAtOnceMax == 1)
                // What goes before a query is the bulk request that it found there.
                #expect(history.requestsBeforeQueries.allSatisfy { $0 <= 1 })
                #expect(history.evicted == [])
                #expect(history.pins.allSatisfy { $0.count <= 1 })
                let row = try await server.profiles().first { $0.active }
                #expect(row?.vectors == Int64(items))
            }
        }
    }
}

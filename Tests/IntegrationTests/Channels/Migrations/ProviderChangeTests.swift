import Foundation
import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// From a provider that is paid to a machine of one's own, and back.
    struct ProviderChangeTests {
        private static let items = 200
        private static let cloudTarget = "openai:text-embedding-3-small@768"

        @Test
        func `a migration goes from OpenAI to Ollama, and a rollback goes back`() async throws {
            try await ChannelStage.runWithCloud(
                settings: ["hosts.lookEveryMs=500", "waits.queryVectorMs=60000"]
            ) { server, double, cloud in
                #expect(try await server.stats().activeTarget == Self.cloudTarget)
                try await server.fill("item", Self.items)
                try await server.waitUntilHealed()
                let account = try await Bystanders(of: server).run([
                    Bystanders.search(for: "item7"), Bystanders.chat(with: "llama3.2"),
                ]) {
                    let epoch = try await server.migrate(
                        to: "ollama:embeddinggemma",
                        knobs: MoultV1.Knobs(window: .rollbackWindowSeconds(3_600))
                    )
                    try await server.finish(epoch)
                    let target = try await server.stats().activeTarget
                    #expect(target == "ollama:embeddinggemma@768")
                    try await eventually("the new embedder is pinned") {
                        double.state.loaded.contains { $0.isPinned }
                    }
                    let paid = Self.documents(cloud)
                    let answer = try await server.rollback()
                    #expect(answer.missing == 0)
                    try await server.finish(try #require(answer.migration).epoch)
                    #expect(Self.documents(cloud).subtracting(paid) == [])
                }
                print("\(account)")
                #expect(account.searches > 0 && account.chats > 0)
                #expect(try await server.stats().activeTarget == Self.cloudTarget)
                try await eventually("nothing is pinned any more") {
                    double.state.loaded.allSatisfy { !$0.isPinned }
                }
                #expect(HostHistory(double.events()).generationsAtOnceMax == 1)
                try Self.expectSecrecy(server)
            }
        }

        /// The texts of items that were paid for.
        private static func documents(_ cloud: OpenAIDouble) -> Set<Substring> {
            let bodies = cloud.events().filter { $0.kind == .arrived }.compactMap(\.body)
            return Set(bodies.flatMap { $0.matches(of: /a text of item[0-9]+/).map(\.output) })
        }

        private static func expectSecrecy(_ server: TestServer) throws {
            let log = try String(contentsOfFile: server.directory + "/log", encoding: .utf8)
            #expect(!log.contains(ChannelStage.cloudKey))
        }
    }
}

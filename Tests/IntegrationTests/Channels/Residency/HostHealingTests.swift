import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// An Ollama that hangs, and one that is started anew.
    struct HostHealingTests {
        @Test func `a wedged load is named and freed, and the embedder pinned again`()
            async throws
        {
            let settings = ["hosts.lookEveryMs=200", "hosts.wedgeAfterMs=1000"]
            try await ChannelStage.run(settings: settings) { server, double in
                try await server.waitUntilPinned(on: double)
                double.wedge()
                #expect(double.state.isLoaderWaiting)
                async let answer = server.chat("hello")
                let condition = try await server.condition("WEDGED")
                #expect(condition.message.contains("The load of llama3.2 on home has hung"))
                #expect(condition.message.contains("ollama#17408"))
                #expect(try await answer.job.state == .succeeded)
                #expect(try await answer.job.attempts == 1)
                try await server.waitUntilWell()
                #expect(double.state.loaded.count(where: \.isPinned) == 1)
                #expect(try await server.put(["a": "the first crab"]).first?.status == .embedded)
            }
        }

        @Test func `a wedge behind an old chat model is freed with the embedder in its place`()
            async throws
        {
            let settings = ["hosts.lookEveryMs=200", "hosts.wedgeAfterMs=1000"]
            try await ChannelStage.run(settings: settings) { server, double in
                try await server.waitUntilPinned(on: double)
                #expect(try await server.chat("hello").job.state == .succeeded)
                double.wedge()
                let answer = try await server.chat("hello", model: "qwen3")
                #expect(answer.job.state == .succeeded)
                try await server.waitUntilWell()
                HostLog(double.events()).expectSound()
            }
        }

        @Test func `after a restart the embedder is pinned before the first user's text`()
            async throws
        {
            try await ChannelStage.run(settings: ["hosts.lookEveryMs=200"]) { server, double in
                try await server.waitUntilPinned(on: double)
                let isOver = Flag()
                try await withThrowingTaskGroup(of: Int.self) { group in
                    // Users who never let up.
                    for caller in 1...4 {
                        group.addTask {
                            var count = 0
                            while !isOver.isRaised {
                                let text = "crab \(count) of caller \(caller)"
                                let answer = try? await server.embed([text])
                                count += answer?.embedded.count ?? 0
                            }
                            return count
                        }
                    }
                    await double.goDown()
                    try await server.condition("HOST_AWAY")
                    // Nobody is served between the two.
                    let before = double.events().last?.sequence ?? 0
                    await double.restart()
                    try await server.waitUntilPinned(on: double)
                    try await eventually("users are served again") {
                        (try? await server.embed(["a crab"]).embedded.count) == 1
                    }
                    isOver.raise()
                    try await group.waitForAll()
                    try Self.expectPinnedFirst(double.events(after: before))
                }
            }
        }

        private static func expectPinnedFirst(_ events: [DoubleEvent]) throws {
            let log = HostLog(events)
            let requests = log.requests(at: "embed")
            let warm = try #require(requests.first)
            #expect(warm.isWarming && warm.isPinning, "\(warm.body ?? "")")
            let warmed = try #require(log.end(of: warm))
            #expect(warmed.status == 200)
            // The end is noted behind the answer, when others may have come.
            let loaded = try #require(events.first { $0.kind == .loaded })
            #expect(loaded.sequence > warm.sequence)
            let first = try #require(requests.first { !$0.isWarming })
            #expect(first.sequence > loaded.sequence)
            #expect(requests.filter { !$0.isWarming }.allSatisfy { !$0.isPinning })
        }
    }
}

import Messages
import MoultClient

/// Many watchers of one job that says 100 tokens a second, and what they cost the server.
struct ManyWatchers {
    let stage: BenchStage
    let watchers: Int

    private static let connections = 10
    private static let tokens = 1_000

    func run() async throws {
        try stage.change("llama3.2,reply_tokens=\(Self.tokens),reply_token_ms=10")
        let job = try await stage.submit("a long story", model: BenchStage.chatModels[0])
        let clients = try (0..<Self.connections).map { _ in
            try MoultClient(server: stage.address)
        }
        let pieces = Counted()
        let clock = ContinuousClock()
        let used = try stage.processorSeconds()
        let began = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for watcher in 0..<watchers {
                let client = clients[watcher % Self.connections]
                group.addTask {
                    for try await event in try client.inference.watchJob(job) {
                        if case .chunk = event.event { pieces.add() }
                    }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (clock.now - began) / .seconds(1)
        let share = (try stage.processorSeconds() - used) / seconds
        for client in clients { await client.close() }
        let all = watchers * Self.tokens
        print(
            "\(watchers) watchers over \(Self.connections) connections, 100 tokens/s for "
                + "\(seconds.rounded) s: the server used \(share.rounded) of a core, and "
                + "\(pieces.count) of \(all) pieces came"
        )
    }
}

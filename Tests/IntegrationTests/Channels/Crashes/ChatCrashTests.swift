import Foundation
import Messages
import MoultClient
import OllamaDouble
import Testing

extension IntegrationTests {
    /// kill -9 in the middle of replies.
    struct ChatCrashTests {
        @Test
        func `kills in mid-stream lose no job, repeat at most the one that ran, and say so`()
            async throws
        {
            let environment = ProcessInfo.processInfo.environment
            let rounds = environment["MOULT_ROUNDS"].flatMap(Int.init) ?? 50
            let seed = environment["MOULT_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
            print("kill -9 in mid-stream: \(rounds) rounds with MOULT_SEED=\(seed)")
            let clock = ContinuousClock()
            let start = clock.now
            try await ChannelStage.run(try ChatStorm.host()) { server, double in
                let storm = ChatStorm(on: server, double, seed: seed)
                try await storm.run(rounds: rounds)
                print("\(storm.summary); \(start.duration(to: clock.now))")
            }
        }
    }
}

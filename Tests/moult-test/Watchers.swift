import ArgumentParser
import Messages
import MoultClient
import Synchronization

/// Many watchers of one migration, some of whom never read.
struct Watchers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch the newest migration many times over, and print what came."
    )

    @Option(help: "Where the server is.")
    var server: String

    @Option(help: "Watchers in all.")
    var watchers = 2_000

    @Option(help: "Those of them that never read.")
    var silent = 100

    @Option(help: "Watchers on one connection.")
    var perConnection = 100

    @Option(help: "Milliseconds between two updates.")
    var interval: Int32 = 200

    @Option(help: "For how long, in seconds.")
    var seconds = 10

    func run() async throws {
        let request = MoultV1.WatchRequest(intervalMs: interval)
        let clients = try (0..<(watchers + perConnection - 1) / perConnection).map { _ in
            // A watcher that never reads must fill the server's buffers, not the client's.
            try MoultClient(server: server, options: ClientOptions(streamBufferBytes: 1 << 16))
        }
        let heard = Heard()
        let time = Duration.seconds(seconds)
        // The silent ones have connections of their own: reading stops for a whole connection.
        let silentFrom = watchers - silent
        await withDiscardingTaskGroup { group in
            for number in 0..<watchers {
                let client = clients[number / perConnection]
                group.addTask {
                    guard let stream = try? client.migration.watch(request) else { return }
                    if number >= silentFrom {
                        try? await ContinuousClock().sleep(for: time)
                        return withExtendedLifetime(stream) {}
                    }
                    do {
                        for try await message in stream {
                            if case .progress? = message.event {
                                heard.counts.withLock { $0[number, default: 0] += 1 }
                            }
                        }
                    } catch {
                        heard.fail()
                    }
                }
            }
            try? await ContinuousClock().sleep(for: time)
            heard.end()
            group.cancelAll()
            for client in clients { await client.close() }
        }
        let counts = heard.counts.withLock { $0.values.sorted() }
        let median = counts.isEmpty ? 0 : counts[counts.count / 2]
        print(
            "\(counts.count) of \(silentFrom) watchers heard \(counts.first ?? 0) to "
                + "\(counts.last ?? 0) updates in \(seconds) s, the median \(median); "
                + "\(heard.failures) streams failed"
        )
    }

    private final class Heard: Sendable {
        /// Updates, by watcher.
        let counts = Mutex<[Int: Int]>([:])
        private let failed = Mutex((streams: 0, hasEnded: false))

        /// Streams that the server ended.
        var failures: Int { failed.withLock { $0.streams } }

        func fail() {
            failed.withLock { if !$0.hasEnded { $0.streams += 1 } }
        }

        /// From now on the watchers leave by themselves.
        func end() {
            failed.withLock { $0.hasEnded = true }
        }
    }
}

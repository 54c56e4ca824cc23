import ArgumentParser
import MoultServer
import Spaces

/// What an embedder gives with nothing behind it: the ceiling of a backfill.
struct Alone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Embed texts with no store behind, and print items a second."
    )

    @Argument(help: "The embedder, as fault:delay=5ms@256.")
    var target: String

    @Option(help: "Texts in all.")
    var items = 50_000

    @Option(help: "Texts in one request.")
    var batch = 64

    @Option(help: "Requests in flight.")
    var concurrency = 4

    @Option(help: "Words in a text.")
    var words = 25

    func run() async throws {
        let embedder = try await FaultCatalog(beside: .builtIn).embedder(forTarget: target)
        let texts = (0..<items).map { item in
            (0..<words).map { "word\((item * 31 + $0) % 5_000)" }.joined(separator: " ")
        }
        let began = ContinuousClock.now
        try await withThrowingDiscardingTaskGroup { group in
            for worker in 0..<concurrency {
                group.addTask {
                    let mine = stride(from: worker * batch, to: items, by: concurrency * batch)
                    for start in mine {
                        let end = min(start + batch, items)
                        _ = try await embedder.embed(Array(texts[start..<end]), as: .document)
                    }
                }
            }
        }
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        print(Int(Double(items) / seconds), "items/s alone")
    }
}

/// One query after the other at 15 ms an item: straight, and through both fronts.
///
/// The ways take turns, some queries at a time, so that whatever the machine does befalls all of
/// them. A turn's first query is not counted: with a backfill it comes out of a pause, and what goes
/// straight is a pause to the server.
struct QueryEmbeds {
    let stage: BenchStage
    let rounds: Int

    private static let queriesATurn = 50
    /// Of a backfill, as it hands texts to the channel.
    private static let bulkTexts = 64
    private static let bulkCallers = 4

    func run() async throws {
        try stage.change("embeddinggemma,request_ms=0,item_ms=15")
        try stage.change("llama3.2,reply_tokens=50,reply_token_ms=10,load_ms=100")
        print("query embeds, 15 ms an item, \(rounds) each:")
        let quiet = try await measure("quiet")
        try report("quiet", quiet, against: quiet)
        let stage = stage
        let chat: @Sendable () async throws -> Void = { try await stage.chat("a question") }
        let bulk: @Sendable () async throws -> Void = { try await Self.fill(stage) }
        let backfill = Array(repeating: bulk, count: Self.bulkCallers)
        try await beside([chat]) {
            try report("with chat", try await measure("chat"), against: quiet)
        }
        try await beside(backfill) {
            try report("with a backfill", try await measure("backfill"), against: quiet)
        }
        try await beside(backfill + [chat]) {
            try report("with both", try await measure("both"), against: quiet)
        }
    }

    private func measure(_ name: String) async throws -> [Way: Latencies] {
        let clock = ContinuousClock()
        var latencies: [Way: Latencies] = [:]
        for first in stride(from: 0, to: rounds, by: Self.queriesATurn) {
            for way in Way.allCases {
                try await stage.embed(["\(name) \(way), turn \(first)"], by: way)
                for round in first..<min(first + Self.queriesATurn, rounds) {
                    let time = try await clock.measure {
                        try await stage.embed(["\(name) \(way) \(round)"], by: way)
                    }
                    latencies[way, default: Latencies()].add(time)
                }
            }
        }
        return latencies
    }

    private func report(
        _ circumstances: String,
        _ latencies: [Way: Latencies],
        against quiet: [Way: Latencies]
    ) throws {
        guard let base = quiet[.straight], let beside = latencies[.straight] else { return }
        for way in Way.allCases {
            guard let mine = latencies[way] else { continue }
            print(
                "  \(circumstances), \(way): p50 \(mine.p50.inMilliseconds), "
                    + "p99 \(mine.p99.inMilliseconds); of straight in quiet "
                    + "\((mine.p50 / base.p50).rounded) and \((mine.p99 / base.p99).rounded); "
                    + "of straight beside the same "
                    + "\((mine.p50 / beside.p50).rounded) and \((mine.p99 / beside.p99).rounded)"
            )
        }
    }

    private static func fill(_ stage: BenchStage) async throws {
        let number = UInt64.random(in: 0 ... .max)
        let texts = (0..<bulkTexts).map { "a text of the backfill \(number) \($0)" }
        try await stage.fill(texts)
    }
}

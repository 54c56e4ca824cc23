import Messages
import MoultClient
import OllamaDouble
import Synchronization

/// A migration from one Ollama model to another on two slots, while people chat and search: how
/// long searches take around the flip, and how long the migration takes against its plan.
struct LiveMigration {
    let stage: BenchStage
    let items: Int

    private static let target = "ollama:nomic-embed-text"
    /// Before the flip, and after it.
    private static let around: Duration = .seconds(30)
    private static let searchPause: Duration = .milliseconds(50)

    func run() async throws {
        try stage.change("embeddinggemma,request_ms=1,item_ms=15")
        try stage.change("nomic-embed-text,request_ms=1,item_ms=15,load_ms=500")
        try stage.change("llama3.2,reply_tokens=100,reply_token_ms=10,load_ms=500")
        try await fill()
        let quiet = try await searches(for: .seconds(10))
        let stage = stage
        try await beside([{ try await stage.chat("a question") }]) {
            try await report(quiet: quiet)
        }
    }

    private func report(quiet: [Timed]) async throws {
        let plan = try await stage.rpc.migration.plan(MoultV1.PlanRequest(target: Self.target))
        let clock = ContinuousClock()
        let began = clock.now
        let migration = Task { try await migrate() }
        let all = try await searches { try await migration.value + Self.around }
        let flipped = try await migration.value
        let near = all.filter { $0.at > flipped - Self.around && $0.at < flipped + Self.around }
            .latencies
        let base = quiet.latencies
        let took = flipped - began
        print(
            """
            a migration of \(items) items on two slots beside chat and searches:
              it took \(took.inSeconds); the plan said \(plan.estimatedDurationMs) ms alone, at \
            most \(plan.estimatedDurationMsMax) ms beside chat, in \(plan.slicesMax) slices
              searches in quiet: p50 \(base.p50.inMilliseconds), p99 \(base.p99.inMilliseconds)
              \(near.count) searches around the flip: p50 \(near.p50.inMilliseconds), \
            p99 \(near.p99.inMilliseconds); of quiet \((near.p50 / base.p50).rounded) and \
            \((near.p99 / base.p99).rounded)
            """
        )
    }

    /// - Returns: when the flip was told.
    private func migrate() async throws -> ContinuousClock.Instant {
        // What the double's models say has nothing in common.
        let request = MoultV1.StartRequest(
            target: Self.target,
            knobs: MoultV1.Knobs(evidence: .gate(.inform))
        )
        let started = try await stage.rpc.migration.start(request)
        guard let epoch = started.migration?.epoch else { throw BenchFailure("it did not start") }
        let watch = MoultV1.WatchRequest(epoch: epoch, intervalMs: 1_000)
        for try await message in try stage.rpc.migration.watch(watch) {
            guard case .change(let change) = message.event else { continue }
            if change.to == .finished { return ContinuousClock.now }
            if change.to == .failed || change.to == .cancelled {
                throw BenchFailure("the migration ended: \(change.reason)")
            }
        }
        throw BenchFailure("the migration's stream ended before it did")
    }

    private func fill() async throws {
        for start in stride(from: 0, to: items, by: 500) {
            let drafts = (start..<min(start + 500, items)).map {
                MoultV1.ItemDraft(key: "item\($0)", text: "a text of item\($0)")
            }
            _ = try await stage.rpc.memory.ingest(MoultV1.IngestRequest(items: drafts))
        }
        let clock = ContinuousClock()
        while try await stage.rpc.memory.stats().pending > 0 {
            try await clock.sleep(for: .milliseconds(200))
        }
    }
}

// Searches.
extension LiveMigration {
    /// One search, and when it was answered.
    fileprivate struct Timed {
        let at: ContinuousClock.Instant
        let took: Duration
    }

    private func searches(for time: Duration) async throws -> [Timed] {
        let end = ContinuousClock.now + time
        return try await searches { end }
    }

    /// One after the other until the moment that is told meanwhile.
    private func searches(
        until end: @escaping @Sendable () async throws -> ContinuousClock.Instant
    ) async throws -> [Timed] {
        let told = Told()
        let clock = ContinuousClock()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { told.tell(try await end()) }
            var searches: [Timed] = []
            while told.isAhead {
                searches.append(try await search(searches.count))
                try await clock.sleep(for: Self.searchPause)
            }
            try await group.waitForAll()
            return searches
        }
    }

    private func search(_ number: Int) async throws -> Timed {
        let query = MoultV1.SearchQuery(
            text: "what is item\(number)?",
            mode: .semantic,
            k: 10
        )
        let began = ContinuousClock.now
        let request = MoultV1.SearchRequest(queries: [query])
        guard try await stage.rpc.memory.search(request).answers.first?.hits.isEmpty == false else {
            throw BenchFailure("a search found nothing")
        }
        let now = ContinuousClock.now
        return Timed(at: now, took: now - began)
    }
}

/// A moment that is told later.
private final class Told: Sendable {
    private let moment = Mutex<ContinuousClock.Instant?>(nil)

    func tell(_ moment: ContinuousClock.Instant) {
        self.moment.withLock { $0 = moment }
    }

    /// Also while it is not known.
    var isAhead: Bool { moment.withLock { $0.map { ContinuousClock.now < $0 } ?? true } }
}

extension [LiveMigration.Timed] {
    fileprivate var latencies: Latencies {
        var latencies = Latencies()
        for search in self { latencies.add(search.took) }
        return latencies
    }
}

extension Duration {
    fileprivate var inSeconds: String { "\((self / .seconds(1)).rounded) s" }
}

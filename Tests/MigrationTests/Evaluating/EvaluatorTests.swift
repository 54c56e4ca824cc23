import Knowledge
import Spaces
import Synchronization
import Testing

@testable import Migration

@Suite struct `An evaluation` {
    private static let texts = (1...300).map { "the text of item \($0)" }

    /// Items in an order of the query's own, the same in every space.
    private static let alike: @Sendable (String, SpaceID, [Item]) -> [ItemID] = { query, _, items in
        order(of: items, seed: query.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    }

    /// Items in an order that says nothing, another in every space.
    private static let shuffled: @Sendable (String, SpaceID, [Item]) -> [ItemID] = {
        query,
        space,
        items in
        let seed = query.utf8.reduce(UInt64(space.rawValue)) { $0 &* 31 &+ UInt64($1) }
        return order(of: items, seed: seed)
    }

    private static func order(of items: [Item], seed: UInt64) -> [ItemID] {
        var generator = SeededGenerator(seed: seed)
        return items.map(\.id).shuffled(using: &generator)
    }

    private static func queries(_ count: Int) -> [String] {
        (0..<count).map { "query \($0)" }
    }

    @Test func `of the same model again is overlap 1, and go`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(100),
            rank: Self.alike
        )
        let report = try await bench.evaluate()
        #expect(report.overlap == 1)
        #expect(abs(report.rankBiasedOverlap - 1) < 1e-12)
        #expect(report.verdict == .go)
        #expect(report.worst.isEmpty)
        #expect(report.queries.recorded == 100)
        #expect(report.queries.items == 0)
        #expect(report.atUnixMs == 42)
        #expect(report.k == 10)
        #expect(report.active.recall == nil)
        for point in report.scoreMap { #expect(point.active == point.candidate) }
    }

    @Test(arguments: [true, false])
    func `goes on without the queries that an embedder refuses, and counts them`(
        byName: Bool
    ) async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(100),
            rank: Self.alike
        )
        bench.failures.withLock { failures in
            failures.refused = ["query 3", "query 4", "query 50"]
            failures.isRefusedByName = byName
        }
        let report = try await bench.evaluate()
        #expect(report.queries.recorded == 100)
        #expect(abs(report.overlap - 0.97) < 1e-9)
        #expect(Set(report.worst.map(\.query)) == ["query 3", "query 4", "query 50"])
        #expect(report.worst.allSatisfy { $0.candidateKeys.isEmpty && !$0.activeKeys.isEmpty })
        #expect(report.verdict == .go)
    }

    @Test func `an embedder that refuses every batch is at fault itself`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(100),
            rank: Self.alike
        )
        bench.failures.withLock { failures in
            failures.refused = Set(Self.queries(100))
            failures.isRefusedByName = false
        }
        let error = await #expect(throws: EvaluationError.self) { try await bench.evaluate() }
        guard case .embedder(let fault)? = error?.code else {
            Issue.record("no embedder's fault: \(String(describing: error))")
            return
        }
        #expect(fault.code == .batchRefused)
    }

    @Test func `of shuffled vectors is no-go, with hardly an overlap`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(100),
            rank: Self.shuffled
        )
        let report = try await bench.evaluate()
        // By chance ten of three hundred meet ten of three hundred in one of thirty.
        #expect(report.overlap < 0.1)
        #expect(report.rankBiasedOverlap < 0.1)
        #expect(report.verdict == .noGo)
        #expect(report.worst.count == 10)
        #expect(report.worst.allSatisfy { $0.overlap == 0 })
        let worst = try #require(report.worst.first)
        let best = Self.shuffled(worst.query, EvaluationBench.activeSpace.id, bench.stored)
        #expect(worst.activeKeys == best.prefix(10).map { ItemKey(key: "item-\($0.rawValue)") })
        #expect(worst.candidateKeys.count == 10)
    }

    @Test(arguments: [(19, EvaluationReport.Verdict.inconclusive), (20, .go)])
    func `of fewer queries than it takes is inconclusive`(
        items: Int,
        verdict: EvaluationReport.Verdict
    ) async throws {
        let bench = EvaluationBench(texts: Array(Self.texts.prefix(items)), rank: Self.alike)
        let report = try await bench.evaluate()
        #expect(report.verdict == verdict)
        #expect(report.queries.items == items)
    }

    @Test func `takes items' texts for queries where too few are recorded, and not themselves`()
        async throws
    {
        let words = String(repeating: "words of a long text ", count: 20)
        let texts = ["...", words] + Self.texts
        let bench = EvaluationBench(texts: texts, recorded: Self.queries(19)) { query, _, items in
            let itself = items.filter { $0.text.hasPrefix(query) }.map(\.id)
            return itself + items.map(\.id).filter { !itself.contains($0) }
        }
        let report = try await bench.evaluate(queries: 100)
        #expect(report.queries.recorded == 19)
        // Of 81 items that lie evenly among all, the first has no word.
        #expect(report.queries.items == 80)
        let asked = bench.requests.withLock { $0.flatMap(\.queries) }
        #expect(asked.allSatisfy { $0.count <= 200 && !$0.hasSuffix(" ") })
        #expect(Set(asked).count == 99)
        // Every item's own score is 1, and the next best's is 0.99.
        #expect(report.scoreMap.last?.active == 1)
        let onlyItems = EvaluationBench(texts: Self.texts) { query, _, items in
            items.filter { $0.text == query }.map(\.id) + items.map(\.id).suffix(3)
        }
        let itemReport = try await onlyItems.evaluate(queries: 50)
        let highest = try #require(itemReport.scoreMap.last?.active)
        #expect(abs(highest - 0.99) < 1e-6)
    }

    @Test func `replays no recorded query where none is to be kept`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(100),
            rank: Self.alike
        )
        var policy = EvaluationPolicy.standard
        policy.replaysRecorded = false
        let report = try await bench.evaluate(policy, queries: 30)
        #expect(report.queries.recorded == 0)
        #expect(report.queries.items == 30)
        let asked = bench.requests.withLock { $0.flatMap(\.queries) }
        #expect(Set(asked).isDisjoint(with: Self.queries(100)))
    }

    @Test func `takes no items where enough is recorded`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(20),
            rank: Self.alike
        )
        let report = try await bench.evaluate()
        #expect(report.queries.recorded == 20)
        #expect(report.queries.items == 0)
    }

    @Test(arguments: [(7, 7), (500, 500), (501, 500), (0, 1), (nil, 500)])
    func `replays as many queries as it is told, up to the policy's most`(
        asked: Int?,
        replayed: Int
    ) async throws {
        let bench = EvaluationBench(
            texts: ["one"],
            recorded: Self.queries(600),
            rank: Self.alike
        )
        let report = try await bench.evaluate(queries: asked)
        #expect(report.queries.recorded == replayed)
    }

    @Test func `asks eight queries at a time, each space first in turn, and tells how far it is`()
        async throws
    {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(20),
            rank: Self.alike
        )
        let told = Mutex<[[Int]]>([])
        let report = try await bench.evaluate { done, total in
            told.withLock { $0.append([done, total]) }
        }
        let requests = bench.requests.withLock(\.self)
        #expect(requests.map(\.queries.count) == [8, 8, 8, 8, 4, 4])
        #expect(requests.map(\.space.rawValue) == [1, 2, 2, 1, 1, 2])
        #expect(requests.allSatisfy { $0.limit == 11 })
        #expect(told.withLock(\.self) == [[0, 20], [8, 20], [16, 20], [20, 20]])
        // Each request took as many microseconds as its number.
        #expect(report.active.p50Microseconds == 4)
        #expect(report.active.p99Microseconds == 5)
        #expect(report.candidate.p50Microseconds == 3)
        #expect(report.candidate.p99Microseconds == 6)
        #expect(report.active.epoch == Epoch(rawValue: 1))
        #expect(report.candidate.target == Fixtures.new.target)
    }

    @Test func `measures known answers on both sides`() async throws {
        let bench = EvaluationBench(texts: Self.texts) { query, space, items in
            let right = items.filter { query.hasSuffix("of \($0.text)") }.map(\.id)
            let wrong = items.map(\.id).suffix(10)
            // The candidate has the right one second, which is a gain of 0.63.
            return space == EvaluationBench.activeSpace.id
                ? right + wrong : wrong.prefix(1) + right + wrong.dropFirst()
        }
        let known = (1...20).map {
            KnownAnswer(
                query: "of the text of item \($0)",
                relevant: [ItemKey(key: "item-\($0)"), ItemKey(key: "gone")]
            )
        }
        let gone = KnownAnswer(query: "gone", relevant: [ItemKey(key: "gone")])
        let report = try await bench.evaluate(known: known + [gone])
        #expect(report.queries.known == 20)
        #expect(report.queries.items == 0)
        #expect(report.active.recall == 1)
        #expect(report.candidate.recall == 1)
        #expect(report.active.nDCG == 1)
        #expect(abs((report.candidate.nDCG ?? 0) - 0.631) < 0.001)
        #expect(report.verdict == .noGo)
        #expect(report.sentence.contains("nDCG at 10 goes from 1.0 to 0.631"))
        #expect(report.sentence.hasSuffix("; 1 known answers name no item that there is."))
        // Nobody asked but with known answers, so those are compared.
        #expect(report.overlap > 0.9)
        #expect(report.worst.count == 10)
    }

    @Test func `orders what scores alike by id, and takes empty answers as alike`() async throws {
        let searching = TiedSearching()
        var tally = EvaluationTally(k: 2)
        let found = try await searching.nearest(["a"], in: EvaluationBench.activeSpace, limit: 3)
        let other = try await searching.nearest(["a"], in: EvaluationBench.candidateSpace, limit: 3)
        tally.add(ReplayedQuery("a", .recorded), active: found[0], candidate: other[0])
        #expect(tally.comparisons.first?.active.map(\.rawValue) == [3, 1])
        #expect(tally.comparisons.first?.candidate.map(\.rawValue) == [3, 1])
        #expect(tally.overlap == 1)
        let none = RankedItems(entries: [], duration: .zero)
        tally.add(ReplayedQuery("b", .recorded), active: none, candidate: none)
        #expect(tally.overlap == 1)
        tally.add(ReplayedQuery("c", .recorded), active: none, candidate: found[0])
        #expect(abs(tally.overlap - 2.0 / 3) < 1e-12)
        #expect(tally.worst(5).map(\.query.text) == ["c"])
    }

    @Test(arguments: [(1, 11), (10, 11), (11, 12), (100, 101), (101, 101), (0, 11)])
    func `looks as deep as k and nDCG need, and one item deeper`(k: Int, limit: Int) async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(20),
            rank: Self.alike
        )
        let report = try await bench.evaluate(k: k)
        #expect(bench.requests.withLock { $0.allSatisfy { $0.limit == limit } })
        #expect(report.k == min(max(k, 1), 100))
    }

    @Test func `ends with the sentence of whatever failed`() async throws {
        let empty = EvaluationBench(texts: [], rank: Self.alike)
        let nothing = await #expect(throws: EvaluationError.self) { try await empty.evaluate() }
        #expect(nothing?.code == .nothingToCompare)

        let bench = EvaluationBench(texts: Self.texts, rank: Self.alike)
        let away = EmbedderError(.unavailable, "It is away.")
        bench.failures.withLock { $0.embedder = away }
        let embedder = await #expect(throws: EvaluationError.self) { try await bench.evaluate() }
        // The active side is asked first.
        #expect(embedder?.code == .activeSide(away))
        #expect(embedder?.message.hasSuffix(": It is away.") == true)

        let full = StoreError(.failed, "The disk failed.")
        bench.failures.withLock { $0.store = full }
        let store = await #expect(throws: EvaluationError.self) { try await bench.evaluate() }
        #expect(store == EvaluationError(.store(full), "The disk failed."))
    }

    @Test func `ends between two batches when it is cancelled`() async throws {
        let bench = EvaluationBench(
            texts: Self.texts,
            recorded: Self.queries(80),
            rank: Self.alike
        )
        let task = Task {
            try await bench.evaluate { done, _ in
                if done == 16 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        let error = await #expect(throws: EvaluationError.self) { try await task.value }
        guard case .embedder(let cause) = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(cause.code == .cancelled)
        #expect(bench.requests.withLock(\.count) == 4)
    }

    @Test func `refuses fewer rankings than queries`() async throws {
        let bench = EvaluationBench(texts: Self.texts, rank: Self.alike)
        let evaluator = Evaluator(
            items: bench,
            queries: bench,
            searching: TiedSearching(),
            policy: .standard,
            unixMs: { 0 }
        )
        let ending = Profile.Ending(outcome: .finished, atUnixMs: 0)
        let profile = Profile(
            epoch: Epoch(rawValue: 1),
            space: EvaluationBench.activeSpace,
            startedUnixMs: 0,
            ending: ending
        )
        let active = try #require(ActiveProfile(profile))
        let error = await #expect(throws: EvaluationError.self) {
            try await evaluator.evaluate(active: active, candidate: profile)
        }
        #expect(error?.message.contains("1 rankings came for 8 queries in") == true)
    }
}

/// One ranking, whose equals stand otherwise in every space, however many queries come.
private struct TiedSearching: SpaceSearching {
    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems] {
        let tied: [Int64] = space.id.rawValue == 1 ? [2, 1] : [1, 2]
        let entries = tied.map { RankedItems.Entry(item: ItemID(rawValue: $0), score: 0.5) }
        let best = RankedItems.Entry(item: ItemID(rawValue: 3), score: 0.7)
        return [RankedItems(entries: entries + [best], duration: .zero)]
    }
}

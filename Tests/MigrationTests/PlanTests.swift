import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// What a migration would take, before it is begun.
struct PlanTests {
    private static let slow = SpaceIdentity(provider: "test", model: "slow", dimensions: 4)

    @Test func `a plan counts and measures, and stores nothing`() async throws {
        let bench = try await Bench(items: 10)
        let embedder = ScriptedEmbedder(Self.slow) { [clock = bench.clock] _, texts in
            clock.advance(by: .milliseconds(500))
            return texts.map(Fixtures.vector(for:))
        }
        bench.catalog.add(embedder)
        let plan = try await bench.migrations.plan(target: "test:slow@4", sample: 5)
        #expect(plan.items == 10)
        #expect(plan.alreadyEmbedded == 0)
        #expect(plan.quarantined == 0)
        #expect(plan.sampledItems == 5)
        #expect(embedder.asked.joined().count == 5)
        // Four items in 500 ms: the first goes ahead, and is not timed.
        #expect(embedder.asked.map(\.count) == [1, 4])
        #expect(plan.itemsPerSecond == 8)
        #expect(plan.estimatedDuration == .seconds(1.25))
        #expect(plan.estimatedDiskBytes == 10 * (4 * 4 + MigrationPlan.diskBytesPerVector))
        #expect(plan.problem == nil)
        #expect(plan.estimatedMicrosMax == 0)
        #expect(try await bench.store.profileLog().rows.count == 1)
    }

    @Test func `a model that has to be loaded first does not seem slow`() async throws {
        let bench = try await Bench(items: 10)
        let embedder = ScriptedEmbedder(Self.slow) { [clock = bench.clock] request, texts in
            clock.advance(by: request == 1 ? .seconds(20) : .milliseconds(500))
            return texts.map(Fixtures.vector(for:))
        }
        bench.catalog.add(embedder)
        let plan = try await bench.migrations.plan(target: "test:slow@4", sample: 5)
        #expect(plan.sampleDuration == .seconds(20.5))
        #expect(plan.itemsPerSecond == 8)
        let alone = try await bench.migrations.plan(target: "test:slow@4", sample: 1)
        #expect(alone.itemsPerSecond == 2)
    }

    @Test func `a plan says why its sample could not be embedded`() async throws {
        let embedder = ScriptedEmbedder { _, texts in texts.map { _ in [.nan, 0, 0, 0] } }
        let bench = try await Bench(items: 10, embedder: embedder)
        let plan = try await bench.migrations.plan(target: Bench.target, sample: 5)
        #expect(plan.problem?.contains("NaN") == true)
        #expect(plan.estimatedDuration == nil)
    }

    @Test(arguments: [(0, false), (1, true), (1_000, true), (1_001, false)])
    func `a sample has its bounds`(sample: Int, isTaken: Bool) async throws {
        let bench = try await Bench(items: 1)
        let plan = try? await bench.migrations.plan(target: Bench.target, sample: sample)
        #expect((plan != nil) == isTaken)
    }

    @Test func `a counted sample gives tokens, their range and their price`() async throws {
        let bench = try await Bench(items: 10)
        let embedder = CountingEmbedder(Self.slow, tokensPerText: 6)
        bench.catalog.add(embedder)
        bench.catalog.price(Self.slow, at: 2_000_000)
        let plan = try await bench.migrations.plan(target: "test:slow@4", sample: 5)
        // "text 0" to "text 9" have 6 bytes each, and so a byte is a token.
        #expect(plan.tokens.isCounted)
        #expect(plan.tokens.likely == 60)
        #expect(plan.tokens.least == 58)
        #expect(plan.tokens.most == 63)
        #expect(plan.microsPerMillionTokens == 2_000_000)
        #expect(plan.estimatedMicros == 120)
        #expect(plan.estimatedMicrosMax == 126)
    }

    @Test func `an estimate that nobody counted says that it may be double, or half`() async throws
    {
        let bench = try await Bench(items: 10)
        let plan = try await bench.migrations.plan(target: Bench.target, sample: 5)
        // 6 bytes are 2 tokens where 4 bytes are taken for one.
        #expect(!plan.tokens.isCounted)
        #expect(plan.tokens == TokenEstimate(least: 10, likely: 20, most: 40, isCounted: false))
    }

    @Test func `items that differ widen the range`() async throws {
        let bench = try await Bench(items: 0)
        for number in 0..<10 {
            // The denser half makes three times as many tokens of its bytes.
            try await bench.write("item-\(number)", number < 5 ? "aaaaaaaa" : "dddddddd")
        }
        let embedder = CountingEmbedder(Self.slow, tokensPerText: nil)
        bench.catalog.add(embedder)
        let plan = try await bench.migrations.plan(target: "test:slow@4", sample: 10)
        #expect(plan.tokens.isCounted)
        #expect(plan.tokens.likely == 160)
        // Standard deviation 8 × √(10/9), times √10 items, twice, over 160: a third.
        #expect((119...121).contains(plan.tokens.least))
        #expect((212...214).contains(plan.tokens.most))
    }

    @Test func `texts longer than the context are counted and not part of the sample`()
        async throws
    {
        var defaults = MigrationSettings.standard
        defaults.oversize = .truncate
        let bench = try await Bench(items: 4, defaults: defaults)
        try await bench.write("long", String(repeating: "x", count: 400))
        let embedder = CountingEmbedder(Self.slow, tokensPerText: 6, contextTokensMax: 20)
        bench.catalog.add(embedder)
        let plan = try await bench.migrations.plan(target: "test:slow@4", sample: 5)
        #expect(plan.contextTokens == 20)
        #expect(plan.oversizeItems == 1)
        #expect(plan.oversize == .truncate)
        #expect(plan.sampledItems == 4)
        #expect(plan.problem == nil)
    }

    @Test func `what an earlier run left is told apart from what is missing`() async throws {
        let bench = try await Bench(items: 4)
        let started = try await bench.store.start(Fixtures.request())
        guard case .started(let record) = started else {
            Issue.record("\(started)")
            return
        }
        let page = try await bench.store.backlog(
            of: record.space.id,
            after: .none,
            limit: BacklogLimit(items: 2)
        )
        let first = page.items[0]
        let vector = Vector(
            item: first.id,
            revision: first.revision,
            values: Fixtures.vector(for: first.text)
        )
        _ = try await bench.store.put([vector], in: record.space.id)
        let refusal = ItemRefusal(
            item: page.items[1].id,
            revision: page.items[1].revision,
            reason: "It is bad."
        )
        _ = try await bench.store.quarantine([refusal], in: record.space.id, atUnixMs: 1)
        let plan = try await bench.migrations.plan(target: Bench.target, sample: 5)
        #expect(plan.alreadyEmbedded == 1)
        #expect(plan.quarantined == 1)
        #expect(plan.tokens.likely == 4)
        #expect(plan.estimatedDiskBytes == 2 * (4 * 4 + MigrationPlan.diskBytesPerVector))
    }
}

/// An embedder whose provider counts tokens.
struct CountingEmbedder: Embedder {
    let identity: SpaceIdentity
    let textsPerCallMax = 32
    let contextTokensMax: Int?
    /// nil: 8 for a text of an "a", 24 for another.
    let tokensPerText: Int?

    init(_ identity: SpaceIdentity, tokensPerText: Int?, contextTokensMax: Int? = nil) {
        self.identity = identity
        self.tokensPerText = tokensPerText
        self.contextTokensMax = contextTokensMax
    }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        texts.map(Fixtures.vector(for:))
    }

    func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        let vectors = try await embed(texts, as: role)
        return Embedding(vectors: vectors, tokens: texts.map(tokens(of:)).reduce(0, +))
    }

    func tokens(of text: String) -> Int {
        if text.utf8.count > 100 { return text.utf8.count }
        return tokensPerText ?? (text.hasPrefix("a") ? 8 : 24)
    }
}

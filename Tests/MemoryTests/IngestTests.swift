import Knowledge
import Spaces
import TestSupport
import Testing
import Waiting

@testable import Memory

@Suite struct `An ingest` {
    @Test func `acknowledges what is found by meaning and by words as embedded`() async throws {
        let fixture = try await Fixture()
        #expect(try await fixture.ingest("a", "the quick brown fox").isEmbedded)
        #expect(try await fixture.keys("brown fox", .semantic) == ["a"])
        #expect(try await fixture.keys("fox", .lexical) == ["a"])
    }

    @Test func `embeds in requests of the size that the embedder takes`() async throws {
        let fixture = try await Fixture()
        let drafts = (0..<10).map { ItemDraft(key: ItemKey(key: "\($0)"), text: "text \($0)") }
        let outcomes = try await fixture.memory.ingest(drafts)
        #expect(outcomes.map(\.key) == drafts.map(\.key))
        #expect(outcomes.map(\.status.isEmbedded) == drafts.map { _ in true })
        #expect(fixture.old.calls.map(\.texts.count).sorted() == [2, 4, 4])
        #expect(try await fixture.keys("7", .semantic, k: 1) == ["7"])
    }

    @Test func `does not embed a text again that has not changed`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "one")
        #expect(try await fixture.ingest("a", "one", metadata: ["k": "v"]).isUnchanged)
        #expect(fixture.old.documents == ["one"])
        let item = try await fixture.memory.items(at: [ItemKey(key: "a")]).first
        #expect(item??.metadata == ["k": "v"])
        #expect(try await fixture.ingest("a", "two").isEmbedded)
        #expect(fixture.old.documents == ["one", "two"])
    }

    @Test func `gives the earlier answer to a claim it knows, and asks no embedder`() async throws {
        let fixture = try await Fixture()
        let claim = IdempotencyClaim(key: "claim", fingerprint: Fingerprint(high: 1, low: 1))
        let drafts = [ItemDraft(key: ItemKey(key: "a"), text: "one")]
        let first = try await fixture.memory.ingest(drafts, claim: claim)
        try await fixture.ingest("a", "two")
        let again = try await fixture.memory.ingest(drafts, claim: claim)
        #expect(again == first)
        #expect(fixture.old.documents == ["one", "two"])

        let other = IdempotencyClaim(key: "claim", fingerprint: Fingerprint(high: 2, low: 2))
        await #expect {
            try await fixture.memory.ingest(drafts, claim: other)
        } throws: {
            ($0 as? MemoryError)?.code == .idempotencyMismatch
        }
    }

    @Test func `refuses an item whose revision is another, and only that one`() async throws {
        let fixture = try await Fixture()
        let revision = try #require(try await fixture.ingest("a", "one").revision)
        let outcomes = try await fixture.memory.ingest([
            ItemDraft(key: ItemKey(key: "a"), text: "two", expectedRevision: Revision.none),
            ItemDraft(key: ItemKey(key: "b"), text: "two", expectedRevision: Revision.none),
        ])
        #expect(outcomes[0].status.refusal?.code == .revisionMismatch(actual: revision))
        #expect(outcomes[1].status.isEmbedded)
    }

    @Test func `takes as many items as the limit, and not one more`() async throws {
        let fixture = try await Fixture { $0.limits.itemsPerCallMax = 3 }
        let drafts = (0..<4).map { ItemDraft(key: ItemKey(key: "\($0)"), text: "text") }
        #expect(try await fixture.memory.ingest(Array(drafts.prefix(3))).count == 3)
        await #expect(throws: MemoryError.self) { try await fixture.memory.ingest(drafts) }
        await #expect(throws: MemoryError.self) { try await fixture.memory.ingest([]) }
    }

    @Test func `stores nothing and says so when the disk is full`() async throws {
        let fixture = try await Fixture()
        fixture.store.setDiskFull(true)
        await #expect {
            try await fixture.ingest("a", "one")
        } throws: {
            ($0 as? MemoryError)?.code == .diskFull
        }
        fixture.store.setDiskFull(false)
        #expect(try await fixture.keys("one", .hybrid) == [])
        #expect(try await fixture.ingest("a", "one").isEmbedded)
    }

    @Test(.timeLimit(.minutes(1)))
    func `keeps no hand-over waiting when it failed`() async throws {
        let fixture = try await Fixture()
        fixture.store.setDiskFull(true)
        _ = try? await fixture.ingest("a", "one")
        fixture.store.setDiskFull(false)
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .zero)
        #expect(fixture.memory.route.isTurned)
    }
}

@Suite struct `An ingest with an embedder at fault` {
    @Test func `stores the item without its vector and says why`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails(.unavailable, "It is down.")
        let status = try await fixture.ingest("a", "one")
        #expect(status.pendingReason == "The embedder failed: It is down.")
        #expect(try await fixture.keys("one", .lexical) == ["a"])
    }

    @Test func `does not let one refused text harm the others`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        let outcomes = try await fixture.memory.ingest(
            ["good", "bad", "fine"].map { ItemDraft(key: ItemKey(key: $0), text: $0) }
        )
        #expect(outcomes[0].status.isEmbedded)
        #expect(
            outcomes[1].status.pendingReason == "The embedder refuses this text: It is bad."
        )
        #expect(outcomes[2].status.isEmbedded)
    }

    @Test(
        arguments: [
            [[Float.nan, 0]], [[0, 0]], [[1, 0, 0]], [[3, 4]], [], [[1, 0], [0, 1]],
            [[.infinity, 0]],
        ] as [[[Float]]]
    )
    func `never stores an invalid answer`(answer: [[Float]]) async throws {
        let fixture = try await Fixture()
        fixture.old.answers { _, _ throws(EmbedderError) in
            answer.map { $0 + [Float](repeating: 0, count: 14) }
        }
        #expect(try await fixture.ingest("a", "one").pendingReason != nil)
        #expect(try await fixture.store.counts(of: fixture.activeSpace).vectors == 0)
        #expect(fixture.indexes.index(of: fixture.activeSpace)?.count == 0)
    }

    @Test func `waits two seconds for the vector, and not longer`() async throws {
        let fixture = try await Fixture()
        fixture.old.hangs()
        async let status = fixture.ingest("a", "one")
        await fixture.clock.sleeper(until: .seconds(2))
        fixture.clock.advance(to: .seconds(2))
        #expect(try await status.pendingReason == "Its vector did not come in time.")
    }

    @Test func `waits no longer than the caller's deadline allows`() async throws {
        let fixture = try await Fixture()
        fixture.old.hangs()
        async let status = fixture.ingest("a", "one", within: .seconds(1))
        await fixture.clock.sleeper(until: .milliseconds(950))
        fixture.clock.advance(to: .milliseconds(950))
        #expect(try await status.pendingReason != nil)
    }

    @Test func `keeps the vectors that came in time`() async throws {
        let fixture = try await Fixture { $0.ingestConcurrency = 1 }
        let isSlow = OneShot<Void>()
        fixture.old.answers { [old = fixture.old] texts, _ throws(EmbedderError) in
            guard texts.contains("slow") else { return texts.map(old.bag) }
            isSlow.fulfil(())
            _ = await OneShot<Void>().value()
            throw EmbedderError(.cancelled, "It was cancelled.")
        }
        let texts = ["1", "2", "3", "4", "slow", "6"]
        async let outcomes = fixture.memory.ingest(
            texts.map { ItemDraft(key: ItemKey(key: $0), text: $0) }
        )
        await fixture.clock.sleeper(until: .seconds(2))
        _ = await isSlow.value()
        fixture.clock.advance(to: .seconds(2))
        let statuses = try await outcomes.map(\.status.isEmbedded)
        #expect(statuses == [true, true, true, true, false, false])
    }

    @Test func `does not ask while the breaker is open`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails(.unavailable, "It is down.")
        for key in ["a", "b", "c"] { try await fixture.ingest(key, key) }
        fixture.old.answers(nil)
        let status = try await fixture.ingest("d", "d")
        #expect(status.pendingReason == "The embedder is not asked: It is down.")
        fixture.clock.advance(to: .seconds(5))
        #expect(try await fixture.ingest("e", "e").pendingReason != nil, "a write is no probe")
        #expect(fixture.old.documents == ["a", "b", "c"])
    }
}

@Suite struct `A draft` {
    private let limits = KnowledgeLimits()

    private static let faults: [(String, ItemDraft, MemoryError.Code?)] = [
        ("key", draft(key: ""), .invalidArgument),
        ("key", draft(key: text(512)), nil),
        ("key", draft(key: text(513)), .limitExceeded),
        ("collection", draft(collection: ""), .invalidArgument),
        ("collection", draft(collection: text(512)), nil),
        ("collection", draft(collection: text(513)), .limitExceeded),
        ("text", draft(text: ""), .invalidArgument),
        ("text", draft(text: text(1 << 20)), nil),
        ("text", draft(text: text(1 << 20 + 1)), .limitExceeded),
        ("text", draft(text: text(1 << 20) + "é"), .limitExceeded),
        ("metadata", draft(metadata: entries(64)), nil),
        ("metadata", draft(metadata: entries(65)), .limitExceeded),
        ("metadata.key", draft(metadata: ["": "v"]), .invalidArgument),
        ("metadata.key", draft(metadata: [text(512): "v"]), nil),
        ("metadata.key", draft(metadata: [text(513): "v"]), .limitExceeded),
        ("metadata", draft(metadata: ["k": text(16 << 10 - 1)]), nil),
        ("metadata", draft(metadata: ["k": text(16 << 10)]), .limitExceeded),
        ("expected_revision", draft(expected: 0), nil),
        ("expected_revision", draft(expected: -1), .invalidArgument),
    ]

    @Test(arguments: faults.indices)
    func `is refused for what is out of bounds, and for nothing else`(position: Int) throws {
        let (field, draft, code) = Self.faults[position]
        let fault = limits.fault(in: draft)
        #expect(fault?.code == code)
        #expect(fault == nil || fault?.subject == field)
        #expect(fault == nil || fault?.message.hasPrefix(field) == true)
    }

    @Test func `that is refused does not harm the others`() async throws {
        let fixture = try await Fixture()
        let outcomes = try await fixture.memory.ingest([
            Self.draft(key: "a"), Self.draft(key: ""), Self.draft(key: "b"),
        ])
        #expect(outcomes.map(\.status.isEmbedded) == [true, false, true])
        #expect(outcomes[1].status.refusal?.code == .invalidArgument)
    }

    private static func draft(
        collection: String = "c",
        key: String = "k",
        text: String = "t",
        metadata: [String: String] = [:],
        expected: Int64? = nil
    ) -> ItemDraft {
        ItemDraft(
            key: ItemKey(collection: collection, key: key),
            text: text,
            metadata: metadata,
            expectedRevision: expected.map(Revision.init)
        )
    }

    private static func text(_ bytes: Int) -> String { String(repeating: "x", count: bytes) }

    private static func entries(_ count: Int) -> [String: String] {
        Dictionary(uniqueKeysWithValues: (0..<count).map { ("key \($0)", "") })
    }
}

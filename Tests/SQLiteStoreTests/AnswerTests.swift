import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct AnswerTests {
    let directory = TemporaryDirectory()

    private func claim(_ key: String, body: UInt64 = 1) -> IdempotencyClaim {
        var fingerprint = Fingerprint()
        fingerprint.combine(body)
        return IdempotencyClaim(key: key, fingerprint: fingerprint)
    }

    @Test func `an answer outlives the process`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let first = try await store.ingest(.of("a", "one"), space: space, claim: claim("k"))
        try await store.close()
        let again = try directory.open()
        let second = try await again.ingest(.of("a", "one"), space: space, claim: claim("k"))
        #expect(second.isReplay)
        #expect(second.receipt == first.receipt)
        #expect(try await again.earlierIngest(claim("k")) == first.receipt)
        let error = await #expect(throws: StoreError.self) {
            try await again.ingest(.of("a", "two"), space: space, claim: claim("k", body: 2))
        }
        #expect(error?.code == .idempotencyMismatch)
        #expect(error?.message.contains("\"k\"") == true)
    }

    @Test func `an answer is kept for its time and not a millisecond longer`() async throws {
        var settings = StoreSettings()
        settings.answersKeptMs = 100
        let store = try directory.open(settings)
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), space: space, claim: claim("k"), atUnixMs: 1_000)
        let within = try await store.ingest(
            .of("a", "one"),
            space: space,
            claim: claim("k"),
            atUnixMs: 1_099
        )
        #expect(within.isReplay)
        let past = try await store.ingest(
            .of("a", "one"),
            space: space,
            claim: claim("k"),
            atUnixMs: 1_100
        )
        #expect(!past.isReplay)
    }

    @Test func `as many answers are kept as the bound says, and the oldest goes`() async throws {
        var settings = StoreSettings()
        settings.answersKeptMax = 3
        let store = try directory.open(settings)
        let space = try await store.begin()
        for key in ["a", "b", "c"] {
            try await store.ingest(.of(key, "text"), space: space, claim: claim(key))
        }
        #expect(try await store.earlierIngest(claim("a")) != nil)
        try await store.ingest(.of("d", "text"), space: space, claim: claim("d"))
        #expect(try await store.earlierIngest(claim("a")) == nil)
        #expect(try await store.earlierIngest(claim("b")) != nil)
        #expect(try await store.onWriter("SELECT count(*) FROM answers") == 3)
    }

    @Test func `the defaults are the contract's`() {
        #expect(StoreSettings().answersKeptMs == IdempotencyClaim.keptMs)
        #expect(StoreSettings().answersKeptMax == IdempotencyClaim.keptMax)
    }

    @Test func `a replay is no commit to the observers`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let listener = Listener()
        store.add(observer: listener)
        for _ in 0..<2 {
            try await store.ingest(.of("a", "one"), space: space, claim: claim("k"))
        }
        #expect(listener.commits.count == 1)
    }
}

import Knowledge
import Spaces
import TestSupport
import Testing
import Waiting

@testable import Memory

@Suite struct `A search` {
    private let texts = [
        ("fox", "the quick brown fox"), ("dog", "the lazy dog sleeps"),
        ("both", "a fox and a dog"), ("none", "nothing of the kind"),
    ]

    private func filled() async throws -> Fixture {
        let fixture = try await Fixture()
        for (key, text) in texts {
            try await fixture.ingest(key, text, metadata: ["first": String(key.prefix(1))])
        }
        return fixture
    }

    @Test func `says score and ranks by source`() async throws {
        let fixture = try await filled()
        let answer = try await fixture.search(SearchQuery(text: "brown fox", k: 1))
        let hit = try #require(answer.hits.first)
        #expect(hit.item.key.key == "fox")
        #expect(hit.semanticRank == 1)
        #expect(hit.lexicalRank == 1)
        #expect(hit.score == 1 / 61.0 + 1 / 61.0)
        #expect(hit.semanticScore.map { $0 > 0 } == true)
        #expect(hit.lexicalScore.map { $0 > 0 } == true)
        #expect(!hit.isStale)
        #expect(answer.epoch == fixture.memory.route.serving.profile.epoch)
        #expect(answer.mode == .hybrid)
        #expect(answer.semanticUnavailable == nil)
    }

    @Test func `by words finds what holds any of them and nothing else`() async throws {
        let fixture = try await filled()
        #expect(try await Set(fixture.keys("fox dog", .lexical)) == ["fox", "dog", "both"])
        #expect(try await fixture.keys("\"lazy dog\"", .lexical) == ["dog"])
        #expect(try await fixture.keys("\"\" * (", .lexical) == [])
        #expect(fixture.old.calls.count { $0.role == .query } == 0)
    }

    @Test(arguments: [SearchMode.semantic, .lexical, .hybrid])
    func `keeps to its filter`(mode: SearchMode) async throws {
        let fixture = try await filled()
        let filter = ItemFilter(metadata: ["first": "b"])
        let query = SearchQuery(text: "fox dog kind", mode: mode, filter: filter)
        let found = try await fixture.search(query).hits.map(\.item.key.key)
        #expect(found == ["both"])
    }

    @Test(arguments: [SearchMode.semantic, .lexical, .hybrid])
    func `leaves out what is below the floor of its mode's score`(mode: SearchMode) async throws {
        let fixture = try await filled()
        let all = try await fixture.search(SearchQuery(text: "fox dog", mode: mode)).hits
        let floor = try #require(all.first).score
        let query = SearchQuery(text: "fox dog", mode: mode, scoreFloor: floor)
        let above = try await fixture.search(query).hits
        #expect(above == all.filter { $0.score >= floor })
        #expect(!above.isEmpty && above.count < all.count)
    }

    @Test(arguments: [SearchMode.semantic, .lexical, .hybrid])
    func `gives by pages what it gives at once`(mode: SearchMode) async throws {
        let fixture = try await Fixture()
        let drafts = (0..<40).map {
            ItemDraft(key: ItemKey(key: "\($0)"), text: "word \($0 % 7) \($0 % 3) \($0)")
        }
        _ = try await fixture.memory.ingest(drafts)
        let whole = try await fixture.keys("word 1 2", mode, k: 100)
        #expect(whole.count == 40)

        var paged: [String] = []
        var query = SearchQuery(text: "word 1 2", mode: mode, k: 7)
        repeat {
            let answer = try await fixture.search(query)
            paged += answer.hits.map(\.item.key.key)
            query.page = answer.nextPage
        } while query.page != nil
        #expect(paged == whole)
    }

    @Test func `refuses the page of another query and of an epoch that has gone`() async throws {
        let fixture = try await filled()
        var query = SearchQuery(text: "fox dog", mode: .lexical, k: 1)
        query.page = try await fixture.search(query).nextPage
        var other = query
        other.text = "dog fox"
        #expect(await fixture.failure(other)?.code == .pageTokenInvalid)

        let gone = fixture.memory.route.serving.profile.epoch
        try fixture.publish(try await fixture.startMigration())
        #expect(await fixture.failure(query)?.code == .epochGone(gone))
    }

    @Test func `brings as many hits as asked for although some of the best have gone`()
        async throws
    {
        let fixture = try await Fixture { $0.search.spareCandidates = 1 }
        let drafts = (0..<30).map { ItemDraft(key: ItemKey(key: "\($0)"), text: "same words") }
        _ = try await fixture.memory.ingest(drafts)
        let index = try #require(fixture.indexes.index(of: fixture.activeSpace))
        // Behind the scan and before the confirmation.
        let keys = (0..<20).map {
            Deletion.Expectation(key: ItemKey(key: "\($0)"), expectedRevision: nil)
        }
        let vectors = try await fixture.store.vectors(
            in: fixture.activeSpace,
            after: nil,
            limit: 100
        )
        _ = try await fixture.memory.delete(.keys(keys))
        index.apply(vectors.map { .put($0) })
        let found = try await fixture.keys("same words", .semantic, k: 5)
        #expect(found == ["20", "21", "22", "23", "24"])
    }

    @Test func `does not find what was deleted while it searched`() async throws {
        let fixture = try await filled()
        let index = try #require(fixture.indexes.index(of: fixture.activeSpace))
        let isSearching = OneShot<Void>()
        let mayScan = OneShot<Void>()
        fixture.old.answers { [old = fixture.old] texts, _ throws(EmbedderError) in
            isSearching.fulfil(())
            _ = await mayScan.value()
            return texts.map(old.bag)
        }
        let stale = try await fixture.store.vectors(in: index.space.id, after: nil, limit: 10)
        async let found = fixture.keys("fox", .semantic)
        _ = await isSearching.value()
        let key = Deletion.Expectation(key: ItemKey(key: "fox"), expectedRevision: nil)
        #expect(try await fixture.memory.delete(.keys([key])).deleted == 1)
        // Even with an index that has not heard of it.
        index.apply(stale.map { .put($0) })
        mayScan.fulfil(())
        #expect(try await !found.contains("fox"))
    }

    @Test func `finds an edited text by its previous vector and says so`() async throws {
        let fixture = try await filled()
        fixture.old.fails()
        try await fixture.ingest("fox", "something else entirely")
        fixture.old.answers(nil)
        let query = SearchQuery(text: "quick brown fox", mode: .semantic, k: 1)
        let hit = try #require(try await fixture.search(query).hits.first)
        #expect(hit.item.key.key == "fox")
        #expect(hit.item.text == "something else entirely")
        #expect(hit.isStale)
        #expect(!fixture.memory.isEmbedded(hit.item))
    }

    @Test func `answers from the profile it pinned when a flip happens halfway`() async throws {
        let fixture = try await filled()
        let pinned = fixture.memory.route.serving.profile.epoch
        let profile = try await fixture.startMigration()
        let isSearching = OneShot<Void>()
        let mayScan = OneShot<Void>()
        fixture.old.answers { [old = fixture.old] texts, _ throws(EmbedderError) in
            isSearching.fulfil(())
            _ = await mayScan.value()
            return texts.map(old.bag)
        }
        let query = SearchQuery(text: "quick brown fox", mode: .semantic, k: 1)
        async let answer = fixture.search(query)
        _ = await isSearching.value()
        try fixture.publish(profile)
        mayScan.fulfil(())
        #expect(try await answer.epoch == pinned)
        #expect(try await answer.hits.map(\.item.key.key) == ["fox"])
        #expect(fixture.new.calls == [], "its query was embedded by the pinned profile's embedder")
        #expect(try await fixture.search(query).epoch == profile.epoch)
    }

    @Test func `embeds the queries of one call together, each text once`() async throws {
        let fixture = try await filled()
        let queries = ["fox", "dog", "fox"].map { SearchQuery(text: $0, mode: .semantic, k: 1) }
        let words = SearchQuery(text: "kind", mode: .lexical)
        let answers = try await fixture.memory.search(queries + [words])
        #expect(answers.map { $0.hits.first?.item.key.key } == ["fox", "dog", "fox", "none"])
        let calls = fixture.old.calls.filter { $0.role == .query }
        #expect(calls == [FakeEmbedder.Call(texts: ["dog", "fox"], role: .query)])
    }
}

@Suite struct `A search whose query cannot be embedded` {
    @Test func `is answered by words when it is hybrid, and says so`() async throws {
        let fixture = try await Fixture()
        for key in 0..<5 { try await fixture.ingest("\(key)", "fox \(key)") }
        fixture.old.fails(.unavailable, "It is down.")
        var query = SearchQuery(text: "fox", k: 2)
        let first = try await fixture.search(query)
        #expect(first.hits.count == 2)
        #expect(first.hits.allSatisfy { $0.semanticRank == nil })
        #expect(first.semanticUnavailable == "It is down.")

        // The pages behind go on by words, or hits would come twice.
        fixture.old.answers(nil)
        query.page = first.nextPage
        let second = try await fixture.search(query)
        #expect(second.hits.allSatisfy { $0.semanticRank == nil })
        #expect(second.semanticUnavailable != nil)
        #expect(Set(first.hits.map(\.item)).isDisjoint(with: second.hits.map(\.item)))
    }

    @Test func `is refused when it goes on behind a page that was found by meaning`() async throws {
        let fixture = try await Fixture()
        for key in 0..<5 { try await fixture.ingest("\(key)", "fox \(key)") }
        var query = SearchQuery(text: "fox", k: 2)
        query.page = try await fixture.search(query).nextPage
        fixture.old.fails()
        #expect(await fixture.failure(query)?.code == .semanticUnavailable)
    }

    @Test func `is unavailable with the reason when it is semantic`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails(.unavailable, "It is down.")
        let failure = await fixture.failure(SearchQuery(text: "fox", mode: .semantic))
        #expect(failure?.code == .semanticUnavailable)
        #expect(failure?.message.contains("It is down.") == true)
        #expect(failure?.isRetryable == true)
    }

    @Test func `is refused when the embedder refuses its text`() async throws {
        let fixture = try await Fixture()
        fixture.old.refuses("bad")
        let failure = await fixture.failure(SearchQuery(text: "bad", mode: .semantic))
        #expect(failure?.code == .textRefused)
        #expect(failure?.isRetryable == false)
    }

    @Test func `waits two seconds for the vector, three times, and then not at all`()
        async throws
    {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "fox")
        fixture.old.hangs()
        for round in 1...3 {
            async let answer = fixture.search(SearchQuery(text: "fox"))
            await fixture.clock.sleeper(until: .seconds(2 * round))
            fixture.clock.advance(to: .seconds(2 * round))
            #expect(try await answer.semanticUnavailable != nil)
        }
        let before = fixture.old.calls.count
        #expect(try await fixture.search(SearchQuery(text: "fox")).semanticUnavailable != nil)
        #expect(fixture.old.calls.count == before)
    }

    @Test func `does not blame the embedder for the caller's short deadline`() async throws {
        let fixture = try await Fixture()
        try await fixture.ingest("a", "fox")
        fixture.old.hangs()
        for round in 1...4 {
            async let answer = fixture.search(
                SearchQuery(text: "fox"),
                within: .milliseconds(150)
            )
            await fixture.clock.sleeper(until: .milliseconds(100 * round))
            fixture.clock.advance(to: .milliseconds(100 * round))
            #expect(try await answer.semanticUnavailable != nil)
        }
        #expect(try await fixture.memory.stats().embedderProblem == nil)
    }

    @Test func `closes the breaker when it is the probe and is answered`() async throws {
        let fixture = try await Fixture()
        fixture.old.fails()
        for _ in 0..<3 { _ = await fixture.failure(SearchQuery(text: "fox", mode: .semantic)) }
        fixture.old.answers(nil)
        #expect(await fixture.failure(SearchQuery(text: "fox", mode: .semantic)) != nil)
        fixture.clock.advance(to: .seconds(5))
        #expect(await fixture.failure(SearchQuery(text: "fox", mode: .semantic)) == nil)
        #expect(try await fixture.memory.stats().embedderProblem == nil)
    }
}

@Suite struct `A search's bounds` {
    private static let queries: [(SearchQuery, MemoryError.Code?)] = [
        (SearchQuery(text: ""), .invalidArgument),
        (SearchQuery(text: String(repeating: "x", count: 64 << 10)), nil),
        (SearchQuery(text: String(repeating: "x", count: 64 << 10 + 1)), .limitExceeded),
        (SearchQuery(text: "x", k: 0), .invalidArgument),
        (SearchQuery(text: "x", k: 1_000), nil),
        (SearchQuery(text: "x", k: 1_001), .limitExceeded),
        (SearchQuery(text: "x", scoreFloor: .nan), .invalidArgument),
        (SearchQuery(text: "x", scoreFloor: -.infinity), .invalidArgument),
        (SearchQuery(text: "x", scoreFloor: -.greatestFiniteMagnitude), nil),
        (SearchQuery(text: "x", filter: ItemFilter(collections: [""])), .invalidArgument),
        (SearchQuery(text: "x", filter: ItemFilter(metadata: ["": "v"])), .invalidArgument),
        (SearchQuery(text: "x", filter: filter(1_000)), nil),
        (SearchQuery(text: "x", filter: filter(1_001)), .limitExceeded),
    ]

    @Test(arguments: queries.indices)
    func `are held at the limit and one past it`(position: Int) {
        let (query, code) = Self.queries[position]
        #expect(KnowledgeLimits().fault(in: query)?.code == code)
    }

    @Test func `are sixteen queries a call`() async throws {
        let fixture = try await Fixture()
        let queries = (0..<17).map { _ in SearchQuery(text: "x", mode: .lexical) }
        #expect(try await fixture.memory.search(Array(queries.prefix(16))).count == 16)
        await #expect(throws: MemoryError.self) { try await fixture.memory.search(queries) }
        await #expect(throws: MemoryError.self) { try await fixture.memory.search([]) }
    }

    @Test(arguments: [0, -1, 10_001, .max])
    func `hold for the offset of a page token`(offset: Int) async throws {
        let fixture = try await Fixture()
        var query = SearchQuery(text: "x", mode: .lexical)
        query.page = SearchPageToken(
            epoch: fixture.memory.route.serving.profile.epoch,
            query: query.fingerprint,
            offset: offset
        )
        #expect(await fixture.failure(query)?.code == .pageTokenInvalid)
    }

    private static func filter(_ collections: Int) -> ItemFilter {
        ItemFilter(collections: (0..<collections).map { "\($0)" })
    }
}

extension Fixture {
    /// Why the search fails; nil: it is answered.
    func failure(_ query: SearchQuery) async -> MemoryError? {
        do throws(MemoryError) {
            _ = try await memory.search([query])
            return nil
        } catch {
            return error
        }
    }
}

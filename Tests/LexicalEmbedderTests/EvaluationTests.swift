import Knowledge
import LexicalEmbedder
import Migration
import Spaces
import Testing

/// The evaluation that a migration between two sizes of the built-in embedder meets.
struct EvaluationTests {
    private let judged: JudgedSet

    init() throws {
        judged = try JudgedSet()
    }

    private func evaluate(
        from dimensions: Int,
        to candidateDimensions: Int,
        known: [KnownAnswer] = []
    ) async throws -> EvaluationReport {
        let shelf = JudgedShelf(judged)
        let old = try LexicalEmbedder(dimensions: dimensions)
        let new = try LexicalEmbedder(dimensions: candidateDimensions)
        let searching = WholeScan(
            spaces: [1: (old, shelf.vectors(old)), 2: (new, shelf.vectors(new))]
        )
        let evaluator = Evaluator(
            items: shelf,
            queries: shelf,
            searching: searching,
            policy: .standard,
            unixMs: { 0 }
        )
        let ending = Profile.Ending(outcome: .finished, atUnixMs: 0)
        let active = try #require(
            ActiveProfile(profile(1, old, ending: ending))
        )
        return try await evaluator.evaluate(
            active: active,
            candidate: profile(2, new, ending: nil),
            known: known
        )
    }

    private func profile(
        _ number: Int64,
        _ embedder: LexicalEmbedder,
        ending: Profile.Ending?
    ) -> Profile {
        Profile(
            epoch: Epoch(rawValue: number),
            space: Space(id: SpaceID(rawValue: number), identity: embedder.identity),
            startedUnixMs: 0,
            ending: ending
        )
    }

    private var known: [KnownAnswer] {
        judged.queries.map { query in
            KnownAnswer(query: query.text, relevant: query.relevant.sorted().map(JudgedShelf.key))
        }
    }

    @Test func `from 256 to 1,024 dimensions is go, by real searches`() async throws {
        let report = try await evaluate(from: 256, to: 1_024)
        #expect(report.verdict == .go, "\(report.sentence)")
        #expect(report.queries.recorded == 202)
        #expect(report.overlap > 0.5)
        #expect(report.rankBiasedOverlap > 0.5)
    }

    @Test func `from 256 to 1,024 dimensions is go, and back is no-go, by known answers`()
        async throws
    {
        let report = try await evaluate(from: 256, to: 1_024, known: known)
        #expect(report.verdict == .go, "\(report.sentence)")
        #expect(report.queries.known == 202)
        let back = try await evaluate(from: 1_024, to: 256, known: known)
        #expect(back.verdict == .noGo, "\(back.sentence)")
    }

    @Test func `from a size to itself is an overlap of 1, and go`() async throws {
        let report = try await evaluate(from: 256, to: 256)
        #expect(report.overlap == 1)
        #expect(report.verdict == .go)
    }
}

/// The judged set's passages as items, and its queries as what was searched for.
private struct JudgedShelf: ItemStore, QueryLog {
    let items: [Item]
    let recorded: [RecordedQuery]

    static func key(_ position: Int) -> ItemKey { ItemKey(key: "\(position)") }

    init(_ judged: JudgedSet) {
        items = judged.passages.enumerated().map { position, text in
            Item(
                id: ItemID(rawValue: Int64(position + 1)),
                key: Self.key(position),
                text: text,
                metadata: [:],
                revision: Revision(rawValue: Int64(position + 1)),
                createdUnixMs: 0,
                updatedUnixMs: 0
            )
        }
        recorded = judged.queries.map { RecordedQuery(text: $0.text, atUnixMs: 0) }
    }

    func vectors(_ embedder: LexicalEmbedder) -> [[Float]] {
        items.map { embedder.vector(of: $0.text) }
    }

    func items(at keys: [ItemKey]) async throws(StoreError) -> [Item?] {
        keys.map { key in items.first { $0.key == key } }
    }

    func items(withIDs ids: [ItemID]) async throws(StoreError) -> [Item] {
        items.filter { ids.contains($0.id) }
    }

    func list(
        _ filter: ItemFilter,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Item] { [] }

    func collections(
        after: String?,
        limit: Int
    ) async throws(StoreError) -> [CollectionSummary] { [] }

    func lexicalSearch(
        _ words: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) async throws(StoreError) -> [LexicalHit] { [] }

    func ids(matching filter: ItemFilter) async throws(StoreError) -> Set<ItemID> {
        Set(items.map(\.id))
    }

    func record(
        _ queries: [RecordedQuery],
        most: Int,
        oldestUnixMs: Int64
    ) async throws(StoreError) {}

    func recordedQueries(limit: Int) async throws(StoreError) -> [RecordedQuery] {
        Array(recorded.prefix(limit))
    }
}

/// Every vector of a space against the query's.
private struct WholeScan: SpaceSearching {
    let spaces: [Int64: (embedder: LexicalEmbedder, vectors: [[Float]])]

    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems] {
        guard let (embedder, vectors) = spaces[space.id.rawValue] else { return [] }
        return queries.map { query in
            let wanted = embedder.vector(of: query)
            let scores = vectors.enumerated().map { ($0, dot($1, wanted)) }
            let best = ranked(Dictionary(uniqueKeysWithValues: scores)).prefix(limit)
            return RankedItems(
                entries: best.map { position in
                    RankedItems.Entry(
                        item: ItemID(rawValue: Int64(position + 1)),
                        score: scores[position].1
                    )
                },
                duration: .zero
            )
        }
    }
}

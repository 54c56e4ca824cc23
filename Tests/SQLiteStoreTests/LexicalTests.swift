import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct LexicalTests {
    let directory = TemporaryDirectory()

    private func open() async throws -> SQLiteStore {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(
            .of("crab", "The crab sheds its shell and grows.", in: "sea", metadata: ["legs": "10"]),
            .of("moth", "A moth circles the LAMPS at night; moths do.", metadata: ["legs": "6"]),
            .of("cafe", "Café society sheds its inhibitions", metadata: ["legs": "2"]),
            .of("hash", "C++ and C# are not C: \"quoted\" 100% foo_bar*", metadata: ["legs": "0"]),
            space: space
        )
        return store
    }

    private func keys(
        _ store: SQLiteStore,
        _ terms: [[String]],
        filter: ItemFilter = .everything,
        limit: Int = 10
    ) async throws -> [String] {
        let hits = try await store.lexicalSearch(
            LexicalQuery(terms: terms),
            filter: filter,
            limit: limit
        )
        let items = try await store.items(withIDs: hits.map(\.id))
        return hits.compactMap { hit in items.first { $0.id == hit.id }?.key.key }
    }

    @Test func `words are stemmed, folded and joined by OR`() async throws {
        let store = try await open()
        #expect(try await keys(store, [["lamp"]]) == ["moth"])
        #expect(try await keys(store, [["cafe"]]) == ["cafe"])
        #expect(try await keys(store, [["shedding"], ["nights"]]).count == 3)
        #expect(try await keys(store, [["shed", "its", "shell"]]) == ["crab"])
        #expect(try await keys(store, [["its", "sheds"]]).isEmpty)
        #expect(try await keys(store, []).isEmpty)
    }

    @Test func `scores fall, ties rise by id, and the limit is kept`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        for position in 0..<5 { try await store.ingest(.of("k\(position)", "same"), space: space) }
        let hits = try await store.lexicalSearch(
            LexicalQuery(terms: [["same"]]),
            filter: .everything,
            limit: 3
        )
        #expect(hits.map(\.id.rawValue) == [1, 2, 3])
        #expect(hits.allSatisfy { $0.score == hits[0].score && $0.snippet == "same" })
    }

    @Test func `filters narrow by collection and every entry`() async throws {
        let store = try await open()
        let all = [["sheds"], ["moth"]]
        #expect(try await keys(store, all, filter: ItemFilter(collections: ["sea"])) == ["crab"])
        #expect(try await keys(store, all, filter: ItemFilter(metadata: ["legs": "6"])) == ["moth"])
        let neither = ItemFilter(collections: ["sea"], metadata: ["legs": "6"])
        #expect(try await keys(store, all, filter: neither).isEmpty)
        let injected = ItemFilter(collections: ["sea') OR TRUE --"])
        #expect(try await keys(store, all, filter: injected).isEmpty)
    }

    @Test func `a snippet is a passage around what matched`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        let filler = (0..<200).map { "word\($0)" }.joined(separator: " ")
        try await store.ingest(.of("a", "\(filler) exuvia \(filler)"), space: space)
        let hits = try await store.lexicalSearch(
            LexicalQuery(terms: [["exuvia"]]),
            filter: .everything,
            limit: 1
        )
        let snippet = try #require(hits.first).snippet
        #expect(snippet.contains("exuvia"))
        #expect(snippet.count < 400)
        #expect(snippet.hasPrefix("…") && snippet.hasSuffix("…"))
    }

    @Test(arguments: [
        "\"", "\"\"", "*", "moth*", "^moth", "NEAR(a b)", "a AND", "OR", "NOT", "-", "+", "(", ")",
        "text:", "{text} : moth", "'", "''", "\\", "%", "_", ";--", "\0", "a\0b", "!?.,", "\u{301}",
        "\u{FEFF}", "🦋", "\u{10FFFF}", "\n",
    ])
    func `nothing in a word is syntax`(word: String) async throws {
        let store = try await open()
        let query = LexicalQuery(terms: [[word], ["moth"], [word, word]])
        let hits = try await store.lexicalSearch(query, filter: .everything, limit: 10)
        #expect(!hits.isEmpty)
        _ = try await keys(store, [[word]])
    }

    @Test func `random text is a valid query`() async throws {
        let store = try await open()
        var random = SplitMix(state: 7)
        for _ in 0..<2_000 {
            let terms = (0...random.next() % 4).map { _ in
                (0...random.next() % 3).map { _ in random.word() }
            }
            let query = LexicalQuery(terms: terms)
            _ = try await store.lexicalSearch(query, filter: .everything, limit: 3)
        }
    }

    @Test func `a query of the longest text is answered`() async throws {
        let store = try await open()
        let words = (0..<10_000).map { ["w\($0)"] } + [["moth"]]
        #expect(try await keys(store, words) == ["moth"])
        let phrase = [(0..<10_000).map { "w\($0)" }]
        #expect(try await keys(store, phrase).isEmpty)
    }
}

/// A seeded generator: https://prng.di.unimi.it/splitmix64.c.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// Of one to six scalars, half of them what a query language may mean.
    mutating func word() -> String {
        let syntax = Array("\"*^()+-:{}',%_ \0ANDORNOTNEAR".unicodeScalars)
        var word = String.UnicodeScalarView()
        for _ in 0...next() % 6 {
            if next().isMultiple(of: 2) {
                word.append(syntax[Int(next() % UInt64(syntax.count))])
            } else if let scalar = Unicode.Scalar(UInt32(next() % 0x11_0000)) {
                word.append(scalar)
            }
        }
        return word.isEmpty ? "x" : String(word)
    }
}

import Knowledge
import Memory

extension StoreConformance {
    static let words: [Case] = [
        Case("an item is found by its words as soon as it is stored") { test in
            try await test.ingest("a", "The heron stands in shallow water")
            try await test.ingest("b", "A kite circles above the field")
            try owe("found", try await test.found([["heron"]]), ["a"])
        },
        Case("a word finds whatever its case and its diacritics") { test in
            try await test.ingest("a", "Ein Café in Zürich")
            try owe("found by CAFE", try await test.found([["CAFE"]]), ["a"])
            try owe("found by zurich", try await test.found([["zurich"]]), ["a"])
            try owe("found by Zürich", try await test.found([["Zürich"]]), ["a"])
        },
        Case("any of the terms finds, and who has more of them comes first") { test in
            try await test.ingest("one", "apple stone river cloud")
            try await test.ingest("two", "apple maple river cloud")
            try await test.ingest("none", "sand stone river cloud")
            try owe("found", try await test.found([["apple"], ["maple"]]), ["two", "one"])
        },
        Case("a phrase finds its words only beside each other") { test in
            try await test.ingest("beside", "the write ahead log grows")
            try await test.ingest("apart", "ahead of the log they write")
            try owe("found", try await test.found([["write", "ahead", "log"]]), ["beside"])
        },
        Case("hits come best first, higher is better, and each has a snippet of its text") { test in
            try await test.ingest("a", "pine oak elm ash")
            try await test.ingest("b", "pine pine oak oak")
            try await test.ingest("c", "elm ash yew fir")
            let query = LexicalQuery(terms: [["pine"], ["oak"]])
            let hits = try await test.store.lexicalSearch(query, filter: .everything, limit: 10)
            try owe("the number of hits", hits.count, 2)
            let sorted = hits.map(\.score).sorted(by: >)
            try owe("the scores", hits.map(\.score), sorted)
            try owe("snippets", hits.allSatisfy { $0.snippet.contains("pine") }, true)
        },
        Case("a search by words keeps to its filter and its limit") { test in
            for number in 0..<4 {
                try await test.ingest("\(number)", "same words", in: number < 3 ? "in" : "out")
            }
            let filter = ItemFilter(collections: ["in"])
            let found = try await test.found([["words"]], filter: filter)
            try owe("found within the filter", Set(found), ["0", "1", "2"])
            let two = try await test.found([["words"]], filter: filter, limit: 2)
            try owe("the number of hits", two.count, 2)
        },
        Case("an edited text is found by its new words and not by its old ones") { test in
            try await test.ingest("a", "a story of whales")
            try await test.ingest("a", "a story of swifts")
            try owe("found by the old word", try await test.found([["whales"]]), [])
            try owe("found by the new word", try await test.found([["swifts"]]), ["a"])
        },
        Case("a deleted item is not found by its words") { test in
            try await test.ingest("a", "a story of whales")
            try await test.delete(["a"])
            let hits = try await test.store.lexicalSearch(
                LexicalQuery(terms: [["whales"]]),
                filter: .everything,
                limit: 10
            )
            try owe("hits", hits, [])
        },
        Case("no text is a syntax error, and terms without a word find nothing") { test in
            try await test.ingest("a", "plain words")
            let texts = [
                "\"", "'", "*", "(", ")", "NEAR(", "AND", "a AND", "text:x", "^x", "-", "--",
                "{x}", "x*", "\\", "%", ";", "\u{0}", "🦋", "\u{301}", "!!!", "",
            ]
            for text in texts {
                _ = try await test.found([[text]])
                _ = try await test.found([[text, "words"], [text]])
            }
            try owe("found by signs", try await test.found([["!!!"], ["***"]]), [])
            try owe("found by no term", try await test.found([]), [])
            try owe("found beside signs", try await test.found([["!!!"], ["words"]]), ["a"])
        },
    ]
}

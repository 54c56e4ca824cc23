import Knowledge
import Testing

@Suite struct `A query by words` {
    @Test(
        arguments: [
            ("", []),
            ("  \t\n ", []),
            ("one", [["one"]]),
            ("one two", [["one"], ["two"]]),
            ("\"one two\"", [["one", "two"]]),
            ("a \"b c\" d", [["a"], ["b", "c"], ["d"]]),
            ("a \"b c", [["a"], ["b", "c"]]),
            ("\"", []),
            ("\"\" \"\"", []),
            ("a\"b c\"d", [["a"], ["b", "c"], ["d"]]),
            ("one one \"one\" One", [["one"], ["One"]]),
            ("NEAR(a) AND -c* col:d ^e", [["NEAR"], ["a"], ["AND"], ["c"], ["col"], ["d"], ["e"]]),
            ("l'été à 5,5 °C", [["l"], ["été"], ["à"], ["5"], ["C"]]),
            ("e\u{301}te\u{301}", [["e\u{301}te\u{301}"]]),
            ("日本語 テスト", [["日本語"], ["テスト"]]),
            ("🦞 -- ; ' \\ \u{0}", []),
        ] as [(String, [[String]])]
    )
    func `is any of its words and phrases`(text: String, terms: [[String]]) {
        #expect(LexicalQuery(parsing: text).terms == terms)
    }

    @Test func `has no empty term, whatever the text`() {
        var state: UInt64 = 42
        let alphabet: [Character] = ["a", "b", " ", "\"", "'", "*", "(", "é", "\u{0}", "🦞", "-"]
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            for term in LexicalQuery(parsing: text).terms {
                #expect(!term.isEmpty)
                #expect(!term.contains { $0.isEmpty || $0.contains("\"") })
            }
        }
    }

    @Test func `takes as many words as the bound and leaves out the next`() {
        let atTheBound = (0..<LexicalQuery.wordsMax).map(String.init)
        let text = atTheBound.joined(separator: " ")
        #expect(LexicalQuery(parsing: text).terms == atTheBound.map { [$0] })
        #expect(LexicalQuery(parsing: text + " one \"and more\"").terms == atTheBound.map { [$0] })
    }
}

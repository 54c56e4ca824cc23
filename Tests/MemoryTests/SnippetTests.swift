import Knowledge
import Testing

@testable import Memory

@Suite struct `A snippet` {
    private let filler = String(repeating: "lorem ipsum ", count: 100)

    @Test func `is the whole of a short text, white space run together`() {
        #expect(passage("  one\n\n two\tthree ", "absent") == "one two three")
        #expect(passage("", "word") == "")
    }

    @Test func `is the start of a long text that holds none of the words`() {
        let snippet = passage(filler, "absent")
        #expect(snippet.hasPrefix("lorem ipsum lorem"))
        #expect(snippet.hasSuffix("\u{2026}"))
        #expect(snippet.count <= Snippet.charactersMax)
    }

    @Test func `is the passage with the most of the words`() {
        let text = filler + "a fox here " + filler + "the Fox and the dog " + filler
        let snippet = passage(text, "fox dog")
        #expect(snippet.contains("the Fox and the dog"))
        #expect(snippet.hasPrefix("\u{2026}"))
        #expect(snippet.hasSuffix("\u{2026}"))
        #expect(snippet.count <= Snippet.charactersMax)
    }

    @Test(arguments: [239, 240, 241, 242])
    func `is cut behind its bound and not before`(characters: Int) {
        let text = String(repeating: "x", count: characters)
        let snippet = passage(text, "absent")
        #expect(snippet.count <= Snippet.charactersMax)
        #expect((snippet == text) == (characters <= Snippet.charactersMax))
    }

    @Test func `never cuts a character in two`() {
        for lead in 0..<8 {
            let text =
                String(repeating: "x", count: lead) + String(repeating: "é🦞", count: 20_000)
            let snippet = passage(text, "absent")
            #expect(!snippet.contains("\u{fffd}"))
            #expect(snippet.count <= Snippet.charactersMax)
        }
        let accents = String(repeating: "été ", count: 200) + "fin " + filler
        #expect(passage(accents, "fin").contains("fin"))
        #expect(!passage(accents, "fin").contains("\u{fffd}"))
    }

    private func passage(_ text: String, _ query: String) -> String {
        Snippet.passage(of: text, for: LexicalQuery(parsing: query))
    }
}

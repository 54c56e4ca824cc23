import Testing

@testable import Spaces

@Suite struct `Cutting a text` {
    private func cutter(_ tokensMax: Int) -> TextCutter {
        TextCutter(tokensMax: tokensMax) { text in
            text.split(whereSeparator: \.isWhitespace).reduce(0) {
                $0 + ($1.unicodeScalars.count + 3) / 4
            }
        }
    }

    /// Words, long words, marks, emoji and spaces of many kinds, from a seed.
    private func text(seed: UInt64) -> String {
        let letters = [
            "a", "b", "é", "e\u{301}", "知", "ไ", "👩‍🚀", "🇩🇪", " ", " ", "\n", "\r\n", "\u{a0}",
        ]
        var generator = SeededGenerator(seed: seed)
        var text = ""
        for _ in 0..<Int.random(in: 1...600, using: &generator) {
            let run = generator.next().isMultiple(of: 50) ? 90 : 1
            let letter = letters.randomElement(using: &generator) ?? "a"
            text += String(repeating: letter, count: run)
        }
        return text
    }

    @Test(arguments: UInt64(1)...200)
    func `gives windows that cover it, each within the bound and begun in the one before`(
        seed: UInt64
    ) throws {
        let text = text(seed: seed)
        let cutter = cutter(Int(seed % 37) + 2)
        let windows = try #require(cutter.windows(of: text, most: 10_000))
        var end = text.startIndex
        var start: String.Index?
        for window in windows {
            #expect(window.text.startIndex <= end)
            if let start { #expect(window.text.startIndex > start) }
            #expect(window.text.endIndex > end)
            #expect(window.tokens <= cutter.tokensMax)
            #expect(window.tokens == cutter.tokens(String(window.text)))
            start = window.text.startIndex
            end = window.text.endIndex
            #expect(String.Index(end, within: text) != nil)
        }
        #expect(end == text.endIndex)
    }

    @Test(arguments: UInt64(1)...50)
    func `gives a beginning that is nearly as long as can be, or ends between words`(
        seed: UInt64
    ) throws {
        let text = text(seed: seed)
        let cutter = cutter(10)
        let piece = try #require(cutter.beginning(of: text[...]))
        guard piece.text.endIndex < text.endIndex else { return }
        let isBetweenWords =
            piece.text.last?.isWhitespace == true || text[piece.text.endIndex].isWhitespace
        let longer = text[..<text.index(after: piece.text.endIndex)]
        #expect(isBetweenWords || cutter.tokens(String(longer)) > 10)
    }

    @Test func `cuts a character that is too long between its scalars`() throws {
        let text = "a" + String(repeating: "\u{301}", count: 300)
        let piece = try #require(cutter(20).beginning(of: text[...]))
        #expect(piece.text.unicodeScalars.count == 80)
        #expect(cutter(1).windows(of: text, most: 100)?.last?.text.endIndex == text.endIndex)
    }

    @Test func `gives up where not even one scalar is within the bound`() {
        let cutter = TextCutter(tokensMax: 1) { $0.isEmpty ? 0 : 2 }
        #expect(cutter.beginning(of: "abc") == nil)
        #expect(cutter.windows(of: "abc", most: 10) == nil)
    }

    @Test func `gives up at one window more than the most`() {
        let cutter = cutter(1)
        #expect(cutter.windows(of: "a b c", most: 3)?.map(\.text) == ["a ", "b ", "c"])
        #expect(cutter.windows(of: "a b c", most: 2) == nil)
    }

    @Test func `hands out no piece past the bound where counts do not grow evenly`() throws {
        // Between 40 and 60 bytes it counts too few, as a tokenizer that found a long word.
        let cutter = TextCutter(tokensMax: 10) { text in
            (40...60).contains(text.utf8.count) ? 5 : text.utf8.count
        }
        let text = String(repeating: "x", count: 500)
        let windows = try #require(cutter.windows(of: text, most: 100))
        #expect(windows.allSatisfy { cutter.tokens(String($0.text)) <= 10 })
        #expect(windows.last?.text.endIndex == text.endIndex)
    }
}

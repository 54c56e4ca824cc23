import Testing

@testable import moult

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("äe\u{0301}", 2), ("日本", 4), ("한", 2), ("ｶ", 1), ("Ａ", 2), ("🙂", 2),
        ("❤\u{FE0F}", 2), ("👩\u{200D}👩\u{200D}👧", 2), ("—…", 2), ("\u{200B}", 0), ("", 0),
    ])
    func `texts take the columns that a terminal gives them`(text: String, columns: Int) {
        #expect(text.columns == columns)
    }

    @Test func `a text at the limit is whole, one past it ends in an ellipsis`() {
        #expect("12345".truncated(toColumns: 5) == "12345")
        #expect("123456".truncated(toColumns: 5) == "1234…")
        #expect("日本語".truncated(toColumns: 5) == "日本…")
        #expect("日本語".truncated(toColumns: 4) == "日…")
        #expect("ab".truncated(toColumns: 1) == "…")
        #expect("ab".truncated(toColumns: 0) == "")
    }

    @Test func `padding counts columns, not characters`() {
        #expect("日".padded(toColumns: 4) == "日  ")
        #expect("日".padded(toColumns: 4, .right) == "  日")
    }

    @Test func `nothing that a terminal obeys is left in a text on one line`() {
        #expect("a\n\tb \u{1B}[31mc\u{07}\u{9B}d".onOneLine == "a b [31mcd")
    }

    @Test func `a text that is cut at its start keeps its end`() {
        #expect("docs/page.md#7".truncatedAtStart(toColumns: 6) == "….md#7")
        #expect("short".truncatedAtStart(toColumns: 5) == "short")
        #expect("日本語".truncatedAtStart(toColumns: 4) == "…語")
        #expect("abc".truncatedAtStart(toColumns: 0) == "")
    }

    @Test func `what paints a text takes no columns`() {
        #expect("\u{1B}[1;31mab\u{1B}[0mc".visibleColumns == 3)
    }
}

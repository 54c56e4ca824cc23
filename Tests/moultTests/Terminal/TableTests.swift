import Testing

@testable import moult

@Suite struct TableTests {
    private func table(_ rows: [[String]]) -> Table {
        var table = Table([
            Table.Column(title: "key", isFlexible: true),
            Table.Column(title: "score", alignment: .right),
            Table.Column(title: "snippet", isFlexible: true),
        ])
        for row in rows { table.add(row) }
        return table
    }

    private func terminal(_ columns: Int) -> Terminal {
        Terminal(isTerminal: true, windowColumns: columns, environment: ["NO_COLOR": "1"])
    }

    @Test func `columns are as wide as what stands in them`() {
        let lines = table([["日本", "0.9", "first"], ["b", "12.25", ""]]).lines(on: terminal(80))
        #expect(lines == ["key   score  snippet", "日本    0.9  first", "b     12.25"])
    }

    @Test func `in a narrow terminal the last flexible column gives way first`() {
        let row = ["docs/architecture.md", "0.9", "a long snippet of a text"]
        let lines = table([row]).lines(on: terminal(40))
        #expect(lines[1] == "docs/architecture.md    0.9  a long sni…")
        #expect(lines[1].columns == 40)
        let narrower = table([row]).lines(on: terminal(30))
        #expect(narrower[1] == "docs/archite…    0.9  a long …")
    }

    @Test func `in a pipe a row is a line with tabs, whole and without titles`() {
        let long = String(repeating: "x", count: 200)
        #expect(table([["a\tb", long]]).lines(on: .pipe) == ["a b\t\(long)\t"])
    }
}

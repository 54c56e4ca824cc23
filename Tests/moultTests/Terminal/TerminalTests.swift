import Testing

@testable import moult

@Suite struct TerminalTests {
    private func terminal(
        _ environment: [String: String] = [:],
        columns: Int? = 100
    ) -> Terminal {
        Terminal(isTerminal: true, windowColumns: columns, environment: environment)
    }

    @Test func `a terminal is painted, a pipe is not`() {
        #expect(terminal().painted("a", .red) == "\u{1B}[31ma\u{1B}[0m")
        #expect(Terminal.pipe.painted("a", .red) == "a")
        let pipe = Terminal(isTerminal: false, windowColumns: 100, environment: [:])
        #expect(!pipe.hasColours)
    }

    @Test func `NO_COLOR with any value and a dumb terminal refuse colours`() {
        #expect(!terminal(["NO_COLOR": "0"]).hasColours)
        #expect(terminal(["NO_COLOR": ""]).hasColours)
        #expect(!terminal(["TERM": "dumb"]).hasColours)
    }

    @Test func `the width is the window's, else the environment's, else the usual one`() {
        #expect(terminal(["COLUMNS": "60"]).columns == 100)
        #expect(terminal(["COLUMNS": "60"], columns: 0).columns == 60)
        #expect(terminal(["COLUMNS": "-1"], columns: nil).columns == 80)
    }
}

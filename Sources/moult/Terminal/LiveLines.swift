/// Lines at the bottom of a terminal that are drawn again in place.
///
/// Each refresh is one text for one write: nothing is seen half drawn. A terminal that was made
/// narrower since has wrapped what was drawn before; told its width, a refresh begins where that
/// now begins.
struct LiveLines: Hashable, Sendable {
    /// The columns of each line on the terminal, the cursor behind the last.
    private var shown: [Int] = []

    private static let clearBehind = "\u{1B}[K"
    private static let clearBelow = "\u{1B}[J"

    /// Draws `lines`, each of which must fit the terminal's width, over the ones before.
    ///
    /// `columns` is the terminal's width now; nil: it has not changed.
    mutating func refresh(_ lines: [String], columns: Int? = nil) -> String {
        let rows = rows(within: columns)
        let text = lines.map { $0 + Self.clearBehind }.joined(separator: "\n")
        defer { shown = lines.map(\.visibleColumns) }
        return toFirst(of: rows) + text + (lines.count < rows ? Self.clearBelow : "")
    }

    /// Writes `line` above the live ones, where it stays.
    mutating func printAbove(_ line: String, live lines: [String], columns: Int? = nil) -> String {
        let above = toFirst(of: rows(within: columns)) + Self.clearBelow + line + "\n"
        shown = []
        return above + refresh(lines)
    }

    /// Takes what is shown away, and leaves the cursor where it began.
    mutating func clear(columns: Int? = nil) -> String {
        defer { shown = [] }
        return shown.isEmpty ? "" : toFirst(of: rows(within: columns)) + Self.clearBelow
    }

    /// Leaves what is shown where it is, and the cursor below it.
    mutating func end() -> String {
        defer { shown = [] }
        return shown.isEmpty ? "" : "\n"
    }

    /// The rows of the terminal that what is shown takes, wrapped at `columns`.
    private func rows(within columns: Int?) -> Int {
        guard let columns, columns > 0 else { return shown.count }
        return shown.reduce(0) { $0 + max(1, ($1 + columns - 1) / columns) }
    }

    private func toFirst(of rows: Int) -> String {
        switch rows {
        case 0: ""
        case 1: "\r"
        default: "\r\u{1B}[\(rows - 1)A"
        }
    }
}

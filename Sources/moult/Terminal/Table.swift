/// Rows under headings, as wide as what stands in them.
struct Table: Sendable {
    enum Alignment: Hashable, Sendable {
        case left
        case right
    }

    struct Column: Hashable, Sendable {
        let title: String
        var alignment = Alignment.left
        /// Gives way when the terminal is too narrow.
        var isFlexible = false
    }

    static let gap = "  "
    /// A flexible column never gets narrower.
    static let flexibleColumnsMin = 8

    let columns: [Column]
    private(set) var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Cells beyond the last column are left out, missing ones are empty.
    mutating func add(_ cells: [String]) {
        let missing = Array(repeating: "", count: max(0, columns.count - cells.count))
        rows.append((cells + missing).prefix(columns.count).map(\.onOneLine))
    }

    /// The table as it is printed.
    ///
    /// On a terminal: the titles, then the rows, as wide as it at most. In a pipe, for programs:
    /// a line for each row, whole, with tabs between its cells, and no titles.
    func lines(on terminal: Terminal) -> [String] {
        guard terminal.isTerminal else { return rows.map { $0.joined(separator: "\t") } }
        let widths = widths(within: terminal.columns)
        let head = line(columns.map(\.title), widths)
        return [terminal.painted(head, .bold)] + rows.map { line($0, widths) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(zip(cells, widths), columns).map { cell, column in
            cell.0.truncated(toColumns: cell.1).padded(toColumns: cell.1, column.alignment)
        }
        return String(padded.joined(separator: Self.gap).reversed().drop { $0 == " " }.reversed())
    }

    private func widths(within limit: Int) -> [Int] {
        var widths = columns.indices.map { index in
            rows.map { $0[index].columns }.reduce(columns[index].title.columns, max)
        }
        let gaps = Self.gap.columns * max(0, columns.count - 1)
        var excess = widths.reduce(gaps, +) - limit
        // The last one first: what comes first says most.
        for index in columns.indices.reversed() where columns[index].isFlexible && excess > 0 {
            let cut = min(excess, max(0, widths[index] - Self.flexibleColumnsMin))
            widths[index] -= cut
            excess -= cut
        }
        return widths
    }
}

/// Lines at the bottom of a terminal that are drawn again in place.
///
/// Each refresh is one text for one write: nothing is seen half drawn.
struct LiveLines: Hashable, Sendable {
    /// On the terminal, the cursor behind the last.
    private var shown = 0

    private static let clearBehind = "\u{1B}[K"
    private static let clearBelow = "\u{1B}[J"

    /// Draws `lines`, each of which must fit the terminal's width, over the ones before.
    mutating func refresh(_ lines: [String]) -> String {
        let text = lines.map { $0 + Self.clearBehind }.joined(separator: "\n")
        defer { shown = lines.count }
        return toFirstLine + text + (lines.count < shown ? Self.clearBelow : "")
    }

    /// Writes `line` above the live ones, where it stays.
    mutating func printAbove(_ line: String, live lines: [String]) -> String {
        let above = toFirstLine + Self.clearBelow + line + "\n"
        shown = 0
        return above + refresh(lines)
    }

    /// Leaves what is shown where it is, and the cursor below it.
    mutating func end() -> String {
        defer { shown = 0 }
        return shown > 0 ? "\n" : ""
    }

    private var toFirstLine: String {
        switch shown {
        case 0: ""
        case 1: "\r"
        default: "\r\u{1B}[\(shown - 1)A"
        }
    }
}

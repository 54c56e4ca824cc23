/// What a text is made of, seen line by line.
enum Block: Hashable, Sendable {
    /// `level` is 1 to 6.
    case heading(level: Int, title: String)
    /// Lines up to an empty one: prose, a list, a table, a quotation.
    case paragraph(String)
    /// With its fences, if it has them.
    case code(String)
}

/// Cuts a text into blocks.
///
/// A line goes in, finished blocks pile up. Knows as much of CommonMark as it takes to find headings and to leave code whole.
struct BlockReader {
    /// What `lines` are the beginning of.
    private enum State {
        /// Of nothing: there are none.
        case between
        /// At least one; until an empty line, a heading or a fence.
        case paragraph
        /// The opening fence at least; until a line of as many marks, or the end of the text.
        case code(Fence)
    }

    private struct Fence {
        let mark: Character
        let count: Int
    }

    private let markup: Markup
    private var state = State.between
    private var lines: [Substring] = []
    private var blocks: [Block] = []

    static func blocks(of lines: some Sequence<Substring>, markup: Markup) -> [Block] {
        var reader = BlockReader(markup: markup)
        for line in lines { reader.take(line) }
        reader.finish()
        return reader.blocks
    }

    private init(markup: Markup) {
        self.markup = markup
    }

    private mutating func take(_ line: Substring) {
        switch state {
        case .between: takeFirst(line)
        case .paragraph: takeFurther(line)
        case .code(let fence): takeCode(line, fence)
        }
    }

    private mutating func takeFirst(_ line: Substring) {
        if line.isBlank { return }
        if markup == .markdown, let heading = Self.heading(line) {
            blocks.append(heading)
            return
        }
        let fence = markup == .markdown ? Self.openingFence(line) : nil
        state = fence.map { .code($0) } ?? .paragraph
        lines.append(line)
    }

    private mutating func takeFurther(_ line: Substring) {
        if Self.canBeTitle(lines), let level = Self.underlineLevel(line) {
            let title = lines.map { String($0.trimmed) }.joined(separator: " ")
            blocks.append(.heading(level: level, title: title))
            state = .between
            lines = []
        } else if line.isBlank || markup == .markdown && Self.interrupts(line) {
            finish()
            takeFirst(line)
        } else {
            lines.append(line)
        }
    }

    private mutating func takeCode(_ line: Substring, _ fence: Fence) {
        lines.append(line)
        let marks = line.trimmed
        if marks.count >= fence.count, marks.allSatisfy({ $0 == fence.mark }) { finish() }
    }

    private mutating func finish() {
        switch state {
        case .between: break
        case .paragraph: blocks.append(.paragraph(lines.joined(separator: "\n")))
        case .code: blocks.append(.code(lines.joined(separator: "\n")))
        }
        state = .between
        lines = []
    }

    private static func interrupts(_ line: Substring) -> Bool {
        openingFence(line) != nil || heading(line) != nil
    }

    /// Three or more backticks or tildes, indented by at most three spaces.
    private static func openingFence(_ line: Substring) -> Fence? {
        guard let rest = line.unindented, let mark = rest.first, "`~".contains(mark) else {
            return nil
        }
        let count = rest.prefix { $0 == mark }.count
        // Behind backticks another one makes it code within a line.
        let isInline = mark == "`" && rest.dropFirst(count).contains("`")
        return count >= 3 && !isInline ? Fence(mark: mark, count: count) : nil
    }

    /// One to six "#" and a space; those that close it are no part of the title.
    private static func heading(_ line: Substring) -> Block? {
        guard let rest = line.unindented else { return nil }
        let level = rest.prefix { $0 == "#" }.count
        let title = rest.dropFirst(level)
        guard (1...6).contains(level), title.first.map(\.isWhitespace) ?? true else { return nil }
        let closed = title.trimmed
        let opened = Substring(closed.reversed().drop { $0 == "#" }.reversed())
        let isClosing = opened.isEmpty || opened.last?.isWhitespace == true
        return .heading(level: level, title: String((isClosing ? opened : closed).trimmed))
    }

    private static func underlineLevel(_ line: Substring) -> Int? {
        guard let marks = line.unindented?.trimmed, marks.count >= 3 else { return nil }
        if marks.allSatisfy({ $0 == "=" }) { return 1 }
        return marks.allSatisfy { $0 == "-" } ? 2 : nil
    }

    /// Below a list, a quotation or a table, dashes are a rule; a title is short.
    private static func canBeTitle(_ lines: [Substring]) -> Bool {
        guard lines.count <= 2, let first = lines.first?.unindented?.first else { return false }
        return !"->*+|".contains(first)
    }
}

extension Substring {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    var trimmed: Substring {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return head.prefix(0) }
        return head[...last]
    }

    /// Without up to three leading spaces; nil: there are more, which makes it code.
    fileprivate var unindented: Substring? {
        let rest = drop { $0 == " " }
        return distance(from: startIndex, to: rest.startIndex) <= 3 ? rest : nil
    }
}

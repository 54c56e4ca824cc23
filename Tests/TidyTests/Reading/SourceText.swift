/// A text taken apart into code, comments, string literals and names in backticks.
///
/// Each part has all lines of the text, with what belongs to the other parts blanked out, so that
/// a rule can look at one part and still name the line. Understands Swift, and C as far as it
/// looks the same. Regex literals are read as code: a rule's file is free to avoid them.
struct SourceText {
    let code: [String]
    let comments: [String]
    let strings: [String]
    let backticked: [String]

    init(_ text: String) {
        var splitter = SourceSplitter(Array(text.utf8))
        splitter.split()
        code = Self.lines(splitter.code)
        comments = Self.lines(splitter.comments)
        strings = Self.lines(splitter.strings)
        backticked = Self.lines(splitter.backticked)
    }

    static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Walks a text once and copies each byte to the part that it belongs to.
private struct SourceSplitter {
    private enum Mode {
        var part: Part {
            switch self {
            case .code: .code
            case .lineComment, .blockComment: .comments
            case .string: .strings
            case .backticks: .backticked
            }
        }

        /// Ends the interpolation around it when its parentheses close; nil: not in one.
        case code(openParentheses: Int?)
        case lineComment
        case blockComment(depth: Int)
        case string(hashes: Int, isMultiline: Bool)
        case backticks
    }

    private enum Part {
        case code
        case comments
        case strings
        case backticked
    }

    private let bytes: [UInt8]
    private var position = 0
    /// The innermost last; never empty.
    private var modes: [Mode] = [.code(openParentheses: nil)]
    private(set) var code: [UInt8] = []
    private(set) var comments: [UInt8] = []
    private(set) var strings: [UInt8] = []
    private(set) var backticked: [UInt8] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func split() {
        while position < bytes.count {
            takePlain(as: modes[modes.count - 1].part)
            guard position < bytes.count else { return }
            switch modes[modes.count - 1] {
            case .code(let openParentheses): stepCode(openParentheses)
            case .lineComment: stepLineComment()
            case .blockComment(let depth): stepBlockComment(depth)
            case .string(let hashes, let isMultiline): stepString(hashes, isMultiline)
            case .backticks: stepBackticks()
            }
        }
    }

    private mutating func stepCode(_ openParentheses: Int?) {
        if starts("//") {
            modes.append(.lineComment)
            take(2, as: .comments)
        } else if starts("/*") {
            modes.append(.blockComment(depth: 1))
            take(2, as: .comments)
        } else if let opening = openingQuote() {
            modes.append(.string(hashes: opening.hashes, isMultiline: opening.isMultiline))
            take(opening.length, as: .code)
        } else if starts("`") {
            modes.append(.backticks)
            take(1, as: .code)
        } else if starts("'\"'") {
            take(3, as: .code)
        } else {
            countParentheses(openParentheses)
            take(1, as: .code)
        }
    }

    private mutating func countParentheses(_ openParentheses: Int?) {
        guard let open = openParentheses else { return }
        switch bytes[position] {
        case UInt8(ascii: "("): modes[modes.count - 1] = .code(openParentheses: open + 1)
        case UInt8(ascii: ")") where open == 1: modes.removeLast()
        case UInt8(ascii: ")"): modes[modes.count - 1] = .code(openParentheses: open - 1)
        default: break
        }
    }

    private mutating func stepLineComment() {
        if bytes[position] == UInt8(ascii: "\n") { modes.removeLast() }
        take(1, as: .comments)
    }

    private mutating func stepBlockComment(_ depth: Int) {
        if starts("/*") {
            modes[modes.count - 1] = .blockComment(depth: depth + 1)
            take(2, as: .comments)
        } else if starts("*/") {
            modes.removeLast()
            if depth > 1 { modes.append(.blockComment(depth: depth - 1)) }
            take(2, as: .comments)
        } else {
            take(1, as: .comments)
        }
    }

    private mutating func stepString(_ hashes: Int, _ isMultiline: Bool) {
        let fence = String(repeating: "#", count: hashes)
        let closing = (isMultiline ? "\"\"\"" : "\"") + fence
        if starts("\\" + fence + "(") {
            take(1 + hashes, as: .strings)
            modes.append(.code(openParentheses: 1))
            take(1, as: .code)
        } else if starts("\\" + fence) {
            take(2 + hashes, as: .strings)
        } else if starts(closing) {
            modes.removeLast()
            take(closing.utf8.count, as: .code)
        } else {
            // A literal of one line ends with it: what was misread stays within a line.
            if !isMultiline, bytes[position] == UInt8(ascii: "\n") { modes.removeLast() }
            take(1, as: .strings)
        }
    }

    private mutating func stepBackticks() {
        let isEnd = starts("`") || starts("\n")
        if isEnd { modes.removeLast() }
        take(1, as: isEnd ? .code : .backticked)
    }

    /// The delimiter of a string literal that begins here.
    private func openingQuote() -> (hashes: Int, isMultiline: Bool, length: Int)? {
        let rest = bytes[position...]
        let hashes = rest.prefix { $0 == UInt8(ascii: "#") }.count
        let quotes = rest.dropFirst(hashes).prefix(3).prefix { $0 == UInt8(ascii: "\"") }.count
        switch quotes {
        case 0: return nil
        case 3: return (hashes, true, hashes + 3)
        default: return (hashes, false, hashes + 1)
        }
    }

    private func starts(_ text: String) -> Bool {
        bytes[position...].starts(with: text.utf8)
    }

    private mutating func take(_ count: Int, as part: Part) {
        for byte in bytes[position...].prefix(count) {
            let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
            code.append(part == .code ? byte : blank)
            comments.append(part == .comments ? byte : blank)
            strings.append(part == .strings ? byte : blank)
            backticked.append(part == .backticked ? byte : blank)
        }
        position += count
    }

    /// What no mode looks at, in one go: most of a text.
    private mutating func takePlain(as part: Part) {
        var end = position
        while end < bytes.count, !Self.isSpecial[Int(bytes[end])] { end += 1 }
        let run = bytes[position..<end]
        let blanks = repeatElement(UInt8(ascii: " "), count: run.count)
        if part == .code { code += run } else { code += blanks }
        if part == .comments { comments += run } else { comments += blanks }
        if part == .strings { strings += run } else { strings += blanks }
        if part == .backticked { backticked += run } else { backticked += blanks }
        position = end
    }

    private static let isSpecial: [Bool] = (0...255).map { "\n/*\"#`'()\\".utf8.contains($0) }
}

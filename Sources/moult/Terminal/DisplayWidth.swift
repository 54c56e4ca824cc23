/// How many columns texts take on a terminal.
///
/// Wide are the characters that Unicode's EastAsianWidth.txt calls W or F, and emoji. A terminal has
/// the last word; these are what the common ones do.
extension Character {
    var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.isZeroWidth { return 0 }
        let isEmoji = first.properties.isEmojiPresentation
        let isMadeEmoji = unicodeScalars.contains { $0 == "\u{FE0F}" }
        return isEmoji || isMadeEmoji || first.isWide ? 2 : 1
    }
}

extension StringProtocol {
    var columns: Int { reduce(0) { $0 + $1.columns } }

    /// The columns of a text that is painted: its SGR sequences ("ESC [ … m") take none.
    var visibleColumns: Int {
        var columns = 0
        var isSequence = false
        for character in self {
            if character == "\u{1B}" {
                isSequence = true
            } else if isSequence {
                isSequence = character != "m"
            } else {
                columns += character.columns
            }
        }
        return columns
    }

    /// The text, or as much of its beginning as leaves room for "…" in `limit` columns.
    func truncated(toColumns limit: Int) -> String {
        guard columns > limit else { return String(self) }
        guard limit > 0 else { return "" }
        var room = limit - 1
        let head = prefix { character in
            room -= character.columns
            return room >= 0
        }
        return String(head) + "…"
    }

    /// The text, or as much of its end as leaves room for "…" in `limit` columns.
    func truncatedAtStart(toColumns limit: Int) -> String {
        guard columns > limit else { return String(self) }
        guard limit > 0 else { return "" }
        var room = limit - 1
        var start = endIndex
        while start > startIndex {
            room -= self[index(before: start)].columns
            if room < 0 { break }
            start = index(before: start)
        }
        return "…" + self[start...]
    }

    func padded(toColumns width: Int, _ alignment: Table.Alignment = .left) -> String {
        let padding = String(repeating: " ", count: Swift.max(0, width - columns))
        switch alignment {
        case .left: return String(self) + padding
        case .right: return padding + String(self)
        }
    }

    /// On one line, and with nothing in it that a terminal obeys.
    var onOneLine: String {
        let words = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return String(String.UnicodeScalarView(words.unicodeScalars.filter { !$0.isControl }))
    }
}

extension Unicode.Scalar {
    private var category: Unicode.GeneralCategory { properties.generalCategory }

    fileprivate var isControl: Bool { category == .control }

    fileprivate var isZeroWidth: Bool {
        switch category {
        case .nonspacingMark, .enclosingMark, .format, .control: true
        default: false
        }
    }

    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1_7000...0x1_8AFF,
            0x1_B000...0x1_B2FF, 0x1_F200...0x1_F2FF, 0x2_0000...0x3_FFFD:
            true
        default: false
        }
    }
}

/// Takes a text that is too long apart where it hurts least.
enum LongText {
    /// Where a text may be cut; each falls back to the next.
    enum Seam {
        case sentences
        case lines
        case words
        /// Between any two characters.
        case characters
    }

    /// `text` itself while it is within the limit; otherwise pieces of about the target length.
    static func pieces(of text: String, at seam: Seam, _ limits: PassageLimits) -> [String] {
        guard text.unicodeScalars.count > limits.lengthMax else { return [text] }
        var pieces: [String] = []
        var current = ""
        var length = 0
        func close() {
            // Code keeps its indentation.
            let isCode = seam == .lines
            let piece = isCode ? current[...].droppingLastNewline : current[...].trimmed
            if !piece.isBlank { pieces.append(String(piece)) }
            current = ""
            length = 0
        }
        for part in parts(of: text, at: seam) {
            let partLength = part.unicodeScalars.count
            if length + partLength > limits.lengthTarget { close() }
            if let finer = seam.finer, partLength > limits.lengthMax {
                pieces += Self.pieces(of: String(part), at: finer, limits)
            } else {
                current += part
                length += partLength
            }
        }
        close()
        return pieces
    }

    /// Each part holds what ends it, so that together they are the text.
    private static func parts(of text: String, at seam: Seam) -> [Substring] {
        switch seam {
        case .sentences: parts(of: text, endingAt: isSentenceEnd)
        case .lines: parts(of: text) { text, index in text[index] == "\n" }
        case .words: parts(of: text) { text, index in text[index].isWhitespace }
        case .characters: parts(of: text) { _, _ in true }
        }
    }

    private static func parts(
        of text: String,
        endingAt isEnd: (String, String.Index) -> Bool
    ) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        for index in text.indices where isEnd(text, index) {
            let next = text.index(after: index)
            parts.append(text[start..<next])
            start = next
        }
        if start < text.endIndex { parts.append(text[start...]) }
        return parts
    }

    /// The space behind a full stop, or a full stop of a script that has no space.
    private static func isSentenceEnd(_ text: String, _ index: String.Index) -> Bool {
        let character = text[index]
        if "。！？".contains(character) { return true }
        guard character.isWhitespace, index > text.startIndex else { return false }
        return ".!?".contains(text[text.index(before: index)])
    }
}

extension Substring {
    fileprivate var droppingLastNewline: Substring { last == "\n" ? dropLast() : self }
}

extension LongText.Seam {
    fileprivate var finer: Self? {
        switch self {
        case .sentences, .lines: .words
        case .words: .characters
        case .characters: nil
        }
    }
}

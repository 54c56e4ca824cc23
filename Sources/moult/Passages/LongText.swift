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
        case .lines: parts(of: text) { _, scalar in scalar == "\n" }
        case .words: parts(of: text) { _, scalar in scalar.isSpace }
        case .characters: text.indices.map { text[$0...$0] }
        }
    }

    /// `isEnd` is asked for each scalar, with the one before it.
    private static func parts(
        of text: String,
        endingAt isEnd: (Unicode.Scalar?, Unicode.Scalar) -> Bool
    ) -> [Substring] {
        let scalars = text.unicodeScalars
        var parts: [Substring] = []
        var start = scalars.startIndex
        var index = start
        var previous: Unicode.Scalar?
        while index < scalars.endIndex {
            let scalar = scalars[index]
            scalars.formIndex(after: &index)
            if isEnd(previous, scalar) {
                parts.append(text[start..<index])
                start = index
            }
            previous = scalar
        }
        if start < index { parts.append(text[start...]) }
        return parts
    }

    /// The space behind a full stop, or a full stop of a script that has no space.
    private static func isSentenceEnd(
        behind previous: Unicode.Scalar?,
        _ scalar: Unicode.Scalar
    ) -> Bool {
        switch scalar {
        case "。", "！", "？": true
        default: scalar.isSpace && (previous == "." || previous == "!" || previous == "?")
        }
    }
}

extension Unicode.Scalar {
    /// Without the property's look-up for ASCII, in which splitting spent most of its time.
    fileprivate var isSpace: Bool {
        isASCII ? self == " " || ("\t"..."\r").contains(self) : properties.isWhitespace
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

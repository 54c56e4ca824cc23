/// Cuts texts into pieces that a model takes in whole.
///
/// It asks only how many tokens a piece has, which need not be exact, nor grow evenly with the
/// piece: no piece is handed out that was not counted.
struct TextCutter {
    /// Of a piece: at least 1.
    let tokensMax: Int
    let tokens: (String) -> Int

    /// A piece of a text, and its tokens.
    struct Piece {
        let text: Substring
        let tokens: Int
    }

    /// Bytes for each token that are tried first; doubled until they are too many.
    private static let bytesPerTokenFirst = 4
    /// A piece may fall short of the longest by one byte in so many, which saves counting.
    private static let precision = 64
    /// A piece gives up at most one byte in so many to end between words.
    private static let wordShare = 4
    /// Of a window one byte in so many is in the next one too.
    private static let overlapShare = 10
    /// Bytes of one character; a longer one is cut between its scalars.
    private static let characterBytesMax = 64

    init(tokensMax: Int, tokens: @escaping (String) -> Int) {
        self.tokensMax = max(1, tokensMax)
        self.tokens = tokens
    }

    /// A long beginning of `text` that is within the bound; it ends between words where it can,
    /// between characters otherwise.
    ///
    /// - Returns: nil if not even the first scalar is within the bound, or `text` is empty.
    func beginning(of text: Substring) -> Piece? {
        let bytes = text.utf8.count
        var fitting: Piece?
        var fittingBytes = 0
        // As long as nothing was too long, it is one past the end.
        var tooManyBytes = bytes + 1
        var tried = min(bytes, tokensMax * Self.bytesPerTokenFirst)
        while tooManyBytes - fittingBytes > max(1, fittingBytes / Self.precision) {
            if let piece = piece(cut(text, atMostBytes: tried)) {
                fitting = piece
                fittingBytes = tried
            } else {
                tooManyBytes = tried
            }
            tried =
                tooManyBytes > bytes
                ? min(bytes, 2 * tried) : fittingBytes + (tooManyBytes - fittingBytes) / 2
        }
        guard let fitting, !fitting.text.isEmpty else { return nil }
        return endingBetweenWords(fitting, in: text)
    }

    /// Pieces that cover `text`, each beginning in the end of the one before it.
    ///
    /// - Returns: nil if it takes more than `most`, or a piece cannot be had.
    func windows(of text: String, most: Int) -> [Piece]? {
        var windows: [Piece] = []
        var rest = text[...]
        while windows.count < most {
            guard let window = beginning(of: rest) else { return nil }
            windows.append(window)
            guard window.text.endIndex < text.endIndex else { return windows }
            rest = text[startBehind(window)...]
        }
        return nil
    }

    /// nil: it is not within the bound.
    private func piece(_ text: Substring) -> Piece? {
        let tokens = tokens(String(text))
        return tokens <= tokensMax ? Piece(text: text, tokens: tokens) : nil
    }

    /// As much of `text`, ending between characters, or at least between scalars.
    private func cut(_ text: Substring, atMostBytes bytes: Int) -> Substring {
        guard bytes < text.utf8.count else { return text }
        let end = text.utf8.index(text.startIndex, offsetBy: bytes)
        var boundary = end
        for _ in 0..<min(bytes, Self.characterBytesMax) {
            if String.Index(boundary, within: text) != nil { return text[..<boundary] }
            boundary = text.utf8.index(before: boundary)
        }
        boundary = end
        while boundary > text.startIndex, Self.isContinuation(text.utf8[boundary]) {
            boundary = text.utf8.index(before: boundary)
        }
        return text[..<boundary]
    }

    /// Of UTF-8: a byte that no scalar begins with.
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }

    private func endingBetweenWords(_ piece: Piece, in text: Substring) -> Piece {
        let end = piece.text.endIndex
        guard end < text.endIndex, !text[end].isWhitespace,
            let gap = piece.text.lastIndex(where: \.isWhitespace)
        else { return piece }
        let shorter = text[...gap]
        let kept = shorter.utf8.count
        let bytes = piece.text.utf8.count
        guard bytes - kept <= bytes / Self.wordShare else { return piece }
        return self.piece(shorter) ?? piece
    }

    /// In the last tenth of `window`, or at the beginning of the word there if that is in the last
    /// fifth.
    private func startBehind(_ window: Piece) -> String.Index {
        let text = window.text
        let bytes = text.utf8.count
        let share = bytes / Self.overlapShare
        let start = cut(text, atMostBytes: bytes - share).endIndex
        guard start > text.startIndex, start < text.endIndex else { return text.endIndex }
        let earliest = cut(text, atMostBytes: bytes - 2 * share).endIndex
        guard let gap = text[earliest..<start].lastIndex(where: \.isWhitespace) else {
            return start
        }
        return text.index(after: gap)
    }
}

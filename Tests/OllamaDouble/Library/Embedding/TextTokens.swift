/// A text as a tokenizer would cut it: a word is a token for each six letters, a sign is one.
struct TextTokens {
    /// What a tokenizer puts before and behind a text to embed.
    static let specials = 2
    private static let lettersMax = 6

    /// Where each token ends, in bytes of UTF-8.
    private var ends: [Int] = []
    private let text: String

    init(_ text: String) {
        self.text = text
        var letters = 0
        var end = 0
        for byte in text.utf8 {
            end += 1
            switch ByteKind(byte) {
            case .space: letters = 0
            case .sign:
                letters = 0
                ends.append(end)
            case .letter:
                letters += 1
                if letters % Self.lettersMax == 1 { ends.append(end) } else { extend(to: end) }
            case .continuation: extend(to: end)
            }
        }
    }

    var count: Int { ends.count }

    /// The text of the first `count` tokens.
    func prefix(_ count: Int) -> String {
        guard count < ends.count else { return text }
        return count > 0 ? String(decoding: text.utf8.prefix(ends[count - 1]), as: UTF8.self) : ""
    }

    private mutating func extend(to end: Int) {
        guard !ends.isEmpty else { return }
        ends[ends.count - 1] = end
    }
}

/// What a byte of UTF-8 is to one who looks for words; what is not ASCII counts as letters.
enum ByteKind {
    case space
    case sign
    case letter
    /// Of a letter of several bytes, all but the first.
    case continuation

    init(_ byte: UInt8) {
        switch byte {
        case 0...0x20, 0x7F: self = .space
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC0...0xFF:
            self = .letter
        case 0x80...0xBF: self = .continuation
        default: self = .sign
        }
    }
}

/// A text as a tokenizer would cut it: a word is a token for each six letters, a sign is one.
struct TextTokens {
    /// What a tokenizer puts before and behind a text to embed.
    static let specials = 2
    private static let lettersMax = 6

    /// Where each token ends.
    private let ends: [String.Index]
    private let text: String

    init(_ text: String) {
        self.text = text
        var ends: [String.Index] = []
        var letters = 0
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            index = text.index(after: index)
            if character.isLetter || character.isNumber {
                letters += 1
                if letters % Self.lettersMax == 1 {
                    ends.append(index)
                } else {
                    ends.extendLast(to: index)
                }
            } else {
                letters = 0
                if !character.isWhitespace { ends.append(index) }
            }
        }
        self.ends = ends
    }

    var count: Int { ends.count }

    /// The text of the first `count` tokens.
    func prefix(_ count: Int) -> String {
        guard count < ends.count else { return text }
        return count > 0 ? String(text[..<ends[count - 1]]) : ""
    }
}

extension [String.Index] {
    fileprivate mutating func extendLast(to index: String.Index) {
        self[count - 1] = index
    }
}

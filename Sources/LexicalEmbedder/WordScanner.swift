/// Finds the words of a text: runs of letters and digits, folded.
///
/// Case and diacritics are folded away. Scripts that are written without spaces give a word for
/// each character; their pairs then are what words are elsewhere.
enum WordScanner {
    /// Nothing that is a word is longer; a longer run is cut.
    static let wordScalarsMax = 256

    static func scan(_ text: String, _ body: ([UInt32]) -> Void) {
        var word: [UInt32] = []
        func endWord() {
            if !word.isEmpty { body(word) }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            switch LetterFolding.fold(scalar) {
            case .letter(let letter):
                word.append(letter)
                if word.count == wordScalarsMax { endWord() }
            case .letters(let first, let second):
                word.append(first)
                word.append(second)
                if word.count >= wordScalarsMax { endWord() }
            case .wordOfItsOwn(let letter):
                endWord()
                word.append(letter)
                endWord()
            case .mark: break
            case .gap: endWord()
            }
        }
        endWord()
    }
}

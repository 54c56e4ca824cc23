extension StringProtocol {
    /// Whether `word` stands in the line with no letter, digit or underscore beside it.
    ///
    /// Where `word` itself begins or ends with another character, that side is not looked at.
    func containsWord(_ word: String) -> Bool {
        !rangesOfWord(word).isEmpty
    }

    func rangesOfWord(_ word: String) -> [Range<Index>] {
        ranges(of: word).filter { range in
            let isOpenBefore =
                range.lowerBound == startIndex
                || !self[index(before: range.lowerBound)].isPartOfWord
                || word.first?.isPartOfWord == false
            let isOpenBehind =
                range.upperBound == endIndex
                || !self[range.upperBound].isPartOfWord
                || word.last?.isPartOfWord == false
            return isOpenBefore && isOpenBehind
        }
    }

    /// The words that a name is made of: "HTTPFileManager" is HTTP, File and Manager.
    var camelCaseWords: [String] {
        let characters = Array(self)
        var words: [String] = []
        var word = ""
        for (offset, character) in characters.enumerated() {
            let isBorder =
                character.isUppercase
                && (offset > 0 && !characters[offset - 1].isUppercase
                    || offset + 1 < characters.count && characters[offset + 1].isLowercase)
            if isBorder || !character.isLetter {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if character.isLetter { word.append(character) }
        }
        return word.isEmpty ? words : words + [word]
    }
}

extension Character {
    var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}

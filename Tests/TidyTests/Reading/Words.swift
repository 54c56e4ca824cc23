import Glibc

extension StringProtocol {
    /// Whether `word` stands in the line with no letter, digit or underscore beside it.
    ///
    /// Where `word` itself begins or ends with another character, that side is not looked at.
    func containsWord(_ word: String) -> Bool {
        !rangesOfWord(word).isEmpty
    }

    /// As `contains`, quick enough to be asked a million times by tests, which no one optimises.
    func containsBytes(of text: String) -> Bool {
        let found = utf8.withContiguousStorageIfAvailable { line in
            text.utf8.withContiguousStorageIfAvailable { text in
                Self.contains(UnsafeRawBufferPointer(line), UnsafeRawBufferPointer(text))
            }
        }
        return (found ?? nil) ?? contains(text)
    }

    private static func contains(
        _ line: UnsafeRawBufferPointer,
        _ text: UnsafeRawBufferPointer
    ) -> Bool {
        guard let first = text.first, let wanted = text.baseAddress else { return true }
        var rest = line[...]
        while rest.count >= text.count,
            let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress
        {
            guard let found = memchr(start, Int32(first), rest.count) else { return false }
            let skipped = UnsafeRawPointer(found) - start
            guard rest.count - skipped >= text.count else { return false }
            if memcmp(found, wanted, text.count) == 0 { return true }
            rest = rest.dropFirst(skipped + 1)
        }
        return false
    }

    func rangesOfWord(_ word: String) -> [Range<Index>] {
        guard containsBytes(of: word) else { return [] }
        return ranges(of: word).filter { range in
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

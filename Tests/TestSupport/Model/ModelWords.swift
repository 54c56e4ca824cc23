package import Knowledge

// Search by words. A score is the number of terms found and, below that, how much of the text they
// make up: an order that bm25 agrees with wherever texts of one length are compared.
extension ModelTables {
    package func lexicalSearch(
        _ query: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) -> [LexicalHit] {
        let phrases = query.terms.map { $0.flatMap(Words.of) }.filter { !$0.isEmpty }
        guard !phrases.isEmpty else { return [] }
        let hits = list(filter, after: nil, limit: .max).compactMap { item -> LexicalHit? in
            let words = Words.of(item.text)
            let places = phrases.map { Words.places(of: $0, in: words) }
            let found = places.count { $0 > 0 }
            guard found > 0 else { return nil }
            let share = Double(places.reduce(0, +)) / Double(words.count + 1)
            return LexicalHit(
                id: item.id,
                score: Double(found) + min(share, 1) / 2,
                snippet: String(item.text.prefix(160))
            )
        }
        let ranked = hits.sorted { left, right in
            left.score == right.score ? left.id < right.id : left.score > right.score
        }
        return Array(ranked.prefix(max(0, limit)))
    }
}

/// Text taken apart into words that compare: lower case, without diacritics, without the commonest
/// English endings.
enum Words {
    static func of(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars {
            if let letter = folded(scalar) {
                word += letter
            } else if scalar.properties.generalCategory != .nonspacingMark, !word.isEmpty {
                words.append(stem(word))
                word = ""
            }
        }
        if !word.isEmpty { words.append(stem(word)) }
        return words
    }

    /// How often `phrase` stands in `words`.
    static func places(of phrase: [String], in words: [String]) -> Int {
        guard phrase.count <= words.count else { return 0 }
        return (0...words.count - phrase.count).count { start in
            words[start..<start + phrase.count].elementsEqual(phrase)
        }
    }

    /// What a letter or digit compares as; nil: it parts words.
    private static func folded(_ scalar: Unicode.Scalar) -> String? {
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { return nil }
        if scalar.isASCII { return properties.lowercaseMapping }
        // As "LATIN SMALL LETTER E WITH ACUTE": the base letter stands in the character's name.
        guard let name = properties.name, let end = name.firstRange(of: " WITH ")?.lowerBound,
            name.hasPrefix("LATIN "), let base = name[..<end].split(separator: " ").last
        else { return properties.lowercaseMapping }
        return base.lowercased()
    }

    private static func stem(_ word: String) -> String {
        for ending in ["ing", "ed", "es", "s"]
        where word.hasSuffix(ending) && word.count >= ending.count + 3 {
            return String(word.dropLast(ending.count))
        }
        return word
    }
}

extension LexicalQuery {
    /// The most words that one query takes; those behind are left out.
    package static let wordsMax = 256

    /// Takes any text apart: a word stands alone, double quotes make a phrase, and a quote left open
    /// closes at the end.
    ///
    /// What is neither letter nor number only separates words. A term that comes twice counts once.
    package init(parsing text: String) {
        var terms: [[String]] = []
        var seen: Set<[String]> = []
        var room = Self.wordsMax
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        for (position, part) in parts.enumerated() where room > 0 {
            let words = Words(of: part).prefix(room).map(String.init)
            room -= words.count
            let isPhrase = !position.isMultiple(of: 2)
            let found = isPhrase ? [words] : words.map { [$0] }
            for term in found where !term.isEmpty && seen.insert(term).inserted {
                terms.append(term)
            }
        }
        self.init(terms: terms)
    }

    /// Whether there is nothing to look for.
    package var isEmpty: Bool { terms.isEmpty }
}

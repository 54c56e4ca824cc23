/// How much a word says, without a look at the corpus: three classes of English words.
///
/// What an inverse document frequency would be, were there statistics: an embedder has none, as a
/// text's vector must not depend on the other texts.
enum WordRarity {
    /// Of words that hold sentences together.
    static let stopWord: Float = 0.1
    /// Of words that are in every other text.
    static let frequent: Float = 0.65
    /// Of words that are in one text of twenty.
    static let common: Float = 0.8
    /// Of all others.
    static let rare: Float = 1

    static func ofStem(_ stem: FeatureHash) -> Float {
        table[stem] ?? rare
    }

    private static let table: [FeatureHash: Float] = {
        var table: [FeatureHash: Float] = [:]
        // A stem that is in several classes is what the last of them says.
        for (words, rarity) in [
            (commonWords, common), (frequentWords, frequent), (stopWords, stopWord),
        ] {
            WordScanner.scan(words) { table[FeatureHash(stemOf: $0)] = rarity }
        }
        for letter in UInt32(0x61)...0x7a { table[FeatureHash(.word, [letter])] = stopWord }
        return table
    }()
}

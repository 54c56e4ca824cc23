/// What of a text goes into its vector: words, their pieces and pairs, each with how often.
struct TextFeatures {
    /// Measured on the judged set: near these values the ranking hardly changes.
    private enum Weight {
        static let pair: Float = 0.2
        static let grams: Float = 0.9
        /// How much a doubling of a word's count adds to its weight.
        static let doubling: Float = 0.7
    }

    /// Shorter words are as good as their grams.
    private static let gramWordMin = 4
    private static let gramSizes = 3...5
    /// Of a longer "word" (a key, a blob) only the beginning is cut into grams.
    private static let gramScalarsMax = 64

    /// What belongs to an entry of `words`, at the same position.
    private struct Spelling {
        /// Of `scalars`.
        let range: Range<Int>
        let stem: Int
    }

    private var words: FeatureCounts
    private var spellings: [Spelling] = []
    /// The letters of all words, back to back.
    private var scalars: [UInt32] = []

    private var stems: FeatureCounts
    /// Of the stems, at the same positions.
    private var rarities: [Float] = []

    private var pairs: FeatureCounts
    private var pairRarities: [Float] = []

    private let text: String

    init(of text: String) {
        self.text = text
        let expected = min(text.utf8.count / Self.bytesPerWord, Self.wordsExpectedMax)
        words = FeatureCounts(expected: expected)
        stems = FeatureCounts(expected: expected)
        pairs = FeatureCounts(expected: expected)
        var before: Int?
        WordScanner.scan(text) { word in
            let stem = takeIn(word)
            guard rarities[stem] > WordRarity.stopWord else { return }
            if let before { takeIn(pairOf: before, stem) }
            before = stem
        }
    }

    private static let bytesPerWord = 8
    private static let wordsExpectedMax = 4_096

    /// - Returns: the position of the word's stem.
    private mutating func takeIn(_ word: [UInt32]) -> Int {
        let hash = FeatureHash(.word, word)
        let (position, isFirst) = words.count(hash)
        if isFirst {
            let stem = takeIn(stem: FeatureHash(stemOf: word))
            spellings.append(
                Spelling(range: scalars.count..<scalars.count + word.count, stem: stem)
            )
            scalars += word
            return stem
        }
        let stem = spellings[position].stem
        _ = stems.count(stems.entries[stem].hash)
        return stem
    }

    private mutating func takeIn(stem hash: FeatureHash) -> Int {
        let (position, isFirst) = stems.count(hash)
        if isFirst { rarities.append(WordRarity.ofStem(hash)) }
        return position
    }

    private mutating func takeIn(pairOf first: Int, _ second: Int) {
        var hash = FeatureHash(.pair)
        hash.add(stems.entries[first].hash.state)
        hash.add(stems.entries[second].hash.state)
        if pairs.count(hash).isFirst {
            pairRarities.append((rarities[first] + rarities[second]) / 2)
        }
    }
}

extension TextFeatures {
    /// A vector of length 1, whatever the text.
    func hashed(into dimensions: Int) -> [Float] {
        var vector = HashedVector(dimensions: dimensions)
        for (stem, rarity) in zip(stems.entries, rarities) {
            vector.addTwice(stem.hash, weight: rarity * Self.damped(stem.count))
        }
        for (pair, rarity) in zip(pairs.entries, pairRarities) {
            let weight = Weight.pair * rarity * Self.damped(pair.count)
            vector.addTwice(pair.hash, weight: weight)
        }
        for (word, spelling) in zip(words.entries, spellings) {
            addGrams(of: spelling, count: word.count, to: &vector)
        }
        return vector.normalised() ?? hashedRaw(into: dimensions)
    }

    /// All grams of a word together weigh the same, however long it is.
    ///
    /// Grams are cut from the word between two marks of its ends.
    private func addGrams(of spelling: Spelling, count: Int, to vector: inout HashedVector) {
        let rarity = rarities[spelling.stem]
        let range = spelling.range.prefix(Self.gramScalarsMax)
        guard range.count >= Self.gramWordMin, rarity > WordRarity.stopWord else { return }
        let grams = Self.gramSizes.reduce(0) { $0 + max(0, range.count + 3 - $1) }
        let weight = Weight.grams * rarity * Self.damped(count) / Float(grams).squareRoot()
        for start in range.lowerBound - 1...range.upperBound {
            var gram = FeatureHash(.gram)
            for position in start..<min(start + Self.gramSizes.upperBound, range.upperBound + 1) {
                gram.add(range.contains(position) ? UInt64(scalars[position]) : Self.edge)
                if position - start + 1 >= Self.gramSizes.lowerBound {
                    vector.add(gram, weight: weight)
                }
            }
        }
    }

    private static let edge: UInt64 = 0

    /// For a text without words: its characters as they are.
    ///
    /// That it has an end is a feature too, so the empty text has a vector.
    private func hashedRaw(into dimensions: Int) -> [Float] {
        var vector = HashedVector(dimensions: dimensions)
        var before: UInt32 = 0
        for scalar in text.unicodeScalars.lazy.map(\.value) {
            vector.add(FeatureHash(.raw, [before, scalar]), weight: 1)
            before = scalar
        }
        if let normalised = vector.normalised() { return normalised }
        vector.add(FeatureHash(.raw), weight: 1)
        return vector.normalised() ?? []
    }

    /// 1 for 1, and a little more for each doubling.
    ///
    /// The logarithm is drawn with straight lines between the powers of two: exact arithmetic, the
    /// same on every machine, which the library's logarithm is not.
    private static func damped(_ count: Int) -> Float {
        let doublings = Int.bitWidth - 1 - count.leadingZeroBitCount
        let beyond = Float(count) / Float(1 << doublings) - 1
        return 1 + Weight.doubling * (Float(doublings) + beyond)
    }
}

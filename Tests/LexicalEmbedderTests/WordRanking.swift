import Foundation

@testable import LexicalEmbedder

/// Ranking by words as FTS5 does it: Porter's stems, joined by OR, scored by its bm25.
struct WordRanking {
    private var counts: [FeatureHash: [Int: Int]] = [:]
    private var lengths: [Int] = []
    private let meanLength: Double

    init(of passages: [String]) {
        for (position, passage) in passages.enumerated() {
            let words = Self.stems(of: passage)
            lengths.append(words.count)
            for word in words { counts[word, default: [:]][position, default: 0] += 1 }
        }
        meanLength = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count))
    }

    private static func stems(of text: String) -> [FeatureHash] {
        var stems: [FeatureHash] = []
        WordScanner.scan(text) { stems.append(FeatureHash(stemOf: $0)) }
        return stems
    }

    /// The passages with a word of the query, best first.
    func ranking(for query: String) -> [Int] {
        var scores: [Int: Double] = [:]
        for stem in Self.stems(of: query) {
            let holders = counts[stem, default: [:]]
            let share =
                (Double(lengths.count - holders.count) + 0.5) / (Double(holders.count) + 0.5)
            // As in FTS5, a word of more than half of the passages counts as good as nothing.
            let rarity = max(log(share), 1e-6)
            for (passage, count) in holders {
                let length = Double(lengths[passage]) / meanLength
                let count = Double(count)
                scores[passage, default: 0] +=
                    rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length))
            }
        }
        return ranked(scores)
    }
}

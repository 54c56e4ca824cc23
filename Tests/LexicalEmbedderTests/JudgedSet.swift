import Foundation

/// The queries and passages of the folder `Judged`, and how well a ranking does on them.
struct JudgedSet {
    enum Kind: String, CaseIterable {
        case paraphrase
        case title
        case misspelt
    }

    struct Query {
        let kind: Kind
        let text: String
        /// Positions in `passages`.
        let relevant: Set<Int>
    }

    let passages: [String]
    let queries: [Query]

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Judged")
        let passages = try Self.rows(of: folder.appending(path: "passages.tsv"))
        let positions = Dictionary(
            uniqueKeysWithValues: passages.enumerated().map { ($1[0], $0) }
        )
        self.passages = passages.map { $0[1] }
        queries = try Self.rows(of: folder.appending(path: "queries.tsv")).compactMap { row in
            guard let kind = Kind(rawValue: row[0]) else { return nil }
            let relevant = row[2].split(separator: " ").compactMap { positions[String($0)] }
            return Query(kind: kind, text: row[1], relevant: Set(relevant))
        }
    }

    private static func rows(of file: URL) throws -> [[String]] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n")
            .map { $0.split(separator: "\t").map(String.init) }
    }

    /// The mean nDCG@10 of one ranking for each query.
    func quality(of rankings: [[Int]], on kinds: [Kind] = Kind.allCases) -> Double {
        let scores = zip(queries, rankings)
            .filter { query, _ in kinds.contains(query.kind) }
            .map { query, ranking in gain(of: ranking, query.relevant) }
        return scores.reduce(0, +) / Double(scores.count)
    }

    private static let depth = 10

    private func gain(of ranking: [Int], _ relevant: Set<Int>) -> Double {
        let discounts = (0..<Self.depth).map { 1 / log2(Double($0 + 2)) }
        let gained = zip(discounts, ranking).reduce(0) {
            $0 + (relevant.contains($1.1) ? $1.0 : 0)
        }
        return gained / discounts.prefix(relevant.count).reduce(0, +)
    }
}

/// Reciprocal rank fusion with k = 60 (Cormack, Clarke and Büttcher, 2009).
func fused(_ first: [Int], _ second: [Int]) -> [Int] {
    var scores: [Int: Double] = [:]
    for ranking in [first, second] {
        for (rank, passage) in ranking.enumerated() {
            scores[passage, default: 0] += 1 / Double(60 + rank + 1)
        }
    }
    return ranked(scores)
}

/// Best first, ties by position.
func ranked<Score: Comparable>(_ scores: [Int: Score]) -> [Int] {
    scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
}

/// Much faster than `cosine` in a build without optimisation, and there are a million to do.
func dot(_ left: [Float], _ right: [Float]) -> Float {
    left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
            var sum: Float = 0
            var index = 0
            while index < left.count {
                sum += left[index] * right[index]
                index += 1
            }
            return sum
        }
    }
}

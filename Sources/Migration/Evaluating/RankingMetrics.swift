/// Measures of rankings: lists without doubles, best first.
enum RankingMetrics {
    /// The share of the first `k` that two rankings have in common.
    ///
    /// Of lists shorter than `k` the longer counts as whole. Two empty lists agree: 1.
    static func overlap<ID: Hashable>(_ left: [ID], _ right: [ID], at k: Int) -> Double {
        let first = Set(left.prefix(k))
        let second = Set(right.prefix(k))
        let whole = max(first.count, second.count)
        return whole == 0 ? 1 : Double(first.intersection(second).count) / Double(whole)
    }

    /// How much a reader who goes on from each rank with the probability `persistence` sees in both.
    ///
    /// Rank-biased overlap, extrapolated from what the lists show: RBO_EXT, equation 32 of Webber,
    /// Moffat and Zobel, "A similarity measure for indefinite rankings" (2010), which also says what
    /// lists of two lengths are worth. Two empty lists agree: 1; an empty one and another do not: 0.
    static func rankBiasedOverlap<ID: Hashable>(
        _ left: [ID],
        _ right: [ID],
        persistence: Double = 0.9
    ) -> Double {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        guard !short.isEmpty else { return long.isEmpty ? 1 : 0 }
        var seenInShort: Set<ID> = []
        var seenInLong: Set<ID> = []
        var common = 0
        /// Of the depth that is the short list's length.
        var commonInShort = 0
        var weight = 1.0
        var sum = 0.0
        for rank in long.indices {
            let depth = Double(rank + 1)
            weight *= persistence
            if rank < short.count {
                if short[rank] == long[rank] || seenInLong.contains(short[rank]) { common += 1 }
                if short[rank] != long[rank], seenInShort.contains(long[rank]) { common += 1 }
                seenInShort.insert(short[rank])
                commonInShort = common
            } else {
                if seenInShort.contains(long[rank]) { common += 1 }
                let length = Double(short.count)
                sum += Double(commonInShort) * (depth - length) / (length * depth) * weight
            }
            seenInLong.insert(long[rank])
            sum += Double(common) / depth * weight
        }
        let tail =
            Double(common - commonInShort) / Double(long.count)
            + Double(commonInShort) / Double(short.count)
        return (1 - persistence) / persistence * sum + tail * weight
    }

    /// The share of `relevant`, which is not empty, among the first `k`.
    static func recall<ID: Hashable>(of ranking: [ID], _ relevant: Set<ID>, at k: Int) -> Double {
        Double(ranking.prefix(k).count(where: relevant.contains)) / Double(relevant.count)
    }

    /// Discounted cumulative gain of the first ten, as a share of the best there could be; what is
    /// relevant, which is something, gains 1.
    static func nDCG<ID: Hashable>(of ranking: [ID], _ relevant: Set<ID>) -> Double {
        let gained = zip(discounts, ranking).reduce(0) {
            $0 + (relevant.contains($1.1) ? $1.0 : 0)
        }
        return gained / discounts.prefix(relevant.count).reduce(0, +)
    }

    /// The ranks that `nDCG` looks at.
    static let nDCGDepth = 10

    /// 1 / log2(rank + 1) for the ranks 1 to 10.
    private static let discounts = [
        1, 0.630_929_753_571_457_4, 0.5, 0.430_676_558_073_393_06, 0.386_852_807_234_541_6,
        0.356_207_187_108_022_15, 0.333_333_333_333_333_3, 0.315_464_876_785_728_7,
        0.301_029_995_663_981_2, 0.289_064_826_317_887_9,
    ]
}

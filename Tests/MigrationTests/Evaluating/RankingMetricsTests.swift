import Testing

@testable import Migration

@Suite struct `Measures of rankings` {
    @Test(
        arguments: [
            ([1, 2, 3], [3, 2, 1], 3, 1), ([1, 2, 3, 4], [1, 2, 5, 6], 4, 0.5),
            ([1, 2], [1, 2, 3, 4], 4, 0.5), ([1, 2, 3], [4, 5, 6], 3, 0),
            ([1, 2, 9], [1, 2, 8], 2, 1), ([], [], 3, 1), ([], [1], 3, 0), ([1], [], 3, 0),
        ] as [([Int], [Int], Int, Double)]
    )
    func `overlap is what two have in common of their first k`(
        left: [Int],
        right: [Int],
        k: Int,
        overlap: Double
    ) {
        #expect(RankingMetrics.overlap(left, right, at: k) == overlap)
        #expect(RankingMetrics.overlap(right, left, at: k) == overlap)
    }

    @Test(arguments: [[], [1], [1, 2], Array(1...100)] as [[Int]])
    func `the rank-biased overlap of a ranking with itself is 1`(ranking: [Int]) {
        let overlap = RankingMetrics.rankBiasedOverlap(ranking, ranking)
        #expect(abs(overlap - 1) < 1e-12)
    }

    /// Equation 32, term by term.
    private func equation32(_ left: [Int], _ right: [Int], _ p: Double) -> Double {
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        let s = Double(short.count)
        let l = Double(long.count)
        func common(_ depth: Int) -> Double {
            Double(Set(short.prefix(depth)).intersection(long.prefix(depth)).count)
        }
        func power(_ exponent: Int) -> Double { (0..<exponent).reduce(1) { sum, _ in sum * p } }
        let xs = common(short.count)
        let xl = common(long.count)
        var sum = 0.0
        for depth in 1...long.count { sum += common(depth) / Double(depth) * power(depth) }
        for depth in short.count + 1..<max(long.count, short.count) + 1 {
            let d = Double(depth)
            sum += xs * (d - s) / (s * d) * power(depth)
        }
        return (1 - p) / p * sum + ((xl - xs) / l + xs / s) * power(long.count)
    }

    @Test(
        arguments: [
            ([1, 2, 3], [1, 2, 3, 4, 5]), ([3, 1, 2], [1, 4, 3]), ([1], [2, 3, 1]),
            ([5, 4, 3, 2, 1], [1, 2, 3, 4, 5, 6, 7]), ([1, 2], [3, 4]), ([9, 1], [1, 8, 7, 9]),
        ] as [([Int], [Int])],
        [0.5, 0.9]
    )
    func `rank-biased overlap is as its authors define it`(
        lists: ([Int], [Int]),
        persistence: Double
    ) {
        let expected = equation32(lists.0, lists.1, persistence)
        for (left, right) in [lists, (lists.1, lists.0)] {
            let found = RankingMetrics.rankBiasedOverlap(left, right, persistence: persistence)
            #expect(abs(found - expected) < 1e-12)
        }
    }

    @Test func `rank-biased overlap by hand, of disjoint and of empty lists`() {
        // Depths 1 to 3 have 0, 1 and 3 in common: (0.1 / 0.9)(0.81 / 2 + 0.729) + 0.729.
        let found = RankingMetrics.rankBiasedOverlap([1, 2, 3], [2, 3, 1])
        #expect(abs(found - 0.855) < 1e-12)
        #expect(RankingMetrics.rankBiasedOverlap([1, 2], [3, 4]) == 0)
        #expect(RankingMetrics.rankBiasedOverlap([], [1]) == 0)
        #expect(RankingMetrics.rankBiasedOverlap([1], []) == 0)
    }

    @Test func `a change at the top weighs more than one at the end`() {
        let top = RankingMetrics.rankBiasedOverlap(Array(1...10), [0] + Array(2...10))
        let end = RankingMetrics.rankBiasedOverlap(Array(1...10), Array(1...9) + [0])
        #expect(top < end)
    }

    @Test(
        arguments: [
            ([1, 2, 3], [1], 3, 1), ([1, 2, 3], [3, 4], 3, 0.5), ([1, 2, 3], [3, 4], 2, 0),
            ([], [1], 3, 0),
        ] as [([Int], Set<Int>, Int, Double)]
    )
    func `recall is the share of what is relevant among the first k`(
        ranking: [Int],
        relevant: Set<Int>,
        k: Int,
        recall: Double
    ) {
        #expect(RankingMetrics.recall(of: ranking, relevant, at: k) == recall)
    }

    @Test(
        arguments: [
            ([1, 2, 3], [1], 1), ([2, 1], [1], 0.630_929_753_571_457_4), ([], [1], 0),
            ([1, 9, 2], [1, 2], 1.5 / 1.630_929_753_571_457_4),
            (Array(1...20), Set(11...20), 0), (Array(1...20), Set(1...20), 1),
        ] as [([Int], Set<Int>, Double)]
    )
    func `nDCG discounts by rank, and looks at ten`(
        ranking: [Int],
        relevant: Set<Int>,
        gain: Double
    ) {
        #expect(abs(RankingMetrics.nDCG(of: ranking, relevant) - gain) < 1e-12)
    }

    @Test func `the nearest rank is one of the numbers`() {
        let hundred = Quantiles(1...100)
        #expect(hundred.nearestRank(0.5) == 50)
        #expect(hundred.nearestRank(0.99) == 99)
        #expect(hundred.nearestRank(0) == 1)
        #expect(hundred.nearestRank(1) == 100)
        #expect(Quantiles([7]).nearestRank(0.99) == 7)
        #expect(Quantiles([3, 1, 2]).nearestRank(0.5) == 2)
        #expect(Quantiles([Int]()).nearestRank(0.5) == nil)
    }

    @Test func `scores are mapped tenth by tenth`() {
        let map = EvaluationReport.scoreMap(active: [0.2, 0.8, 0.5], candidate: [0.6, 0.7])
        #expect(map.count == 11)
        #expect(map.map(\.quantile) == (0...10).map { Double($0) / 10 })
        #expect(map.first?.active == 0.2)
        #expect(map.first?.candidate == 0.6)
        #expect(map.last?.active == 0.8)
        #expect(map.last?.candidate == 0.7)
        #expect(abs(map[5].active - 0.5) < 1e-12)
        #expect(abs(map[5].candidate - 0.65) < 1e-12)
        #expect(abs(map[1].active - 0.26) < 1e-12)
        #expect(EvaluationReport.scoreMap(active: [], candidate: [1]).isEmpty)
        #expect(EvaluationReport.scoreMap(active: [1], candidate: []).isEmpty)
    }
}

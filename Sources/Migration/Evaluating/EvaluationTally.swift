import Knowledge

/// What replayed queries have shown so far.
struct EvaluationTally: Sendable {
    /// How many of a query's best items are compared.
    let k: Int
    private(set) var queries = EvaluationReport.Queries()
    private(set) var active = Side()
    private(set) var candidate = Side()
    private(set) var comparisons: [Comparison] = []

    /// One of the two profiles.
    struct Side: Sendable {
        fileprivate(set) var scores: [Double] = []
        fileprivate(set) var durations: [Duration] = []
        /// One for each query with known answers.
        fileprivate(set) var recalls: [Double] = []
        /// One for each query with known answers.
        fileprivate(set) var nDCGs: [Double] = []
    }

    /// A query's best items on both sides, at most `k` of each.
    struct Comparison: Sendable {
        let query: ReplayedQuery
        let overlap: Double
        let rankBiasedOverlap: Double
        let active: [ItemID]
        let candidate: [ItemID]
    }

    init(k: Int) {
        self.k = k
    }

    /// How many items of each query are looked at, and the query's own item besides.
    var depth: Int { max(k, RankingMetrics.nDCGDepth) + 1 }

    /// nil: that side's embedder refuses the query, and finds nothing by it.
    ///
    /// What both refuse says nothing about either, and is passed over.
    mutating func add(_ query: ReplayedQuery, active: RankedItems?, candidate: RankedItems?) {
        if active == nil, candidate == nil { return }
        switch query.origin {
        case .recorded: queries.recorded += 1
        case .item: queries.items += 1
        case .known: queries.known += 1
        }
        let old = ranking(active, for: query)
        let new = ranking(candidate, for: query)
        self.active.add(old, took: active?.duration, relevant: query.relevant, k: k)
        self.candidate.add(new, took: candidate?.duration, relevant: query.relevant, k: k)
        let oldBest = old.prefix(k).map(\.item)
        let newBest = new.prefix(k).map(\.item)
        comparisons.append(
            Comparison(
                query: query,
                overlap: RankingMetrics.overlap(oldBest, newBest, at: k),
                rankBiasedOverlap: RankingMetrics.rankBiasedOverlap(oldBest, newBest),
                active: oldBest,
                candidate: newBest
            )
        )
    }

    /// By falling score, and the lower id first where two are equal, so that ties are the same
    /// everywhere; without the item that the query was taken from.
    private func ranking(_ found: RankedItems?, for query: ReplayedQuery) -> [RankedItems.Entry] {
        (found?.entries ?? [])
            .filter { $0.item != query.itself }
            .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
    }
}

extension EvaluationTally {
    /// Those whose overlap is judged: the queries without known answers, if there are any.
    private var judged: [Comparison] {
        let unknown = comparisons.filter { $0.query.relevant == nil }
        return unknown.isEmpty ? comparisons : unknown
    }

    var overlap: Double { judged.map(\.overlap).mean ?? 0 }
    var rankBiasedOverlap: Double { judged.map(\.rankBiasedOverlap).mean ?? 0 }

    /// The queries whose answers changed most, worst first, at most `most`.
    func worst(_ most: Int) -> [Comparison] {
        let changed = comparisons.enumerated().filter { $0.element.rankBiasedOverlap < 1 - 1e-9 }
        let worstFirst = changed.sorted {
            ($0.element.overlap, $0.element.rankBiasedOverlap, $0.offset)
                < ($1.element.overlap, $1.element.rankBiasedOverlap, $1.offset)
        }
        return worstFirst.prefix(most).map(\.element)
    }

    var scoreMap: [EvaluationReport.ScorePoint] {
        EvaluationReport.scoreMap(active: active.scores, candidate: candidate.scores)
    }
}

extension EvaluationTally.Side {
    fileprivate mutating func add(
        _ ranking: [RankedItems.Entry],
        took duration: Duration?,
        relevant: Set<ItemID>?,
        k: Int
    ) {
        scores += ranking.prefix(k).map { Double($0.score) }
        if let duration { durations.append(duration) }
        guard let relevant else { return }
        let items = ranking.map(\.item)
        recalls.append(RankingMetrics.recall(of: items, relevant, at: k))
        nDCGs.append(RankingMetrics.nDCG(of: items, relevant))
    }

    /// As it is reported.
    func report(of epoch: Epoch, target: String) -> EvaluationReport.Side {
        var side = EvaluationReport.Side(epoch: epoch, target: target)
        let durations = Quantiles(durations)
        side.p50Microseconds = durations.nearestRank(0.5)?.microseconds ?? 0
        side.p99Microseconds = durations.nearestRank(0.99)?.microseconds ?? 0
        side.recall = recalls.mean
        side.nDCG = nDCGs.mean
        return side
    }
}

extension [Double] {
    /// nil: there are none.
    fileprivate var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}

import Messages

struct EvaluationView: Encodable {
    let verdict: String
    let message: String
    let k: Int32
    let recordedQueries: Int32
    let itemQueries: Int32
    let knownQueries: Int32
    let active: SideView?
    let candidate: SideView?
    let overlap: Double
    let rankBiasedOverlap: Double
    let worst: [ComparisonView]
    let scoreMap: [ScorePointView]
    let atUnixMs: Int64

    init(_ evaluation: MoultV1.Evaluation) {
        let hasKnown = evaluation.knownQueries > 0
        verdict = evaluation.verdict.word
        message = evaluation.message
        k = evaluation.k
        recordedQueries = evaluation.recordedQueries
        itemQueries = evaluation.itemQueries
        knownQueries = evaluation.knownQueries
        active = evaluation.active.map { SideView($0, hasKnown: hasKnown) }
        candidate = evaluation.candidate.map { SideView($0, hasKnown: hasKnown) }
        overlap = evaluation.overlap
        rankBiasedOverlap = evaluation.rankBiasedOverlap
        worst = evaluation.worst.map(ComparisonView.init)
        scoreMap = evaluation.scoreMap.map(ScorePointView.init)
        atUnixMs = evaluation.atUnixMs
    }
}

struct SideView: Encodable {
    let epoch: Int64
    let target: String
    let p50Microseconds: Int64
    let p99Microseconds: Int64
    /// Only with known answers.
    let recall: Double?
    let ndcg: Double?

    init(_ side: MoultV1.EvaluationSide, hasKnown: Bool) {
        epoch = side.epoch
        target = side.target
        p50Microseconds = side.p50Microseconds
        p99Microseconds = side.p99Microseconds
        recall = hasKnown ? side.recall : nil
        ndcg = hasKnown ? side.ndcg : nil
    }
}

struct ComparisonView: Encodable {
    let query: String
    let overlap: Double
    let rankBiasedOverlap: Double
    let activeKeys: [KeyView]
    let candidateKeys: [KeyView]

    init(_ comparison: MoultV1.EvaluationComparison) {
        query = comparison.query
        overlap = comparison.overlap
        rankBiasedOverlap = comparison.rankBiasedOverlap
        activeKeys = comparison.activeKeys.map(KeyView.init)
        candidateKeys = comparison.candidateKeys.map(KeyView.init)
    }
}

struct KeyView: Encodable {
    let collection: String
    let key: String

    init(_ key: MoultV1.ItemKey) {
        collection = key.collection
        self.key = key.key
    }
}

struct ScorePointView: Encodable {
    let quantile: Double
    let active: Double
    let candidate: Double

    init(_ point: MoultV1.ScorePoint) {
        quantile = point.quantile
        active = point.active
        candidate = point.candidate
    }
}

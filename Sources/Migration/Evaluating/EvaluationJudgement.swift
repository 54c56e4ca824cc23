import Spaces

/// What an evaluation's numbers come to.
///
/// Two rules, each of which judges if it has `queriesMin` queries of its kind, and both must hold
/// where both judge: answers overlap enough; and with known answers the candidate finds as much.
struct EvaluationJudgement: Sendable, Hashable {
    let verdict: EvaluationReport.Verdict
    let sentence: String

    /// Nothing is judged by what rounding adds to a difference.
    private static let rounding = 1e-9

    /// - Parameter unanswerable: known answers that name no item that there is.
    init(
        k: Int,
        queries: EvaluationReport.Queries,
        overlap: Double,
        active: EvaluationReport.Side,
        candidate: EvaluationReport.Side,
        unanswerable: Int,
        policy: EvaluationPolicy
    ) {
        var facts: [String] = []
        var isGo = true
        let unknown = queries.recorded + queries.items
        if unknown >= max(1, policy.queriesMin) {
            isGo = isGo && overlap >= policy.overlapMin - Self.rounding
            facts.append(
                "over \(unknown) queries the overlap at \(k) is \(overlap.threeFigures), and "
                    + "\(policy.overlapMin) is the least"
            )
        }
        if queries.known >= max(1, policy.queriesMin),
            let oldGain = active.nDCG, let newGain = candidate.nDCG,
            let oldRecall = active.recall, let newRecall = candidate.recall
        {
            isGo =
                isGo && oldGain - newGain <= policy.nDCGDropMax + Self.rounding
                && oldRecall - newRecall <= policy.recallDropMax + Self.rounding
            facts.append(
                "over \(queries.known) known answers nDCG at \(RankingMetrics.nDCGDepth) goes "
                    + "from \(oldGain.threeFigures) to \(newGain.threeFigures) and recall at \(k) "
                    + "from \(oldRecall.threeFigures) to \(newRecall.threeFigures), and a loss of "
                    + "\(policy.nDCGDropMax) and \(policy.recallDropMax) is the most"
            )
        }
        if facts.isEmpty {
            verdict = .inconclusive
            facts = [
                "\(unknown) queries and \(queries.known) known answers are too few to judge by, "
                    + "as it takes \(policy.queriesMin) of either; search more, or give known answers"
            ]
        } else {
            verdict = isGo ? .go : .noGo
        }
        if unanswerable > 0 {
            facts.append("\(unanswerable) known answers name no item that there is")
        }
        sentence = "\(verdict.word): \(facts.joined(separator: "; "))."
    }
}

extension EvaluationReport.Verdict {
    /// As it begins a sentence.
    fileprivate var word: String {
        switch self {
        case .go: "Go"
        case .noGo: "No-go"
        case .inconclusive: "Inconclusive"
        }
    }
}

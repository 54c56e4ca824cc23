internal import Knowledge
internal import Messages
internal import Migration

extension EvaluationReport {
    var wire: MoultV1.Evaluation {
        MoultV1.Evaluation(
            verdict: verdict.wire,
            message: sentence,
            k: Int32(clamping: k),
            recordedQueries: Int32(clamping: queries.recorded),
            itemQueries: Int32(clamping: queries.items),
            knownQueries: Int32(clamping: queries.known),
            active: active.wire,
            candidate: candidate.wire,
            overlap: overlap,
            rankBiasedOverlap: rankBiasedOverlap,
            worst: worst.map(\.wire),
            scoreMap: scoreMap.map {
                MoultV1.ScorePoint(
                    quantile: $0.quantile,
                    active: $0.active,
                    candidate: $0.candidate
                )
            },
            atUnixMs: atUnixMs
        )
    }
}

extension EvaluationReport.Verdict {
    fileprivate var wire: MoultV1.Verdict {
        switch self {
        case .go: .go
        case .noGo: .noGo
        case .inconclusive: .inconclusive
        }
    }
}

extension EvaluationReport.Side {
    fileprivate var wire: MoultV1.EvaluationSide {
        MoultV1.EvaluationSide(
            epoch: epoch.rawValue,
            target: target,
            p50Microseconds: p50Microseconds,
            p99Microseconds: p99Microseconds,
            recall: recall ?? 0,
            ndcg: nDCG ?? 0
        )
    }
}

extension EvaluationReport.Comparison {
    fileprivate var wire: MoultV1.EvaluationComparison {
        MoultV1.EvaluationComparison(
            query: query,
            overlap: overlap,
            rankBiasedOverlap: rankBiasedOverlap,
            activeKeys: activeKeys.map(\.wire),
            candidateKeys: candidateKeys.map(\.wire)
        )
    }
}

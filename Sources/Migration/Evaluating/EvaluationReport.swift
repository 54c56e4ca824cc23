package import Knowledge
import Spaces

/// How a candidate profile answers queries beside the active one.
package struct EvaluationReport: Sendable, Hashable, Codable {
    package enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
        case go
        case noGo
        /// There was too little to judge by.
        case inconclusive
    }

    /// Where the queries came from.
    package struct Queries: Sendable, Hashable, Codable {
        /// Of real searches.
        package var recorded = 0
        /// Texts of items, where there were too few of those.
        package var items = 0
        /// With their relevant keys.
        package var known = 0

        package init() {}
    }

    /// One of the two profiles.
    package struct Side: Sendable, Hashable, Codable {
        package var epoch: Epoch
        package var target: String
        package var p50Microseconds: Int64 = 0
        package var p99Microseconds: Int64 = 0
        /// Of the known answers, at k; nil: there were none.
        package var recall: Double?
        package var nDCG: Double?

        package init(epoch: Epoch, target: String) {
            self.epoch = epoch
            self.target = target
        }
    }

    /// A query's best keys on both sides.
    package struct Comparison: Sendable, Hashable, Codable {
        package var query: String
        /// Of the two lists, at k: 0 to 1.
        package var overlap: Double
        package var rankBiasedOverlap: Double
        package var activeKeys: [ItemKey]
        package var candidateKeys: [ItemKey]

        package init(
            query: String,
            overlap: Double,
            rankBiasedOverlap: Double,
            activeKeys: [ItemKey],
            candidateKeys: [ItemKey]
        ) {
            self.query = query
            self.overlap = overlap
            self.rankBiasedOverlap = rankBiasedOverlap
            self.activeKeys = activeKeys
            self.candidateKeys = candidateKeys
        }
    }

    /// Scores of the same rank among all: a floor at `active` becomes one at `candidate`.
    package struct ScorePoint: Sendable, Hashable, Codable {
        /// 0 to 1.
        package var quantile: Double
        package var active: Double
        package var candidate: Double

        package init(quantile: Double, active: Double, candidate: Double) {
            self.quantile = quantile
            self.active = active
            self.candidate = candidate
        }
    }

    package var k: Int
    package var queries: Queries
    package var active: Side
    package var candidate: Side
    /// The mean over the queries without known answers, or over all if every one has them: 0 to 1.
    package var overlap: Double
    package var rankBiasedOverlap: Double
    /// The queries whose answers changed most, worst first.
    package var worst: [Comparison]
    /// By ascending quantile; empty: there was nothing to compare.
    package var scoreMap: [ScorePoint]
    package var verdict: Verdict
    /// Why, with the numbers.
    package var sentence: String
    /// Milliseconds since 1970.
    package var atUnixMs: Int64

    package init(
        k: Int,
        queries: Queries,
        active: Side,
        candidate: Side,
        overlap: Double,
        rankBiasedOverlap: Double,
        worst: [Comparison],
        scoreMap: [ScorePoint],
        verdict: Verdict,
        sentence: String,
        atUnixMs: Int64
    ) {
        self.k = k
        self.queries = queries
        self.active = active
        self.candidate = candidate
        self.overlap = overlap
        self.rankBiasedOverlap = rankBiasedOverlap
        self.worst = worst
        self.scoreMap = scoreMap
        self.verdict = verdict
        self.sentence = sentence
        self.atUnixMs = atUnixMs
    }

    /// Of two profiles that could not be compared.
    static func inconclusive(
        _ active: ActiveProfile,
        _ candidate: Profile,
        k: Int,
        because sentence: String,
        atUnixMs: Int64
    ) -> EvaluationReport {
        EvaluationReport(
            k: k,
            queries: .init(),
            active: .init(epoch: active.epoch, target: active.space.identity.target),
            candidate: .init(epoch: candidate.epoch, target: candidate.space.identity.target),
            overlap: 0,
            rankBiasedOverlap: 0,
            worst: [],
            scoreMap: [],
            verdict: .inconclusive,
            sentence: sentence,
            atUnixMs: atUnixMs
        )
    }
}

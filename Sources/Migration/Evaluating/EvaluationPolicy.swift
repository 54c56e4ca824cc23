package import Knowledge

/// What an evaluation looks at, and what it takes for *go*.
///
/// Each is a setting of `moult serve`.
package struct EvaluationPolicy: Sendable, Hashable {
    /// The most that `k` may be.
    package static let kMax = 100

    /// How many of a query's best items are compared: 1 to `kMax`.
    package var k = 10
    /// The most queries that are replayed.
    package var queriesMax = 500
    /// False: what was recorded of real searches is not replayed, though some may be kept still.
    package var replaysRecorded = true
    /// With fewer the verdict is *inconclusive*.
    package var queriesMin = 20
    /// The least mean overlap at k for *go*.
    package var overlapMin = 0.3
    /// With known answers: how much lower the candidate's nDCG at 10 may be.
    package var nDCGDropMax = 0.02
    /// With known answers: how much lower the candidate's recall at k may be.
    package var recallDropMax = 0.02
    /// The worst queries that are told.
    package var worstMax = 10

    package static let standard = EvaluationPolicy()

    package init() {}
}

/// A query whose right answers somebody knows.
package struct KnownAnswer: Sendable, Hashable {
    package let query: String
    package let relevant: [ItemKey]

    package init(query: String, relevant: [ItemKey]) {
        self.query = query
        self.relevant = relevant
    }
}

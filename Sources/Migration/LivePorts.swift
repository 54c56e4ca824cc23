package import Knowledge
package import Spaces

/// Searching a space by meaning, whether or not it is the live one.
///
/// Its index must have been prepared.
package protocol SpaceSearching: Sendable {
    /// The `limit` best items for each query, best first.
    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems]
}

/// What one query found.
package struct RankedItems: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package let item: ItemID
        /// Cosine similarity, -1 to 1.
        package let score: Float

        package init(item: ItemID, score: Float) {
            self.item = item
            self.score = score
        }
    }

    /// Best first.
    package let entries: [Entry]
    /// For this query: its share of the embedding, and the search.
    package let duration: Duration

    package init(entries: [Entry], duration: Duration) {
        self.entries = entries
        self.duration = duration
    }
}

/// How the live system does, over the last seconds.
package struct LiveLoad: Sendable, Hashable {
    /// nil: there were no searches.
    package var searchP99: Duration?
    /// Of the searches' wait for their query's vector; nil: there were none.
    package var queryWaitP99: Duration?

    package init(searchP99: Duration?, queryWaitP99: Duration?) {
        self.searchP99 = searchP99
        self.queryWaitP99 = queryWaitP99
    }
}

package protocol LiveLoadMeasuring: Sendable {
    /// Not async: reads what is counted anyway.
    func recentLoad() -> LiveLoad
}

package protocol ArrivalLimiting: Sendable {
    /// Lets at most so many new or changed items a second in; nil: as many as come. Writes wait,
    /// none fails for it.
    func limitArrivals(toPerSecond limit: Double?)
}

/// A program of the operator's that may refuse the cut-over.
package protocol CutOverHook: Sendable {
    /// - Returns: nil: the cut-over may be; otherwise one sentence that says why not.
    func refusal(of facts: CutOverFacts) async -> String?
}

/// What a cut-over hook is told.
package struct CutOverFacts: Sendable, Hashable, Codable {
    package let epoch: Int64
    package let target: String
    package let activeEpoch: Int64
    package let activeTarget: String
    package let items: Int
    package let embedded: Int
    package let quarantined: Int
    package let evaluation: EvaluationReport?

    package init(
        epoch: Int64,
        target: String,
        activeEpoch: Int64,
        activeTarget: String,
        items: Int,
        embedded: Int,
        quarantined: Int,
        evaluation: EvaluationReport?
    ) {
        self.epoch = epoch
        self.target = target
        self.activeEpoch = activeEpoch
        self.activeTarget = activeTarget
        self.items = items
        self.embedded = embedded
        self.quarantined = quarantined
        self.evaluation = evaluation
    }
}

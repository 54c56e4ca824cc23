/// How a query finds items.
package enum SearchMode: Int, Sendable, Hashable, Codable {
    /// Cosine similarity to the query's vector.
    case semantic = 1
    /// bm25 over words joined by OR.
    case lexical = 2
    /// Both, joined by reciprocal rank fusion.
    case hybrid = 3
}

/// Which items are meant.
///
/// All that is given must hold.
package struct ItemFilter: Hashable, Sendable, Codable {
    /// Any of these.
    ///
    /// Empty: every collection.
    package var collections: [String]
    /// Every one of these entries.
    package var metadata: [String: String]

    package static let everything = ItemFilter()

    package init(collections: [String] = [], metadata: [String: String] = [:]) {
        self.collections = collections
        self.metadata = metadata
    }

    package var isEverything: Bool { collections.isEmpty && metadata.isEmpty }

    package func matches(_ item: Item) -> Bool {
        guard collections.isEmpty || collections.contains(item.key.collection) else { return false }
        return metadata.allSatisfy { item.metadata[$0.key] == $0.value }
    }
}

/// One question to the memory.
package struct SearchQuery: Hashable, Sendable {
    package var text: String
    package var mode: SearchMode
    /// How many hits, from 1.
    package var k: Int
    package var filter: ItemFilter
    /// On the mode's own score: cosine, bm25 with its sign turned, or the fused score.
    package var scoreFloor: Double?
    package var page: SearchPageToken?

    package init(
        text: String,
        mode: SearchMode = .hybrid,
        k: Int = 10,
        filter: ItemFilter = .everything,
        scoreFloor: Double? = nil,
        page: SearchPageToken? = nil
    ) {
        self.text = text
        self.mode = mode
        self.k = k
        self.filter = filter
        self.scoreFloor = scoreFloor
        self.page = page
    }

    /// What tells this query from another, its page left out.
    package var fingerprint: Fingerprint {
        var fingerprint = Fingerprint()
        fingerprint.combine(text)
        fingerprint.combine(UInt64(mode.rawValue))
        fingerprint.combine(UInt64(bitPattern: Int64(k)))
        fingerprint.combine(scoreFloor.map(\.bitPattern) ?? Double.nan.bitPattern)
        fingerprint.combine(filter)
        return fingerprint
    }
}

/// One answer of a search.
package struct Hit: Sendable, Hashable {
    package let item: Item
    /// Higher is better.
    package let score: Double
    /// The place among the hits by meaning, from 1; nil: not among them.
    package let semanticRank: Int?
    /// The place among the hits by words, from 1; nil: not among them.
    package let lexicalRank: Int?
    package let semanticScore: Double?
    package let lexicalScore: Double?
    package let snippet: String
    /// The vector of an earlier revision found it: the text was edited and is not embedded yet.
    package let isStale: Bool

    package init(
        item: Item,
        score: Double,
        semanticRank: Int?,
        lexicalRank: Int?,
        semanticScore: Double?,
        lexicalScore: Double?,
        snippet: String,
        isStale: Bool
    ) {
        self.item = item
        self.score = score
        self.semanticRank = semanticRank
        self.lexicalRank = lexicalRank
        self.semanticScore = semanticScore
        self.lexicalScore = lexicalScore
        self.snippet = snippet
        self.isStale = isStale
    }
}

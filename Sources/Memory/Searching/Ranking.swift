import Knowledge
import Spaces

/// A place in an order of answers, before it is confirmed against the store.
struct Candidate: Sendable, Hashable {
    struct Semantic: Sendable, Hashable {
        /// From 1.
        let rank: Int
        let score: Double
        /// The revision whose text the vector was made from.
        let revision: Revision
    }

    struct Lexical: Sendable, Hashable {
        /// From 1.
        let rank: Int
        let score: Double
        let snippet: String
    }

    let id: ItemID
    /// On the mode's own scale.
    var score: Double
    let semantic: Semantic?
    var lexical: Lexical?
}

/// Candidates, best first.
struct Ranking: Sendable, Hashable {
    let candidates: [Candidate]
    /// Whether asking for more would bring none.
    let isComplete: Bool

    init(semantic hits: [VectorHit], isComplete: Bool, floor: Double?) {
        self.init(
            hits.enumerated().map { place, hit in
                let semantic = Candidate.Semantic(hit, rank: place + 1)
                return Candidate(
                    id: hit.id,
                    score: semantic.score,
                    semantic: semantic,
                    lexical: nil
                )
            },
            isComplete: isComplete,
            floor: floor
        )
    }

    init(lexical hits: [LexicalHit], isComplete: Bool, floor: Double?) {
        self.init(
            hits.enumerated().map { place, hit in
                let lexical = Candidate.Lexical(hit, rank: place + 1)
                return Candidate(id: hit.id, score: hit.score, semantic: nil, lexical: lexical)
            },
            isComplete: isComplete,
            floor: floor
        )
    }

    /// Reciprocal rank fusion: the sum of 1 / (constant + rank) over the sources; ties by id.
    ///
    /// Cormack, Clarke, Büttcher: "Reciprocal rank fusion outperforms Condorcet and individual
    /// rank learning methods", SIGIR 2009.
    init(
        fusing semantic: [VectorHit],
        with lexical: [LexicalHit],
        constant: Double,
        floor: Double?
    ) {
        var fused: [Candidate] = []
        fused.reserveCapacity(semantic.count + lexical.count)
        var places: [ItemID: Int] = [:]
        places.reserveCapacity(semantic.count)
        for (place, hit) in semantic.enumerated() {
            let found = Candidate.Semantic(hit, rank: place + 1)
            places[hit.id] = place
            let score = 1 / (constant + Double(found.rank))
            fused.append(Candidate(id: hit.id, score: score, semantic: found, lexical: nil))
        }
        for (place, hit) in lexical.enumerated() {
            let found = Candidate.Lexical(hit, rank: place + 1)
            let score = 1 / (constant + Double(found.rank))
            if let known = places[hit.id] {
                fused[known].score += score
                fused[known].lexical = found
            } else {
                fused.append(Candidate(id: hit.id, score: score, semantic: nil, lexical: found))
            }
        }
        let ordered = fused.sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
        self.init(ordered, isComplete: true, floor: floor)
    }

    private init(_ candidates: [Candidate], isComplete: Bool, floor: Double?) {
        guard let floor else {
            self.candidates = candidates
            self.isComplete = isComplete
            return
        }
        self.candidates = Array(candidates.prefix { $0.score >= floor })
        self.isComplete = isComplete || self.candidates.count < candidates.count
    }
}

extension Candidate.Semantic {
    fileprivate init(_ hit: VectorHit, rank: Int) {
        self.init(rank: rank, score: Double(hit.score), revision: hit.revision)
    }
}

extension Candidate.Lexical {
    fileprivate init(_ hit: LexicalHit, rank: Int) {
        self.init(rank: rank, score: hit.score, snippet: hit.snippet)
    }
}

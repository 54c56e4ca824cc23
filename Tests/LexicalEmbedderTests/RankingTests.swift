import LexicalEmbedder
import Testing

/// What the embedder is for: beside a search by words it must help, and never harm.
struct RankingTests {
    private let judged: JudgedSet
    private let byWords: [[Int]]

    init() throws {
        let judged = try JudgedSet()
        let words = WordRanking(of: judged.passages)
        self.judged = judged
        byWords = judged.queries.map { words.ranking(for: $0.text) }
    }

    private func byVectors(_ dimensions: Int) throws -> [[Int]] {
        let embedder = try LexicalEmbedder(dimensions: dimensions)
        let passages = judged.passages.map(embedder.vector(of:))
        return judged.queries.map { query in
            let vector = embedder.vector(of: query.text)
            let scores = passages.enumerated().map { ($0, dot($1, vector)) }
            return ranked(Dictionary(uniqueKeysWithValues: scores))
        }
    }

    @Test
    func `the judged set is whole, and words alone do well on it`() {
        #expect(judged.passages.count == 527)
        #expect(judged.queries.count == 202)
        #expect(judged.queries.allSatisfy { !$0.relevant.isEmpty })
        #expect(judged.quality(of: byWords) > 0.5)
    }

    @Test(arguments: [256, 512, 1_024])
    func `words and vectors together beat words alone`(dimensions: Int) throws {
        let vectors = try byVectors(dimensions)
        let hybrid = zip(byWords, vectors).map(fused)
        #expect(judged.quality(of: hybrid) > judged.quality(of: byWords))
        #expect(
            judged.quality(of: hybrid, on: [.paraphrase])
                >= judged.quality(of: byWords, on: [.paraphrase])
        )
    }

    @Test
    func `misspelt queries find more with vectors than by words`() throws {
        let vectors = try byVectors(LexicalEmbedder.dimensionsDefault)
        let hybrid = zip(byWords, vectors).map(fused)
        let words = judged.quality(of: byWords, on: [.misspelt])
        #expect(judged.quality(of: vectors, on: [.misspelt]) > words)
        #expect(judged.quality(of: hybrid, on: [.misspelt]) > words + 0.05)
    }
}

import Knowledge
import Spaces
import Testing

@testable import Memory

@Suite struct `A fused ranking` {
    @Test func `sums the reciprocal ranks of both sources`() {
        let ranking = Ranking(
            fusing: [semantic(1, 0.9), semantic(2, 0.8)],
            with: [lexical(2, 7), lexical(3, 6)],
            constant: 60,
            floor: nil
        )
        #expect(ranking.candidates.map(\.id.rawValue) == [2, 1, 3])
        #expect(ranking.candidates.map(\.score) == [1 / 62.0 + 1 / 61.0, 1 / 61.0, 1 / 62.0])
        #expect(ranking.candidates.map { $0.semantic?.rank } == [2, 1, nil])
        #expect(ranking.candidates.map { $0.lexical?.rank } == [1, nil, 2])
        #expect(ranking.isComplete)
    }

    @Test func `puts equals in the order of their ids`() {
        let ranking = Ranking(
            fusing: [semantic(9, 0.9)],
            with: [lexical(4, 7)],
            constant: 60,
            floor: nil
        )
        #expect(ranking.candidates.map(\.id.rawValue) == [4, 9])
    }

    @Test func `keeps what is at its floor and drops what is below`() {
        let ranking = Ranking(
            fusing: [semantic(1, 0.9), semantic(2, 0.8)],
            with: [],
            constant: 60,
            floor: 1 / 61.0
        )
        #expect(ranking.candidates.map(\.id.rawValue) == [1])
    }

    private func semantic(_ id: Int64, _ score: Float) -> VectorHit {
        VectorHit(id: ItemID(rawValue: id), revision: Revision(rawValue: id), score: score)
    }

    private func lexical(_ id: Int64, _ score: Double) -> LexicalHit {
        LexicalHit(id: ItemID(rawValue: id), score: score, snippet: "snippet")
    }
}

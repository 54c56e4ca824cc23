import Knowledge
import Spaces
import Testing
import VectorIndex

struct VectorIndexTests {
    @Test(arguments: Kernel.allCases.filter(\.runsHere))
    func `the nearest are those of a plain sort by cosine`(kernel: Kernel) {
        var numbers = SeededNumbers(seed: 1)
        let index = VectorIndex(for: space(dimensions: 768), expected: 0, kernel: kernel)
        // More than two chunks.
        let vectors = (1...900).map { vector($0, 1, numbers.floats(768)) }
        index.apply(vectors.map { .put($0) })
        let query = numbers.floats(768)
        let expected = vectors.map { (id: $0.item, cosine: cosine($0.values, query)) }
            .sorted { $0.cosine > $1.cosine }

        let hits = index.nearest(to: query, limit: 20, among: .all)

        #expect(hits.map(\.id) == expected.prefix(20).map(\.id))
        for (hit, expected) in zip(hits, expected) {
            #expect(abs(Double(hit.score) - expected.cosine) < 1e-6)
        }
    }

    @Test
    func `ties come by ascending id, also at the cut`() {
        let index = VectorIndex(for: space(dimensions: 3), expected: 0)
        index.apply([9, 4, 7, 2, 8].map { .put(vector($0, 1, [0.6, 0.8, 0])) })
        #expect(index.ids(nearest: [1, 0, 0], limit: 3) == [2, 4, 7])
    }

    @Test
    func `a newer revision takes the older one's place, an older one changes nothing`() {
        let index = VectorIndex(for: space(dimensions: 2), expected: 0)
        index.apply([.put(vector(1, 5, [1, 0])), .put(vector(1, 4, [0, 1]))])
        let kept = index.nearest(to: [1, 0], limit: 5, among: .all)
        #expect(kept == [VectorHit(id: id(1), revision: Revision(rawValue: 5), score: 1)])

        index.apply([.put(vector(1, 6, [0, 1]))])
        let replaced = index.nearest(to: [1, 0], limit: 5, among: .all)
        #expect(replaced == [VectorHit(id: id(1), revision: Revision(rawValue: 6), score: 0)])
        #expect(index.count == 1)
    }

    @Test
    func `what was removed is not found, and its room is used again`() {
        let index = VectorIndex(for: space(dimensions: 64), expected: 0)
        index.endLoading()
        let values = [Float](repeating: 1, count: 64)
        index.apply((1...10_000).map { .put(vector($0, 1, values)) })
        let bytes = index.bytes
        for round in 0..<5 {
            let first = Int64(round) * 10_000 + 1
            index.apply((first..<first + 10_000).map { .remove(id($0)) })
            #expect(index.nearest(to: values, limit: 1, among: .all).isEmpty)
            index.apply((first + 10_000..<first + 20_000).map { .put(vector($0, 1, values)) })
        }
        #expect(index.count == 10_000)
        // The list of free rows, with as much again for its growth, and no more.
        #expect(index.bytes - bytes <= 2 * 10_000 * 8)
    }

    @Test
    func `removing what is not there changes nothing`() {
        let index = VectorIndex(for: space(dimensions: 1), expected: 0)
        index.apply([.remove(id(1)), .put(vector(2, 1, [1])), .remove(id(3))])
        #expect(index.ids(nearest: [1]) == [2])
    }

    @Test
    func `a scope is all that is found, be it small or large`() {
        let index = VectorIndex(for: space(dimensions: 2), expected: 100)
        index.apply((1...100).map { .put(vector($0, 1, [1, Float($0)])) })
        let few: Set<ItemID> = [id(3), id(90), id(500)]
        #expect(index.ids(nearest: [1, 0], among: .items(few)) == [3, 90])
        let many = Set((50...100).map { id($0) })
        #expect(index.ids(nearest: [1, 0], limit: 2, among: .items(many)) == [50, 51])
        #expect(index.ids(nearest: [1, 0], among: .items([])) == [])
    }

    @Test
    func `a limit past the count returns all, none returns nothing`() {
        let index = VectorIndex(for: space(dimensions: 2), expected: 0)
        #expect(index.ids(nearest: [1, 0], limit: 10) == [])
        index.apply([.put(vector(1, 1, [0, 1])), .put(vector(2, 1, [1, 0]))])
        #expect(index.ids(nearest: [1, 0], limit: 3) == [2, 1])
        #expect(index.ids(nearest: [1, 0], limit: .max) == [2, 1])
        #expect(index.ids(nearest: [1, 0], limit: 0) == [])
    }

    @Test
    func `NaN and zeros neither crash nor hide the others`() {
        let index = VectorIndex(for: space(dimensions: 2), expected: 0)
        index.apply([
            .put(vector(1, 1, [.nan, 1])), .put(vector(2, 1, [0, 0])),
            .put(vector(3, 1, [.infinity, 1])), .put(vector(4, 1, [1, 1])),
        ])
        let found = index.ids(nearest: [1, 0])
        #expect(found.first == 4 || found.first == 3)
        #expect(!found.contains(1))
        #expect(found.contains(2))
        #expect(index.ids(nearest: [.nan, 0]).isEmpty)
    }

    @Test
    func `a score stays within a cosine's range`() {
        var numbers = SeededNumbers(seed: 3)
        let index = VectorIndex(for: space(dimensions: 100), expected: 0)
        for item in 1...200 {
            let values = numbers.floats(100)
            index.apply([.put(vector(Int64(item), 1, values))])
            #expect(index.nearest(to: values, limit: 1, among: .all).allSatisfy { $0.score <= 1 })
        }
    }

    @Test
    func `memory stays below 1.1 times the vectors' own size`() {
        let index = VectorIndex(for: space(dimensions: 768), expected: 10_000)
        let values = [Float](repeating: 1, count: 768)
        index.apply((1...10_000).map { .put(vector($0, 1, values)) })
        #expect(Double(index.bytes) <= 1.1 * 10_000 * 768 * 4)
    }
}

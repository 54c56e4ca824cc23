import Knowledge
import Spaces
import Testing
import VectorIndex

struct ConcurrencyTests {
    /// 128 rows to a chunk, so that every search crosses several.
    private static let dimensions = 2_048

    /// Every vector is constant, so a half-written one has a cosine that no whole one has.
    private func values(_ sign: Float) -> [Float] {
        [Float](repeating: sign, count: ConcurrencyTests.dimensions)
    }

    @Test
    func `searches beside writers see whole vectors, each item once, and never miss one`() async {
        let index = VectorIndex(for: space(dimensions: ConcurrencyTests.dimensions), expected: 0)
        let steady = Int64(1)...600
        index.apply(steady.map { .put(vector($0, 1, values(1))) })

        await withTaskGroup { group in
            group.addTask {
                for revision in Int64(2)...6 {
                    let sign: Float = revision.isMultiple(of: 2) ? -1 : 1
                    index.apply(steady.map { .put(vector($0, revision, values(sign))) })
                }
            }
            group.addTask {
                // Comes and goes, so that rows change hands.
                for item in Int64(10_000)...10_600 {
                    index.apply([.put(vector(item, 1, values(1))), .remove(id(item - 1))])
                }
            }
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<25 {
                        let hits = index.nearest(to: values(1), limit: 1_000, among: .all)
                        #expect(hits.allSatisfy { abs(abs($0.score) - 1) < 1e-4 })
                        let found = Set(hits.map(\.id.rawValue))
                        #expect(found.isSuperset(of: steady))
                        #expect(found.count == hits.count)
                    }
                }
            }
        }

        let hits = index.nearest(to: values(1), limit: 1_000, among: .all)
        #expect(hits.count == 601)
        #expect(hits.filter { $0.revision == Revision(rawValue: 6) }.count == 600)
    }

    @Test
    func `pages loaded beside commits end in what the store holds`() async {
        let index = VectorIndex(for: space(dimensions: ConcurrencyTests.dimensions), expected: 0)
        let items = Int64(1)...500
        await withTaskGroup { group in
            group.addTask {
                for item in items { index.load([vector(item, item, values(1))]) }
            }
            group.addTask {
                for item in items.reversed() where item.isMultiple(of: 3) {
                    index.apply([.remove(id(item))])
                }
                for item in items where item % 3 == 1 {
                    index.apply([.put(vector(item, 1_000, values(-1)))])
                }
            }
        }
        index.endLoading()
        let hits = index.nearest(to: values(1), limit: 1_000, among: .all)
        #expect(Set(hits.map(\.id.rawValue)) == Set(items.filter { !$0.isMultiple(of: 3) }))
        for hit in hits {
            #expect((hit.score < 0) == (hit.id.rawValue % 3 == 1))
        }
    }
}

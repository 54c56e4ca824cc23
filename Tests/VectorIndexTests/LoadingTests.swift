import Knowledge
import Spaces
import Testing
import VectorIndex

/// A page is read, commits go by, and only then is the page loaded.
struct LoadingTests {
    private let index = VectorIndex(for: space(dimensions: 2), expected: 0)

    @Test
    func `what was removed after a page was read stays removed`() {
        index.apply([.remove(id(1))])
        index.load([vector(1, 1, [1, 0]), vector(2, 2, [1, 0])])
        #expect(index.ids(nearest: [1, 0]) == [2])
    }

    @Test
    func `what was put after a page was read stays put`() {
        index.apply([.put(vector(1, 7, [0, 1]))])
        index.load([vector(1, 3, [1, 0])])
        let hits = index.nearest(to: [0, 1], limit: 5, among: .all)
        #expect(hits == [VectorHit(id: id(1), revision: Revision(rawValue: 7), score: 1)])
    }

    @Test
    func `a page newer than what is there takes its place`() {
        index.apply([.put(vector(1, 3, [1, 0]))])
        index.load([vector(1, 7, [0, 1])])
        let hits = index.nearest(to: [0, 1], limit: 5, among: .all)
        #expect(hits == [VectorHit(id: id(1), revision: Revision(rawValue: 7), score: 1)])
    }

    @Test
    func `what was loaded, put and removed is gone, however pages repeat`() {
        index.load([vector(1, 1, [1, 0])])
        index.apply([.put(vector(1, 2, [1, 0])), .remove(id(1))])
        index.load([vector(1, 1, [1, 0])])
        #expect(index.count == 0)
    }

    @Test
    func `commits go on being applied once loading has ended`() {
        index.load([vector(1, 1, [1, 0])])
        index.endLoading()
        index.apply([.remove(id(1)), .put(vector(2, 2, [1, 0]))])
        #expect(index.ids(nearest: [1, 0]) == [2])
    }
}

import Knowledge
import Spaces

/// The best few of what was offered: higher scores first, ties by ascending id.
///
/// A heap with the worst of them on top, as that is the one to beat.
struct NearestHits {
    private let limit: Int
    private var heap: [VectorHit] = []

    /// `limit` is at least 1.
    init(limit: Int) {
        precondition(limit > 0)
        self.limit = limit
    }

    /// No score below this is taken in.
    private(set) var floor = -Float.infinity

    /// Takes the hit in if it is among the best so far; NaN never is.
    mutating func offer(_ item: ItemID, _ revision: Revision, score: Float) {
        guard !score.isNaN else { return }
        // Rounding may carry a cosine past its range.
        let hit = VectorHit(id: item, revision: revision, score: min(max(score, -1), 1))
        if heap.count < limit {
            heap.append(hit)
            siftUp()
        } else if hit.isBetter(than: heap[0]) {
            heap[0] = hit
            siftDown()
        }
        if heap.count == limit { floor = heap[0].score }
    }

    /// Best first.
    func sorted() -> [VectorHit] {
        heap.sorted { $0.isBetter(than: $1) }
    }

    private mutating func siftUp() {
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[parent].isBetter(than: heap[child]) else { return }
            heap.swapAt(parent, child)
            child = parent
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var worst = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[worst].isBetter(than: heap[child]) {
                worst = child
            }
            guard worst != parent else { return }
            heap.swapAt(parent, worst)
            parent = worst
        }
    }
}

extension VectorHit {
    fileprivate func isBetter(than other: VectorHit) -> Bool {
        score == other.score ? id < other.id : score > other.score
    }
}

import Knowledge
import Spaces

/// One space's vectors in the server's memory, as `VectorSearch` wants them kept.
final class SimulatedIndex {
    let space: Space
    private(set) var vectors: [ItemID: Vector] = [:]
    /// Items removed while pages were loaded; nil: loading has ended.
    private var removedMeanwhile: Set<ItemID>? = []

    init(_ space: Space) {
        self.space = space
    }

    var isReady: Bool { removedMeanwhile == nil }

    func apply(_ commit: Commit) {
        for vector in commit.puts[space.id, default: []] { put(vector) }
        for item in commit.removed {
            vectors[item] = nil
            removedMeanwhile?.insert(item)
        }
    }

    func load(_ page: [Vector]) {
        for vector in page where !(removedMeanwhile?.contains(vector.item) ?? false) { put(vector) }
    }

    func endLoading() { removedMeanwhile = nil }

    private func put(_ vector: Vector) {
        if let held = vectors[vector.item], vector.revision < held.revision { return }
        vectors[vector.item] = vector
    }

    func nearest(to query: [Float], limit: Int) -> [VectorHit] {
        let hits = vectors.values.map { vector in
            let score = zip(vector.values, query).reduce(0) { $0 + $1.0 * $1.1 }
            return VectorHit(id: vector.item, revision: vector.revision, score: score)
        }
        return Array(hits.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(limit))
    }
}

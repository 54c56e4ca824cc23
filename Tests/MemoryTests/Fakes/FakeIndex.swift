import Knowledge
import Spaces
import Synchronization

/// Every vector in a dictionary, searched whole.
final class FakeIndex: VectorSearch {
    private struct State {
        var vectors: [ItemID: Vector] = [:]
        /// nil: loading has ended.
        var removed: Set<ItemID>? = []
    }

    let space: Space
    private let state = Mutex(State())
    /// Runs at the beginning of each search.
    private let hook = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ space: Space) {
        self.space = space
    }

    var count: Int { state.withLock { $0.vectors.count } }
    var bytes: Int { count * space.identity.dimensions * 4 }
    var isLoaded: Bool { state.withLock { $0.removed == nil } }

    func revision(of item: ItemID) -> Revision? {
        state.withLock { $0.vectors[item]?.revision }
    }

    func onSearch(_ hook: (@Sendable () -> Void)?) {
        self.hook.withLock { $0 = hook }
    }

    func nearest(to query: [Float], limit: Int, among scope: VectorScope) -> [VectorHit] {
        hook.withLock { $0 }?()
        let vectors = state.withLock { Array($0.vectors.values) }
        let hits = vectors.compactMap { vector -> VectorHit? in
            if case .items(let items) = scope, !items.contains(vector.item) { return nil }
            let score = zip(query, vector.values).reduce(0) { $0 + $1.0 * $1.1 }
            return VectorHit(id: vector.item, revision: vector.revision, score: score)
        }
        let ordered = hits.sorted { $0.score == $1.score ? $0.id < $1.id : $0.score > $1.score }
        return Array(ordered.prefix(limit))
    }

    func apply(_ changes: [VectorChange]) {
        state.withLock { state in
            for change in changes {
                switch change {
                case .put(let vector):
                    let known = state.vectors[vector.item]?.revision ?? .none
                    if known <= vector.revision { state.vectors[vector.item] = vector }
                case .remove(let item):
                    state.vectors[item] = nil
                    state.removed?.insert(item)
                }
            }
        }
    }

    func load(_ page: [Vector]) {
        state.withLock { state in
            for vector in page where state.removed?.contains(vector.item) == false {
                let known = state.vectors[vector.item]?.revision ?? .none
                if known < vector.revision { state.vectors[vector.item] = vector }
            }
        }
    }

    func endLoading() {
        state.withLock { $0.removed = nil }
    }
}

/// Keeps the indexes it made.
final class FakeIndexes: VectorSearchFactory {
    private let made = Mutex<[FakeIndex]>([])

    func make(for space: Space, expected: Int) -> any VectorSearch {
        let index = FakeIndex(space)
        made.withLock { $0.append(index) }
        return index
    }

    /// The newest for `space`.
    func index(of space: SpaceID) -> FakeIndex? {
        made.withLock { $0.last { $0.space.id == space } }
    }

    var count: Int { made.withLock { $0.count } }
}

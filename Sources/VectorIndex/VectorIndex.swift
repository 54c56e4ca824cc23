package import Knowledge
package import Spaces
import Synchronization

/// A space's vectors in memory, searched whole: exact, and ready without being built.
///
/// Vectors lie in chunks, each with its own lock. A search walks the chunks; a vector changes in
/// place under its chunk's lock. An item keeps its row while it has a vector, so a search meets it
/// once, in its old form or its new one.
///
/// Locks are taken in the order ledger, chunks or chunk; the latter two never together.
package final class VectorIndex: VectorSearch {
    package let space: Space

    private let kernel: Kernel
    private let rowsPerChunk: Int
    private let ledger: Mutex<Ledger>
    private let chunks = Mutex<[Chunk]>([])

    package init(for space: Space, expected: Int, kernel: Kernel = .best) {
        precondition(kernel.runsHere)
        self.space = space
        self.kernel = kernel
        rowsPerChunk = Chunk.rows(dimensions: space.identity.dimensions)
        ledger = Mutex(Ledger(expected: expected))
    }

    package var count: Int { ledger.withLock { $0.count } }

    package var bytes: Int {
        let tables = ledger.withLock { $0.bytes }
        return chunks.withLock { $0 }.reduce(tables) { $0 + $1.bytes }
    }

    package func revision(of item: ItemID) -> Revision? {
        ledger.withLock { $0.revision(of: item) }
    }
}

extension VectorIndex {
    package func apply(_ changes: [VectorChange]) {
        for change in changes {
            switch change {
            case .put(let vector): put(vector) { $0.placePut(vector.item, vector.revision) }
            case .remove(let item): remove(item)
            }
        }
    }

    package func load(_ page: [Vector]) {
        for vector in page {
            put(vector) { $0.placeLoaded(vector.item, vector.revision) }
        }
    }

    package func endLoading() {
        ledger.withLock { $0.endLoading() }
    }

    // The ledger stays locked until the row is written: otherwise a row could be freed and taken
    // again between the two, and the slower writer would win.
    private func put(_ vector: Vector, place: (inout Ledger) -> Int?) {
        precondition(vector.values.count == space.identity.dimensions)
        ledger.withLock {
            guard let row = place(&$0) else { return }
            chunk(holding: row).put(vector, in: row % rowsPerChunk, on: kernel)
        }
    }

    private func remove(_ item: ItemID) {
        ledger.withLock {
            guard let row = $0.remove(item) else { return }
            chunk(holding: row).vacate(row % rowsPerChunk)
        }
    }

    private func chunk(holding row: Int) -> Chunk {
        chunks.withLock {
            if row / rowsPerChunk == $0.count {
                $0.append(Chunk(dimensions: space.identity.dimensions))
            }
            return $0[row / rowsPerChunk]
        }
    }
}

extension VectorIndex {
    /// A scope of fewer than one item in so many is looked up item by item, not scanned for.
    private static let scanShareMin = 8

    package func nearest(
        to query: [Float],
        limit: Int,
        among scope: VectorScope
    ) -> [VectorHit] {
        precondition(query.count == space.identity.dimensions)
        guard limit > 0 else { return [] }
        let unit = query.scaledToUnitLength(on: kernel)
        var nearest = NearestHits(limit: limit)
        unit.withUnsafeBufferPointer { unit in
            switch scope {
            case .all:
                scan(for: unit, into: &nearest) { _ in true }
            case .items(let items) where items.count < count / VectorIndex.scanShareMin:
                pick(items, for: unit, into: &nearest)
            case .items(let items):
                scan(for: unit, into: &nearest, isWanted: items.contains)
            }
        }
        return nearest.sorted()
    }

    private func scan(
        for query: UnsafeBufferPointer<Float>,
        into nearest: inout NearestHits,
        isWanted: (ItemID) -> Bool
    ) {
        let chunks = chunks.withLock { $0 }
        withUnsafeTemporaryAllocation(of: Float.self, capacity: rowsPerChunk) { scores in
            for chunk in chunks {
                chunk.scan(
                    for: query,
                    on: kernel,
                    scores: scores,
                    into: &nearest,
                    isWanted: isWanted
                )
            }
        }
    }

    private func pick(
        _ items: Set<ItemID>,
        for query: UnsafeBufferPointer<Float>,
        into nearest: inout NearestHits
    ) {
        let rows = ledger.withLock { ledger in
            items.compactMap { item in ledger.row(of: item).map { (item: item, row: $0) } }
        }
        let byChunk = Dictionary(grouping: rows) { $0.row / rowsPerChunk }
        let chunks = chunks.withLock { $0 }
        for (number, rows) in byChunk {
            let here = rows.lazy.map { [rowsPerChunk] in (item: $0.item, row: $0.row % rowsPerChunk)
            }
            chunks[number].pick(here, for: query, on: kernel, into: &nearest)
        }
    }
}

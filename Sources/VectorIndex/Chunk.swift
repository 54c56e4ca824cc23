import Knowledge
import Spaces

/// A fixed number of rows: a vector each, back to back, and whose it is.
///
/// Its lock is held for the scan of one chunk by a search and for the copy of one vector by a
/// writer. So a search never sees half a vector, and a writer never waits for a whole scan.
final class Chunk: @unchecked Sendable {
    // Sendable: every property below `lock` is read and written under it, the sizes are constants.

    /// Big enough that a lock costs nothing beside a scan, small enough that a writer's wait for
    /// one is some tens of microseconds and the last chunk's empty rows are no waste.
    static let bytesTarget = 1 << 20

    /// What the widest kernel loads at once, and a cache line.
    private static let alignment = 64

    static func rows(dimensions: Int) -> Int {
        max(1, bytesTarget / (dimensions * MemoryLayout<Float>.stride))
    }

    let capacity: Int
    private let dimensions: Int

    private let lock = ReadWriteLock()
    private let values: UnsafeMutableBufferPointer<Float>
    private let owners: UnsafeMutableBufferPointer<Owner?>
    /// Rows that were ever taken; those behind them hold nothing.
    private var used = 0

    struct Owner {
        let item: ItemID
        let revision: Revision
    }

    init(dimensions: Int) {
        self.dimensions = dimensions
        capacity = Chunk.rows(dimensions: dimensions)
        let bytes = capacity * dimensions * MemoryLayout<Float>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: bytes,
            alignment: Chunk.alignment
        )
        values = UnsafeMutableBufferPointer(
            start: memory.bindMemory(to: Float.self, capacity: capacity * dimensions),
            count: capacity * dimensions
        )
        owners = .allocate(capacity: capacity)
        owners.initialize(repeating: nil)
    }

    deinit {
        values.deallocate()
        owners.deallocate()
    }

    var bytes: Int {
        values.count * MemoryLayout<Float>.stride
            + owners.count * MemoryLayout<Owner?>.stride
    }

    /// Puts `vector`, scaled to length 1, into `row`.
    ///
    /// Rows are taken in order: `row` has been used, or is the first that was not.
    func put(_ vector: Vector, in row: Int, on kernel: Kernel) {
        let unit = vector.values.scaledToUnitLength(on: kernel)
        lock.withWriteLock {
            precondition(row <= used)
            used = max(used, row + 1)
            _ = values[(row * dimensions)...].update(fromContentsOf: unit)
            owners[row] = Owner(item: vector.item, revision: vector.revision)
        }
    }

    /// Leaves `row` without an owner, so that what it held is not found again.
    func vacate(_ row: Int) {
        lock.withWriteLock { owners[row] = nil }
    }

    /// Offers every row whose item `isWanted` to `nearest`.
    func scan(
        for query: UnsafeBufferPointer<Float>,
        on kernel: Kernel,
        scores: UnsafeMutableBufferPointer<Float>,
        into nearest: inout NearestHits,
        isWanted: (ItemID) -> Bool
    ) {
        lock.withReadLock {
            let rows = UnsafeBufferPointer(rebasing: values[..<(used * dimensions)])
            kernel.score(rows: rows, against: query, into: scores)
            // The floor is compared first, and almost always last: NaN fails it too.
            for row in 0..<used where scores[row] >= nearest.floor {
                guard let owner = owners[row], isWanted(owner.item) else { continue }
                nearest.offer(owner.item, owner.revision, score: scores[row])
            }
        }
    }

    /// Offers the rows of `wanted` that still are those items'.
    func pick(
        _ wanted: some Sequence<(item: ItemID, row: Int)>,
        for query: UnsafeBufferPointer<Float>,
        on kernel: Kernel,
        into nearest: inout NearestHits
    ) {
        lock.withReadLock {
            for (item, row) in wanted {
                guard let owner = owners[row], owner.item == item else { continue }
                let start = row * dimensions
                let values = UnsafeBufferPointer(rebasing: values[start..<(start + dimensions)])
                nearest.offer(owner.item, owner.revision, score: kernel.dot(values, query))
            }
        }
    }
}

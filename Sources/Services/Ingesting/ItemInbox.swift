internal import Synchronization

/// Items that have come on one stream and are not being stored yet.
///
/// The reader puts them in one by one, the storer takes all there are at once: so a stream that
/// comes fast is stored in large transactions, and one that comes slowly waits for nobody. Bounded
/// by the stream's credit.
final class ItemInbox<Item: StreamedItem>: Sendable {
    private struct State {
        var waiting: [Item] = []
        var isClosed = false
        /// Storers with nothing to do.
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ item: Item) {
        let storer = state.withLock { state in
            state.waiting.append(item)
            return state.idle.popLast()
        }
        storer?.resume()
    }

    /// Nothing more will come.
    func close() {
        let storers = state.withLock { state in
            state.isClosed = true
            defer { state.idle.removeAll() }
            return state.idle
        }
        for storer in storers { storer.resume() }
    }

    /// What has come, in its order; waits for something to come.
    ///
    /// Empty: nothing ever will.
    func take() async -> [Item] {
        while true {
            let (batch, isClosed) = state.withLock { (Self.takeBatch(&$0.waiting), $0.isClosed) }
            if !batch.isEmpty || isClosed { return batch }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.waiting.isEmpty, !state.isClosed else { return true }
                    state.idle.append(continuation)
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    /// At least one item when there is one.
    private static func takeBatch(_ waiting: inout [Item]) -> [Item] {
        var bytes = 0
        var count = 0
        for item in waiting.prefix(ItemBatch.itemsMax) {
            bytes += item.bytes
            if count > 0, bytes > ItemBatch.bytesMax { break }
            count += 1
        }
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }
}

/// An item as a client streams it.
protocol StreamedItem: Sendable {
    /// The client's own.
    var number: UInt64 { get }
    /// What it holds in memory, about.
    var bytes: Int { get }
}

/// The most that is stored in one go.
enum ItemBatch {
    static let itemsMax = 128
    static let bytesMax = 1 << 20
}

internal import Messages
internal import Synchronization

/// Items that have come on one stream and are not being stored yet.
///
/// The reader puts them in one by one, the storer takes all there are at once: so a stream that
/// comes fast is stored in large transactions, and one that comes slowly waits for nobody. Bounded
/// by the stream's credit.
final class IngestInbox: Sendable {
    /// The most items, and bytes of text, that are stored in one go.
    static let batchItemsMax = 128
    static let batchTextBytesMax = 1 << 20

    fileprivate struct State {
        var waiting: [MoultV1.IngestStreamRequest] = []
        var isClosed = false
        /// Storers with nothing to do.
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func put(_ item: MoultV1.IngestStreamRequest) {
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

    /// What has come, in its order; waits for something to come. Empty: nothing ever will.
    func take() async -> [MoultV1.IngestStreamRequest] {
        while true {
            let (batch, isClosed) = state.withLock { ($0.takeBatch(), $0.isClosed) }
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
}

extension IngestInbox.State {
    /// At least one item when there is one.
    fileprivate mutating func takeBatch() -> [MoultV1.IngestStreamRequest] {
        var bytes = 0
        var count = 0
        for request in waiting.prefix(IngestInbox.batchItemsMax) {
            bytes += request.item?.text.utf8.count ?? 0
            if count > 0, bytes > IngestInbox.batchTextBytesMax { break }
            count += 1
        }
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }
}

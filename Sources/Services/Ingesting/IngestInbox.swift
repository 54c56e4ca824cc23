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
        var storer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func put(_ item: MoultV1.IngestStreamRequest) {
        wake { $0.waiting.append(item) }
    }

    /// Nothing more will come.
    func close() {
        wake { $0.isClosed = true }
    }

    /// What has come, in its order; waits for something to come. Empty: nothing ever will.
    func take() async -> [MoultV1.IngestStreamRequest] {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.waiting.isEmpty, !state.isClosed else { return true }
                state.storer = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { $0.takeBatch() }
    }

    private func wake(_ change: (inout State) -> Void) {
        let storer = state.withLock { state in
            change(&state)
            return state.storer.take()
        }
        storer?.resume()
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

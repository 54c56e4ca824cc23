import Synchronization
import Waiting

/// What the store does not have yet.
extension LiveJob {
    func uncommitted(limit: Int = .max) -> [JobPiece] {
        state.withLock { $0.tail.uncommitted(limit: limit) }
    }

    func committed(_ count: Int) {
        state.withLock { $0.tail.committed(count) }
        roomBell.ring()
    }

    var hasUncommitted: Bool { state.withLock { $0.tail.hasUncommitted } }

    private var isFull: Bool {
        state.withLock { $0.tail.uncommittedBytes > settings.uncommittedBytesMax }
    }

    /// Returns when the store has taken enough for more to be read, or the task is cancelled.
    func room() async {
        while isFull, !Task.isCancelled { await roomBell.wait() }
    }
}

import Synchronization

/// Counts the calls that run on though nobody waits for them.
final class CallWatch: Sendable {
    private let running = Mutex(0)
    private let most: Int

    init(most: Int) {
        self.most = most
    }

    var count: Int { running.withLock { $0 } }

    /// - Returns: whether there was room for one more, which then must end.
    func begin() -> Bool {
        running.withLock { running in
            guard running < most else { return false }
            running += 1
            return true
        }
    }

    func end() {
        running.withLock { $0 -= 1 }
    }
}

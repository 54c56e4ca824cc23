internal import Synchronization

/// What other threads have for the loop.
final class LoopInbox: Sendable {
    enum Order: Sendable {
        case start(Transfer)
        case cancel(Transfer)
        /// The reader of a stream wants more.
        case resume(Transfer)
    }

    private struct Content {
        var orders: [Order] = []
        var load = CurlLoad()
        var closing = Closing.open
    }

    private enum Closing {
        /// Next: `asked`.
        case open
        /// The loop ends with its turn; next: `done`, which resumes whoever waits.
        case asked([CheckedContinuation<Void, Never>])
        case done
    }

    let multi: MultiHandle
    private let content = Mutex(Content())

    init(multi: MultiHandle) {
        self.multi = multi
    }

    /// What the loop told last.
    var load: CurlLoad { content.withLock { $0.load } }

    func tell(_ load: CurlLoad) {
        content.withLock { $0.load = load }
    }

    /// False: the loop takes no more.
    @discardableResult
    func post(_ order: Order) -> Bool {
        let (isTaken, wakes) = content.withLock { content in
            guard case .open = content.closing else { return (false, false) }
            content.orders.append(order)
            // Whoever puts the first one in wakes the loop, which takes them all.
            return (true, content.orders.count == 1)
        }
        if wakes { multi.wakeUp() }
        return isTaken
    }

    /// What has come since, and whether the loop is to end after it.
    func takeAll() -> (orders: [Order], isClosing: Bool) {
        content.withLock { content in
            var orders: [Order] = []
            swap(&orders, &content.orders)
            if case .open = content.closing { return (orders, false) }
            return (orders, true)
        }
    }

    func askToClose() {
        content.withLock { content in
            if case .open = content.closing { content.closing = .asked([]) }
        }
        multi.wakeUp()
    }

    /// Returns when the loop has ended.
    func closed() async {
        await withCheckedContinuation { waiter in
            let isDone = content.withLock { content in
                guard case .asked(let waiters) = content.closing else { return true }
                content.closing = .asked(waiters + [waiter])
                return false
            }
            if isDone { waiter.resume() }
        }
    }

    func loopHasEnded() {
        let waiters = content.withLock { content -> [CheckedContinuation<Void, Never>] in
            guard case .asked(let waiters) = content.closing else { return [] }
            content.closing = .done
            content.load = CurlLoad()
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

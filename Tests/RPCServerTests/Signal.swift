import Synchronization

/// Something that happens, any number of times, and is waited for.
final class Signal: Sendable {
    private struct State {
        var fired = 0
        var awaited = 0
        var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
        /// Before they waited.
        var cancelled: Set<Int> = []
    }

    private let state = Mutex(State())

    /// Goes to those who wait already, the first first, and then to those who come.
    ///
    /// Whoever is cancelled waits no more from that moment on, so that nothing is lost to them.
    func fire(times: Int = 1) {
        let waiters = state.withLock { state in
            state.fired += times
            let numbers = state.waiters.keys.sorted().prefix(state.fired)
            state.fired -= numbers.count
            return numbers.compactMap { state.waiters.removeValue(forKey: $0) }
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once for each time that it is fired; throws when its task is cancelled.
    func wait() async throws {
        let number = state.withLock { state in
            state.awaited += 1
            return state.awaited
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enter(number, $0) }
        } onCancel: {
            cancel(number)
        }
    }

    private func enter(_ number: Int, _ waiter: CheckedContinuation<Void, any Error>) {
        let result: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            guard state.fired > 0 else {
                state.waiters[number] = waiter
                return nil
            }
            state.fired -= 1
            return .success(())
        }
        if let result { waiter.resume(with: result) }
    }

    private func cancel(_ number: Int) {
        let waiter = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: number)
            if waiter == nil { state.cancelled.insert(number) }
            return waiter
        }
        waiter?.resume(throwing: CancellationError())
    }
}

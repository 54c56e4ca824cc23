/// Something that happens, any number of times, and is waited for.
actor Signal {
    private var fired = 0
    private var awaited = 0
    private var waiters: [Int: CheckedContinuation<Void, any Error>] = [:]
    private var cancelled: Set<Int> = []

    func fire(times: Int = 1) {
        fired += times
        while fired > 0, let first = waiters.keys.min() {
            fired -= 1
            waiters.removeValue(forKey: first)?.resume()
        }
    }

    /// Returns once for each time that it is fired; throws when its task is cancelled.
    func wait() async throws {
        let number = awaited
        awaited += 1
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation {
                (continuation: CheckedContinuation<Void, any Error>) in
                if cancelled.remove(number) != nil {
                    continuation.resume(throwing: CancellationError())
                } else if fired > 0 {
                    fired -= 1
                    continuation.resume()
                } else {
                    waiters[number] = continuation
                }
            }
        } onCancel: {
            Task { await cancel(number) }
        }
    }

    private func cancel(_ number: Int) {
        if let waiter = waiters.removeValue(forKey: number) {
            waiter.resume(throwing: CancellationError())
        } else {
            cancelled.insert(number)
        }
    }
}

import Synchronization

/// A value that comes once, and those who wait for it.
package final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        /// Next: `come`.
        case waiting([UInt64: CheckedContinuation<Value?, Never>])
        /// The last state.
        case come(Value)
    }

    private struct Waiters {
        var state = State.waiting([:])
        var numbered: UInt64 = 0
    }

    private let waiters = Mutex(Waiters())

    package init() {}

    /// The first value counts; later ones are forgotten.
    package func fulfil(_ value: Value) {
        let waiting = waiters.withLock { waiters -> [CheckedContinuation<Value?, Never>] in
            guard case .waiting(let waiting) = waiters.state else { return [] }
            waiters.state = .come(value)
            return Array(waiting.values)
        }
        for continuation in waiting { continuation.resume(returning: value) }
    }

    /// nil: it has not come.
    package var current: Value? {
        waiters.withLock {
            if case .come(let value) = $0.state { value } else { nil }
        }
    }

    /// nil: the task was cancelled before it came.
    package func value() async -> Value? {
        let number = waiters.withLock { waiters in
            waiters.numbered += 1
            return waiters.numbered
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                join(continuation, as: number)
            }
        } onCancel: {
            leave(number)
        }
    }

    private func join(_ continuation: CheckedContinuation<Value?, Never>, as number: UInt64) {
        let answer = waiters.withLock { waiters -> Value?? in
            switch waiters.state {
            case .come(let value):
                return .some(value)
            case .waiting(var waiting):
                // Cancellation before the joining found nobody to resume.
                if Task.isCancelled { return .some(nil) }
                waiting[number] = continuation
                waiters.state = .waiting(waiting)
                return nil
            }
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func leave(_ number: UInt64) {
        let continuation = waiters.withLock { waiters -> CheckedContinuation<Value?, Never>? in
            guard case .waiting(var waiting) = waiters.state else { return nil }
            defer { waiters.state = .waiting(waiting) }
            return waiting.removeValue(forKey: number)
        }
        continuation?.resume(returning: nil)
    }
}

import Synchronization

/// Something that is known once, for all who wait for it.
final class OneAnswer<Value: Sendable>: Sendable {
    private enum State {
        /// Next: `given`.
        case awaited([CheckedContinuation<Value, any Error>])
        case given(Result<Value, any Error>)
    }

    private let state = Mutex(State.awaited([]))

    /// The first counts.
    func give(_ answer: Result<Value, any Error>) {
        let waiters = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
            guard case .awaited(let waiters) = state else { return [] }
            state = .given(answer)
            return waiters
        }
        for waiter in waiters { waiter.resume(with: answer) }
    }

    func value() async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let given = state.withLock { state -> Result<Value, any Error>? in
                switch state {
                case .awaited(let waiters):
                    state = .awaited(waiters + [continuation])
                    return nil
                case .given(let answer): return answer
                }
            }
            if let given { continuation.resume(with: given) }
        }
    }
}

import Synchronization

/// When a connection's client leaves, and what is to happen then.
final class Departure: Sendable {
    private enum State {
        /// Connected; at most one request at a time has something to do when that ends.
        /// Next: `left`.
        case here((@Sendable () -> Void)?)
        case left
    }

    private let state = Mutex(State.here(nil))

    /// Does `action` once when the client leaves before `expectNothing`; at once if it has left.
    func expect(_ action: @escaping @Sendable () -> Void) {
        let hasLeft = state.withLock { state in
            if case .left = state { return true }
            state = .here(action)
            return false
        }
        if hasLeft { action() }
    }

    func expectNothing() {
        state.withLock { state in
            if case .here = state { state = .here(nil) }
        }
    }

    func leave() {
        let action = state.withLock { state -> (@Sendable () -> Void)? in
            guard case .here(let action) = state else { return nil }
            state = .left
            return action
        }
        action?()
    }

    /// Does the work, and cancels it when the client leaves.
    func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        expect { task.cancel() }
        defer { expectNothing() }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}

internal import Synchronization

/// What arrives from elsewhere, to be waited for one by one.
package final class Arrivals<Value: Sendable>: Sendable {
    private enum State {
        case kept([Value])
        case awaited([CheckedContinuation<Value, Never>])
    }

    private let state = Mutex(State.kept([]))

    package init() {}

    package func add(_ value: Value) {
        let waiter: CheckedContinuation<Value, Never>? = state.withLock { state in
            switch state {
            case .kept(let values):
                state = .kept(values + [value])
                return nil
            case .awaited(let waiters):
                state = waiters.count > 1 ? .awaited(Array(waiters.dropFirst())) : .kept([])
                return waiters.first
            }
        }
        waiter?.resume(returning: value)
    }

    package func next() async -> Value {
        await withCheckedContinuation { waiter in
            let value: Value? = state.withLock { state in
                switch state {
                case .kept(let values) where !values.isEmpty:
                    state = .kept(Array(values.dropFirst()))
                    return values.first
                case .kept:
                    state = .awaited([waiter])
                    return nil
                case .awaited(let waiters):
                    state = .awaited(waiters + [waiter])
                    return nil
                }
            }
            if let value { waiter.resume(returning: value) }
        }
    }
}

/// Arrivals of served requests that a test answers when it likes.
package struct Served: Sendable {
    package let request: ServedRequest
    package let connection: ServedConnection
}

extension ScriptedServer {
    /// A server whose requests wait for the test's answer.
    package static func runByHand<Result>(
        _ body: (ScriptedServer, Arrivals<Served>) async throws -> Result
    ) async throws -> Result {
        let arrivals = Arrivals<Served>()
        return try await run {
            arrivals.add(Served(request: $0, connection: $1))
        } _: {
            try await body($0, arrivals)
        }
    }
}

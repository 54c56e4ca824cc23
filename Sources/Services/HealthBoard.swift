internal import Synchronization

/// Whether the server serves, for all who ask and all who watch.
package final class HealthBoard: Sendable {
    package enum Readiness: Sendable, Hashable {
        /// → notServing, draining
        case serving
        /// The store cannot commit. → serving, draining
        case notServing
        /// The server will stop. Nothing comes after it.
        case draining
    }

    private struct State {
        var readiness: Readiness
        var version: UInt64 = 1
        var nextWatcher: UInt64 = 0
        var watchers: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let state: Mutex<State>

    package init(_ readiness: Readiness = .notServing) {
        state = Mutex(State(readiness: readiness))
    }

    package var readiness: Readiness { state.withLock(\.readiness) }

    package func set(_ readiness: Readiness) {
        let watchers = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.readiness != readiness, state.readiness != .draining else { return [] }
            state.readiness = readiness
            state.version += 1
            defer { state.watchers.removeAll() }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.resume() }
    }

    /// Lets everybody who watches say the state again.
    package func beat() {
        let watchers = state.withLock { state in
            state.version += 1
            defer { state.watchers.removeAll() }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.resume() }
    }

    /// The state once it is not the one of `version` any more.
    ///
    /// Returns early, with the state as it is, when the task is cancelled.
    func next(after version: UInt64) async -> (readiness: Readiness, version: UInt64) {
        let id = state.withLock { state in
            state.nextWatcher += 1
            return state.nextWatcher
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    guard state.version == version, !Task.isCancelled else { return true }
                    state.watchers[id] = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.watchers.removeValue(forKey: id) }?.resume()
        }
        return state.withLock { ($0.readiness, $0.version) }
    }
}

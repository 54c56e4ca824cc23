import Synchronization

/// Wakes one who waits; rings that nobody waits for come to one.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            defer { state.waiting = nil }
            state.hasRung = state.waiting == nil
            return state.waiting
        }
        waiting?.resume()
    }

    /// Returns at a ring, or when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayPass = state.withLock { state in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    state.waiting = continuation
                    return false
                }
                if mayPass { continuation.resume() }
            }
        } onCancel: {
            ring()
        }
    }
}

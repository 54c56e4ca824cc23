import Synchronization

/// Wakes one who waits; rings that nobody waits for come to one.
package final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    package init() {}

    package func ring() {
        let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
            defer { state.waiting = nil }
            state.hasRung = state.waiting == nil
            return state.waiting
        }
        waiting?.resume()
    }

    /// Returns at a ring, or when the task is cancelled.
    package func wait() async {
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

    /// Returns at `moment`, at a ring, or when the task is cancelled; `moment` nil: never by itself.
    package func wait(until moment: Duration?, on timeline: Timeline) async {
        guard let moment else { return await wait() }
        await withDiscardingTaskGroup { group in
            group.addTask {
                await timeline.sleep(until: moment)
                // A timer that a ring cut short must not ring for the next wait.
                if !Task.isCancelled { self.ring() }
            }
            await wait()
            group.cancelAll()
        }
    }
}

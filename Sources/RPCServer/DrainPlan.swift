import Synchronization

/// How a server stops: it says so, serves on for `delay`, accepts no more connections, refuses new
/// calls with UNAVAILABLE, lets those in flight finish for `grace`, ends what is left, and closes.
package struct DrainPlan: Hashable, Sendable {
    /// Between the announcement and the first refusal: meshes need it to send their calls elsewhere.
    package var delay: Duration

    /// For calls in flight to finish.
    package var grace: Duration

    package init(delay: Duration = .seconds(5), grace: Duration = .seconds(20)) {
        self.delay = delay
        self.grace = grace
    }
}

/// A wait that can be cut short, also before it begins.
package final class DrainDelay: Sendable {
    private enum State {
        /// Goes to `waiting`, `skipped`.
        case idle
        /// Goes to `skipped`.
        case waiting(Task<Void, any Error>)
        /// No wait any more.
        case skipped
    }

    private let state = Mutex(State.idle)

    package init() {}

    package func wait(_ duration: Duration) async {
        let sleep = Task { try await Task.sleep(for: duration) }
        state.withLock { state in
            switch state {
            case .idle, .waiting: state = .waiting(sleep)
            case .skipped: sleep.cancel()
            }
        }
        _ = await sleep.result
    }

    package func skip() {
        state.withLock { state in
            if case .waiting(let sleep) = state { sleep.cancel() }
            state = .skipped
        }
    }
}

internal import Synchronization

/// Counts the reads under way, so that the store closes behind the last of them: a pool that is
/// closed while it is asked for a connection is not safe to ask.
final class ReadGate: Sendable {
    private struct State {
        var isOpen = true
        var reads = 0
        /// Waits for the last read.
        var closer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// - Returns: false: the store is closed, and nothing may be read.
    func enter() -> Bool {
        state.withLock { state in
            guard state.isOpen else { return false }
            state.reads += 1
            return true
        }
    }

    func leave() {
        let closer = state.withLock { state in
            state.reads -= 1
            return state.reads == 0 ? state.closer.take() : nil
        }
        closer?.resume()
    }

    /// Lets no read in any more; returns when those under way have ended.
    func close() async {
        await withCheckedContinuation { closer in
            let isIdle = state.withLock { state in
                state.isOpen = false
                guard state.reads > 0 else { return true }
                state.closer = closer
                return false
            }
            if isIdle { closer.resume() }
        }
    }
}

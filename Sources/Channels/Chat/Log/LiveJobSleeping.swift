import Synchronization

/// Sleeping until something is new.
extension LiveJob {
    /// When those who sleep over what was said are to be woken; nil: nobody does.
    var nextTurn: Duration? {
        state.withLock { $0.hasSleptOver ? $0.nextTurn(settings) ?? .zero : nil }
    }

    /// Wakes them, if it is their turn.
    func wake(at now: Duration) {
        let woken = state.withLock { state in
            state.hasSleptOver ? state.takeSleepers(ifTurnAt: now, settings) : nil
        }
        for sleeper in woken ?? [] { sleeper.resume() }
    }

    /// Wakes them, whenever their turn is.
    func wakeEarly(at now: Duration) {
        let woken = state.withLock { $0.hasSleptOver ? $0.takeSleepers(at: now) : [] }
        for sleeper in woken { sleeper.resume() }
    }

    var isWaiting: Bool {
        state.withLock { state in
            if case .waiting = state.phase { true } else { false }
        }
    }

    var isWatchedWaiting: Bool { isWaiting && state.withLock { $0.watchers > 0 } }

    func enter() { state.withLock { $0.watchers += 1 } }

    func leave() { state.withLock { $0.watchers -= 1 } }

    /// Returns when something has happened since `version`, or the task is cancelled.
    func changed(since version: UInt64) async {
        let number = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mayPass = state.withLock { state in
                    if state.version != version || state.gone.remove(number) != nil { return true }
                    state.sleepers[number] = continuation
                    return false
                }
                if mayPass { continuation.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: number)
                if sleeper == nil { state.gone.insert(number) }
                return sleeper
            }
            sleeper?.resume()
        }
        state.withLock { state in _ = state.gone.remove(number) }
    }
}

extension LiveJob.State {
    /// When so many may be woken again; nil: at any time.
    func nextTurn(_ settings: ChatSettings) -> Duration? {
        guard watchers > settings.wokenAtOnceMax else { return nil }
        return wokenAt.map { $0 + settings.wakePace * watchers }
    }

    /// nil: they sleep on until their turn.
    mutating func takeSleepers(
        ifTurnAt now: Duration,
        _ settings: ChatSettings
    ) -> [CheckedContinuation<Void, Never>]? {
        if let turn = nextTurn(settings), now < turn {
            hasSleptOver = true
            return nil
        }
        return takeSleepers(at: now)
    }

    mutating func takeSleepers(at now: Duration) -> [CheckedContinuation<Void, Never>] {
        defer { sleepers = [:] }
        wokenAt = now
        hasSleptOver = false
        return Array(sleepers.values)
    }
}

import Synchronization

/// Sleeping until something is new.
extension LiveJob {
    /// Those who slept through the pieces of the last turn are woken.
    func wake(at now: Duration) {
        let woken = state.withLock { state in
            state.hasSleptOver ? state.takeSleepers(at: now) : []
        }
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
    /// Whether enough time has passed for so many to be woken again.
    mutating func isTurn(at now: Duration, _ settings: ChatSettings) -> Bool {
        guard sleepers.count > settings.wokenAtOnceMax, let wokenAt else { return true }
        guard now - wokenAt < settings.wakePace * sleepers.count else { return true }
        hasSleptOver = true
        return false
    }

    mutating func takeSleepers(at now: Duration) -> [CheckedContinuation<Void, Never>] {
        defer { sleepers = [:] }
        wokenAt = now
        hasSleptOver = false
        return Array(sleepers.values)
    }
}

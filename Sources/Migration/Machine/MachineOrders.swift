import Knowledge

/// An operator's hands.
extension MigrationMachine {
    /// The settings are the orders: what they say now is done now.
    mutating func tuned(_ fresh: MigrationSettings, _ now: Duration) {
        let wasCutOverOrdered = settings.isCutOverOrdered
        take(fresh, now)
        if settings.isCutOverOrdered, !wasCutOverOrdered { evidence.hookRefusal = nil }
        if settings.isPaused { return pause(now) }
        switch state {
        case .paused(let pause):
            reconsider(pause, now)
        case .holding(let pass, _):
            goOn(from: pass, now)
        case .evaluating(_, let pass) where settings.isCutOverOrdered:
            leaveEvaluation()
            goOn(from: pass, now)
        case .handingOver(let handOver):
            takeBackPause(handOver)
            advance(now)
        default:
            advance(now)
        }
    }

    /// A hand-over is turned back first; a flip on its way decides for itself.
    private mutating func pause(_ now: Duration) {
        switch state {
        case .paused(let pause) where pause.cause == .order:
            break
        case .paused(let pause):
            rest(pause.walk, .order, now)
        case .handingOver(let handOver):
            interrupt(handOver, .order, now)
        case .walking, .adopting, .preparing, .evaluating, .holding, .checking:
            fail(.order, now)
        case .fresh, .cancelling, .ended:
            break
        }
    }

    /// Whether what it waits for is there with the knobs as they are.
    private mutating func reconsider(_ pause: Pause, _ now: Duration) {
        switch pause.cause {
        case .order:
            backoff.succeed()
            retakeStranded()
            goOn(with: pause.walk, now)
        case .spend(let needed):
            if purse.allows(needed) { goOn(with: pause.walk, now) }
        case .quarantine:
            if quarantineSentence == nil { goOn(with: pause.walk, now) }
        case .embedder, .store, .handOver, .drift:
            advance(now)
        }
    }

    private mutating func retakeStranded() {
        for action in flights.takeStranded() { emit(action) }
    }

    mutating func resumeRequested(_ now: Duration) {
        switch state {
        case .paused(let pause):
            if pause.nextTry != nil {
                retry(pause, now)
            } else if pause.cause != .order, pause.isFirm {
                gauge.countNow(at: now)
                refreshCounts(now)
                reconsider(pause, now)
            }
        case .holding(let pass, _):
            evidence.hookRefusal = nil
            goOn(from: pass, now)
        case .fresh, .adopting, .walking, .preparing, .evaluating, .checking, .handingOver,
            .cancelling, .ended:
            break
        }
    }
}

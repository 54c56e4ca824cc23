import Knowledge
import Spaces

/// Faults: rest with the reason, then try with one batch.
extension MigrationMachine {
    enum Success {
        case read
        case stored
    }

    /// A request may start, or a probe.
    func mayAsk(isRetrial: Bool) -> Bool {
        switch state {
        case .walking, .handingOver: true
        case .holding, .preparing, .evaluating, .checking: isRetrial
        case .paused(let pause): pause.isTrying || isRetrial && pause.cause == .quarantine
        case .fresh, .adopting, .cancelling, .ended: false
        }
    }

    /// The work came to a fault; what is in flight still comes in.
    mutating func fail(_ fault: Fault, _ now: Duration) {
        switch state {
        case .walking(let walk):
            rest(walk, fault, now)
        case .adopting:
            rest(Walk(after: .none), fault, now)
        case .preparing(let pass), .evaluating(_, let pass), .holding(let pass, _),
            .checking(_, let pass):
            rest(Walk(after: pass), fault, now)
        case .paused(let pause) where pause.isTrying:
            rest(pause.walk, fault, now)
        case .paused(let pause) where pause.cause == .drift && fault.cause != .drift:
            // The look failed, and is had again.
            restAgain(pause, until: now + limits.driftRecheck)
        case .paused(let pause) where fault.cause == .drift && pause.cause != .order:
            rest(pause.walk, fault, now)
        case .handingOver(let handOver):
            abandon(handOver, for: fault, now)
        case .fresh, .paused, .cancelling, .ended:
            break
        }
    }

    /// Stops, and says why.
    ///
    /// An operator's pause is every other's master.
    mutating func rest(_ walk: Walk, _ fault: Fault, _ now: Duration) {
        let fault = settings.isPaused ? .order : fault
        leaveEvaluation()
        limitArrivals(to: nil)
        forecast.restart()
        distrust(after: fault, now)
        evidence.readySince = nil
        evidence.clearUntil = nil
        evidence.hookRefusal = nil
        var walk = walk
        walk.rewind(under: flights)
        let pause = Pause(
            walk: walk,
            cause: fault.cause,
            reason: fault.sentence,
            nextTry: restLength(after: fault).map { now + $0 }
        )
        state = .paused(pause)
        show(.paused, reason: pause.reason)
        advance(now)
    }

    private mutating func distrust(after fault: Fault, _ now: Duration) {
        switch fault {
        case .handOver:
            // It is looked at again: what was given up may have been for want of it.
            index = .absent
        case .drift:
            canaries.distrust(from: now)
        case .embedder, .answer, .store, .spend, .quarantine, .order:
            break
        }
    }

    private mutating func restAgain(_ pause: Pause, until nextTry: Duration) {
        var pause = pause
        pause.nextTry = nextTry
        state = .paused(pause)
    }

    /// nil: until an order, or what it waits for.
    private mutating func restLength(after fault: Fault) -> Duration? {
        switch fault {
        case .store(let error) where error.code == .diskFull: limits.diskFullRetry
        case .embedder(let error): restLength(after: error)
        case .store, .answer: backoff.fail()
        case .handOver: handOverBackoff.fail()
        case .drift: limits.driftRecheck
        case .spend, .quarantine, .order: nil
        }
    }

    private mutating func restLength(after error: EmbedderError) -> Duration {
        let rest = error.code == .denied ? limits.deniedRetry : backoff.fail()
        return max(rest, min(error.retryAfter ?? .zero, limits.retryAfterMax))
    }

    /// The route is turned back; what was embedded stays, and so does the pass.
    mutating func abandon(_ handOver: HandOver, for fault: Fault, _ now: Duration) {
        let floor = handOver.isVoid ? .none : state.floor(under: flights)
        let walk = state.walk ?? Walk(after: floor)
        emit(.turnBack)
        rest(walk.restarted(after: floor), fault, now)
    }

    /// The rest is over: what is paid for is stored, and one batch is tried.
    mutating func retry(_ pause: Pause, _ now: Duration) {
        var pause = pause
        pause.nextTry = nil
        for action in flights.takeStranded() { emit(action) }
        state = .paused(pause)
        if pause.cause == .handOver || isAdopting {
            return goOn(with: pause.walk, now)
        }
        if pause.cause == .drift || !canaries.areClear { canaries.lookNow(at: now) }
        checkCanariesIfDue(now)
        advance(now)
    }

    private var isAdopting: Bool {
        if case .underWay = adoption { true } else { false }
    }

    mutating func succeed(_ success: Success, _ now: Duration) {
        if success == .stored { backoff.succeed() }
        guard case .paused(let pause) = state, pause.isTrying else { return advance(now) }
        let isOver =
            switch (pause.cause, success) {
            case (.embedder, .stored), (.store, .stored): true
            case (.store, .read): !flights.hasStranded && flights.unstored == 0
            case (.embedder, .read): pause.walk.provenThrough(flights) != nil
            default: false
            }
        if isOver { goOn(with: pause.walk, now) } else { advance(now) }
    }
}

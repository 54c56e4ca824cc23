import Knowledge

/// Faults: rest with the reason, then try with one batch.
extension MigrationMachine {
    enum Success {
        case read
        case stored
    }

    /// The work came to a fault; what is in flight still comes in.
    mutating func fail(_ fault: Fault, _ now: Duration) {
        switch state {
        case .walking(let walk, _):
            rest(walk, fault, now)
        case .preparing(_, let pass), .probing(_, let pass):
            rest(Walk(after: pass), fault, now)
        case .paused(let pause) where pause.nextTry == nil:
            rest(pause.walk, fault, now)
        case .handingOver(let handOver):
            abandon(handOver, for: fault, now)
        case .paused:
            advance(now)
        case .fresh, .cancelling, .ended:
            break
        }
    }

    private mutating func rest(_ walk: Walk, _ fault: Fault, _ now: Duration) {
        var walk = walk
        walk.rewind(keepingSplits: fault.cause == .refusal)
        switch fault {
        case .embedder: hasAnswer = false
        case .handOver:
            // Both are looked at again: what was given up may have been for want of either.
            hasAnswer = false
            isIndexReady = false
        case .store, .refusal: break
        }
        let pause = Pause(
            walk: walk,
            cause: fault.cause,
            reason: fault.sentence,
            nextTry: now + restLength(after: fault)
        )
        state = .paused(pause)
        show(.paused, reason: pause.reason)
        advance(now)
    }

    private mutating func restLength(after fault: Fault) -> Duration {
        switch fault {
        case .refusal: limits.refusalCheck
        case .store(let error) where error.code == .diskFull: limits.diskFullRetry
        case .store, .embedder: backoff.fail()
        case .handOver: handOverBackoff.fail()
        }
    }

    /// The route is turned back; what was embedded stays, and so does the pass.
    mutating func abandon(_ handOver: HandOver, for fault: Fault, _ now: Duration) {
        let floor = handOver.isVoid ? .none : state.floor
        let walk = state.walk ?? Walk(after: floor)
        emit(.turnBack)
        rest(walk.restarted(after: floor), fault, now)
    }

    /// The rest is over: what is paid for is stored, and one batch is tried.
    mutating func retry(_ pause: Pause, _ now: Duration) {
        var pause = pause
        pause.nextTry = nil
        for (ticket, vectors) in pause.walk.takeUnstored() { emit(.store(ticket, vectors)) }
        state = .paused(pause)
        if pause.cause == .handOver {
            resume(pause.walk, now)
        } else {
            advance(now)
        }
    }

    mutating func succeed(_ success: Success, _ now: Duration) {
        guard case .paused(let pause) = state else {
            if success == .stored { backoff.succeed() }
            return advance(now)
        }
        guard pause.nextTry == nil else { return advance(now) }
        let isOver =
            switch (pause.cause, success) {
            case (.embedder, .stored), (.store, .stored), (.refusal, .read), (.handOver, _): true
            case (.store, .read): !pause.walk.hasAnswered
            case (.embedder, .read): pause.walk.provenThrough != nil
            case (.refusal, .stored): false
            }
        guard isOver else { return advance(now) }
        if success == .stored { backoff.succeed() }
        resume(pause.walk, now)
    }

    private mutating func resume(_ walk: Walk, _ now: Duration) {
        state = .walking(walk, shownAs: .backfilling)
        show(.backfilling)
        advance(now)
    }
}

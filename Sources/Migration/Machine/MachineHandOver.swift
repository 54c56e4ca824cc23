import Knowledge
import Spaces

/// The hand-over: route, stragglers, newest revision, what is missing up to it, flip.
extension MigrationMachine {
    mutating func beginHandOver(_ pass: Revision) {
        let ticket = ticket()
        state = .handingOver(HandOver(pass: pass, step: .turning(ticket)))
        show(.handingOver)
        emit(.turn(ticket))
    }

    mutating func turned(_ ticket: Ticket) {
        guard case .handingOver(var handOver) = state, case .turning(ticket) = handOver.step else {
            return
        }
        let next = self.ticket()
        handOver.step = .measuring(next)
        state = .handingOver(handOver)
        emit(.readNewest(next))
    }

    mutating func newest(
        _ ticket: Ticket,
        _ result: Result<Revision, StoreError>,
        _ now: Duration
    ) {
        guard case .handingOver(let handOver) = state, case .measuring(ticket) = handOver.step
        else { return }
        switch result {
        case .success(let newest):
            catchUp(handOver, through: max(newest, handOver.pass), now)
        case .failure(let error):
            abandon(handOver, for: .store(error), now)
        }
    }

    private mutating func catchUp(
        _ handOver: HandOver,
        through: Revision,
        _ now: Duration
    ) {
        guard through > handOver.pass else { return flip(handOver, through: through) }
        var handOver = handOver
        let walk = Walk(after: handOver.pass, through: through)
        handOver.step = .catchingUp(walk, through: through)
        state = .handingOver(handOver)
        advance(now)
    }

    /// The flip looks at all of (pass, through] again: the catching up is checked, not trusted.
    mutating func flip(_ handOver: HandOver, through: Revision) {
        var handOver = handOver
        let ticket = ticket()
        handOver.step = .flipping(ticket, through: through, fault: nil)
        state = .handingOver(handOver)
        emit(.flip(ticket, pass: handOver.pass, through: through))
    }

    mutating func flipped(
        _ ticket: Ticket,
        _ result: Result<FlipResult, StoreError>,
        _ now: Duration
    ) {
        if case .cancelling(let cancelling) = state, let handOver = cancelling.handOver {
            return flippedWhileCancelling(ticket, result, handOver)
        }
        guard case .handingOver(var handOver) = state,
            case .flipping(ticket, let through, let fault) = handOver.step
        else { return }
        switch result {
        case .success(.flipped):
            finish()
        case .success(.alreadyEnded(let outcome)):
            ended(outcome, isRouteTurned: true)
        case .failure(let error):
            abandon(handOver, for: .store(error), now)
        case .success(.missing), .success(.timedOut):
            if let fault { return abandon(handOver, for: .handOver(fault), now) }
            handOver.flipsFailed += 1
            if handOver.flipsFailed >= limits.flipTriesMax {
                giveUpFlip(handOver, after: result, now)
            } else if case .success(.missing) = result {
                catchUp(handOver, through: through, now)
            } else {
                flip(handOver, through: through)
            }
        }
    }

    private mutating func giveUpFlip(
        _ handOver: HandOver,
        after result: Result<FlipResult, StoreError>,
        _ now: Duration
    ) {
        let isMissing = if case .success(.missing) = result { true } else { false }
        let cause =
            isMissing
            ? "the store misses vectors that its backlog does not name"
            : "the writer did not take the flip up within \(limits.flipWait)"
        let sentence = "the hand-over was given up after \(handOver.flipsFailed) flips: \(cause)"
        var handOver = handOver
        handOver.isVoid = isMissing
        abandon(handOver, for: .handOver(sentence), now)
    }

    mutating func writePathFault(_ reason: String, _ now: Duration) {
        guard case .handingOver(let handOver) = state else { return }
        interrupt(handOver, "the new embedder fails new writes: \(reason)", now)
    }

    /// Abandons the hand-over; with a flip on its way, as soon as its answer is there.
    mutating func interrupt(_ handOver: HandOver, _ reason: String, _ now: Duration) {
        let sentence = "the hand-over was abandoned: \(reason)"
        guard case .flipping(let ticket, let through, let fault) = handOver.step else {
            return abandon(handOver, for: .handOver(sentence), now)
        }
        var handOver = handOver
        handOver.step = .flipping(ticket, through: through, fault: fault ?? sentence)
        state = .handingOver(handOver)
    }

    private mutating func finish() {
        emit(.publish)
        end(as: .finished)
    }

    private mutating func ended(_ outcome: ProfileOutcome, isRouteTurned: Bool) {
        switch outcome {
        case .finished:
            finish()
        case .cancelled, .failed:
            emit(.abort)
            if isRouteTurned { emit(.turnBack) }
            emit(.discardIndex)
            end(as: outcome == .cancelled ? .cancelled : .failed)
        }
    }

    /// Unless a flip is on its way: its own answer says more.
    mutating func foundEnded(_ outcome: ProfileOutcome) {
        switch state {
        case .handingOver(let handOver):
            if case .flipping = handOver.step { return }
            ended(outcome, isRouteTurned: true)
        case .walking, .preparing, .probing, .paused:
            ended(outcome, isRouteTurned: false)
        case .fresh, .cancelling, .ended:
            return
        }
    }
}

/// Cancelling: no request starts any more, and the log's compare-and-set decides.
extension MigrationMachine {
    mutating func cancelRequested() {
        let handOver: HandOver?
        switch state {
        case .cancelling, .ended: return
        case .handingOver(let interrupted): handOver = interrupted
        case .fresh, .walking, .preparing, .probing, .paused: handOver = nil
        }
        state = .cancelling(Cancelling(floor: state.floor, handOver: handOver))
        emit(.abort)
        emit(.cancel)
    }

    mutating func cancelled(_ result: Result<EndResult, StoreError>, _ now: Duration) {
        guard case .cancelling(let cancelling) = state else { return }
        switch result {
        case .success(.ended):
            ended(.cancelled, isRouteTurned: cancelling.handOver != nil)
        case .success(.alreadyEnded(let outcome)):
            ended(outcome, isRouteTurned: cancelling.handOver != nil)
        case .failure(let error):
            uncancel(cancelling, error, now)
        }
    }

    /// The cancel could not be written: whoever asked is told, and the work goes on.
    private mutating func uncancel(
        _ cancelling: Cancelling,
        _ error: StoreError,
        _ now: Duration
    ) {
        if var handOver = cancelling.handOver,
            case .flipping(let ticket, let through, _) = handOver.step
        {
            handOver.step = .flipping(ticket, through: through, fault: error.message)
            state = .handingOver(handOver)
            return
        }
        if cancelling.handOver != nil { emit(.turnBack) }
        gauge.endCount(nil, at: now)
        state = .walking(Walk(after: cancelling.floor), shownAs: .backfilling)
        fail(.store(error), now)
    }

    private mutating func flippedWhileCancelling(
        _ ticket: Ticket,
        _ result: Result<FlipResult, StoreError>,
        _ handOver: HandOver
    ) {
        guard case .flipping(ticket, let through, _) = handOver.step else { return }
        if case .success(.flipped) = result { return finish() }
        // The flip is back without success: only the cancel is still on its way.
        var handOver = handOver
        handOver.step = .catchingUp(Walk(after: handOver.pass), through: through)
        state = .cancelling(Cancelling(floor: handOver.pass, handOver: handOver))
    }
}

import Knowledge
import Spaces

/// The hand-over: route, stragglers, newest revision, what is missing up to it, flip.
extension MigrationMachine {
    mutating func beginHandOver(_ pass: Revision) {
        evidence.readySince = nil
        evidence.clearUntil = nil
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
            if let fault { return abandon(handOver, for: fault, now) }
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
        let sentence = "the hand-over was abandoned: the new embedder fails new writes: \(reason)"
        interrupt(handOver, .handOver(sentence), now)
    }

    /// Abandons the hand-over; with a flip on its way, as soon as its answer is there.
    mutating func interrupt(_ handOver: HandOver, _ reason: Fault, _ now: Duration) {
        guard case .flipping(let ticket, let through, let fault) = handOver.step else {
            return abandon(handOver, for: reason, now)
        }
        var handOver = handOver
        // An order may be taken back: what else came stays.
        let first = if case .order = fault { reason } else { fault ?? reason }
        handOver.step = .flipping(ticket, through: through, fault: first)
        state = .handingOver(handOver)
    }

    /// The pause that was to follow the flip on its way was taken back.
    mutating func takeBackPause(_ handOver: HandOver) {
        guard case .flipping(let ticket, let through, .order) = handOver.step else { return }
        var handOver = handOver
        handOver.step = .flipping(ticket, through: through, fault: nil)
        state = .handingOver(handOver)
    }

    mutating func finish() {
        emit(.publish)
        end(as: .finished)
    }

    mutating func ended(_ outcome: ProfileOutcome, isRouteTurned: Bool) {
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
        case .adopting, .walking, .preparing, .evaluating, .holding, .checking, .paused:
            ended(outcome, isRouteTurned: false)
        case .fresh, .cancelling, .ended:
            return
        }
    }
}

import Spaces

/// When canaries are looked at.
struct CanaryWatch: Sendable {
    /// They were the same at the last look of this run: texts may be embedded.
    private(set) var areClear = false
    /// They were not what they were at the last look that told: whatever is answered until they are
    /// clear is of another model.
    private(set) var haveDrifted = false
    private var looking: Ticket?
    private var dueAt: Duration

    init(dueAt: Duration) {
        self.dueAt = dueAt
    }

    /// nil: a look is under way.
    var nextLook: Duration? { looking == nil ? dueAt : nil }

    func isDue(at now: Duration) -> Bool {
        looking == nil && dueAt <= now
    }

    mutating func look(_ ticket: Ticket) {
        looking = ticket
    }

    /// - Returns: false: nobody waits for it.
    mutating func end(_ ticket: Ticket, next: Duration) -> Bool {
        guard looking == ticket else { return false }
        looking = nil
        dueAt = next
        return true
    }

    mutating func clear() {
        areClear = true
        haveDrifted = false
    }

    /// Nothing is embedded before the next look, and nothing stored that is under way.
    mutating func distrust(from now: Duration) {
        areClear = false
        haveDrifted = true
        dueAt = now
    }

    mutating func lookNow(at now: Duration) {
        dueAt = min(dueAt, now)
    }

    /// The look under way was given up.
    mutating func abandon(at now: Duration) {
        looking = nil
        dueAt = now
    }
}

/// Looking at the canaries: before the first request, and every few minutes.
extension MigrationMachine {
    mutating func checkCanariesIfDue(_ now: Duration) {
        guard canaries.isDue(at: now) else { return }
        let ticket = ticket()
        canaries.look(ticket)
        emit(.checkCanaries(ticket))
    }

    mutating func canariesChecked(
        _ ticket: Ticket,
        _ result: Result<CanaryFinding, EvidenceError>,
        _ now: Duration
    ) {
        if case .checking(.canaries(ticket), let pass) = state {
            return lastLook(result, pass: pass, now)
        }
        guard canaries.end(ticket, next: now + limits.canaryEvery), !isEnding else { return }
        switch result {
        case .success(.same):
            canaries.clear()
            answers += 1
            if case .paused(let pause) = state, pause.isWaitingForCanaries {
                goOn(with: pause.walk, now)
            } else {
                advance(now)
            }
        case .success(.drifted(let sentence)):
            drifted(sentence, now)
        case .failure(let error):
            // While they are clear, the batches themselves tell how the embedder does.
            if !canaries.areClear { fail(Fault(error), now) }
        }
    }

    mutating func drifted(_ sentence: String, _ now: Duration) {
        canaries.distrust(from: now)
        if case .handingOver(let handOver) = state {
            interrupt(handOver, .drift(sentence), now)
        } else {
            fail(.drift(sentence), now)
        }
    }
}

extension MigrationMachine {
    /// Whatever is answered now is of another model.
    var isDrifted: Bool { canaries.haveDrifted }
}

extension MigrationMachine.Pause {
    /// It tries right now, or rests for a drift: a good look ends it.
    fileprivate var isWaitingForCanaries: Bool { isTrying || cause == .drift }
}

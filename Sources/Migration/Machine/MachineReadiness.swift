import Knowledge
import Spaces

/// From a proven pass to the hand-over: index, comparison, hold, last looks.
///
/// Whatever takes time is followed by a walk of what came meanwhile, so that little is left for the
/// hand-over, for which acknowledgements wait. No quiet moment is waited for.
extension MigrationMachine {
    enum IndexState: Sendable {
        case absent
        case loading(Ticket)
        /// Fed by commits from now on.
        case ready
    }

    /// What was found out for the flip.
    struct Evidence: Sendable {
        /// One from before a restart will do.
        var isReused = false
        var report: EvaluationReport?
        /// Queries replayed, and to be replayed.
        var replayed = (queries: 0, of: 0)
        /// Since when it is ready.
        var readySince: Duration?
        var hookRefusal: (sentence: String, until: Duration)?
        /// Until when the last looks hold; nil: they are to be had.
        var clearUntil: Duration?
    }

    /// Writes that were slowed stay so until the hand-over, or a hold: those who waited would all
    /// come at once, and each of the steps between would begin with a walk as long as the last.
    mutating func prove(_ pass: Revision, _ now: Duration) {
        guard case .ready = index else { return prepare(pass) }
        if let sentence = quarantineSentence {
            return rest(Walk(after: pass), .quarantine(sentence), now)
        }
        if wantsEvaluation { return evaluate(pass) }
        if let refusal = evidence.hookRefusal, refusal.until <= now { evidence.hookRefusal = nil }
        if let reason = holdReason(now) {
            evidence.clearUntil = nil
            limitArrivals(to: nil)
            state = .holding(pass: pass, until: now + limits.holdPoll)
            show(.holding, reason: reason)
            return advance(now)
        }
        if let until = evidence.clearUntil, now <= until {
            limitArrivals(to: nil)
            return beginHandOver(pass)
        }
        evidence.clearUntil = nil
        state = .checking(.counting, pass: pass)
        if phase != .holding { show(.indexing) }
        gauge.countNow(at: now)
        refreshCounts(now)
    }

    /// Walks what came meanwhile, and looks again.
    mutating func goOn(from pass: Revision, _ now: Duration) {
        state = .walking(Walk(after: pass))
        advance(now)
    }
}

/// The index.
extension MigrationMachine {
    private mutating func prepare(_ pass: Revision) {
        state = .preparing(pass: pass)
        show(.indexing)
        guard case .absent = index else { return }
        let ticket = ticket()
        index = .loading(ticket)
        emit(.prepareIndex(ticket))
    }

    mutating func indexed(_ ticket: Ticket, _ result: Result<Void, StoreError>, _ now: Duration) {
        guard case .loading(ticket) = index else { return }
        switch result {
        case .success:
            index = .ready
            if case .preparing(let pass) = state { goOn(from: pass, now) }
        case .failure(let error):
            index = .absent
            if case .preparing = state { fail(.store(error), now) }
        }
    }
}

/// The comparison.
extension MigrationMachine {
    /// A cut-over that is ordered waits for no verdict.
    private var wantsEvaluation: Bool {
        if settings.isCutOverOrdered { return false }
        if evidence.report != nil || gauge.counts?.items == 0 { return false }
        return !isReturning || settings.gate == .block
    }

    private mutating func evaluate(_ pass: Revision) {
        let ticket = ticket()
        evidence.replayed = (0, 0)
        state = .evaluating(ticket, pass: pass)
        show(.evaluating)
        emit(.evaluate(ticket, isReused: evidence.isReused))
    }

    mutating func replayed(_ ticket: Ticket, _ queries: Int, of all: Int) {
        guard case .evaluating(ticket, _) = state else { return }
        evidence.replayed = (queries, all)
    }

    mutating func evaluated(
        _ ticket: Ticket,
        _ result: Result<EvaluationReport, EvidenceError>,
        _ now: Duration
    ) {
        guard case .evaluating(ticket, let pass) = state else { return }
        switch result {
        case .success(let report):
            evidence.report = report
            goOn(from: pass, now)
        case .failure(let error):
            fail(Fault(error), now)
        }
    }

    /// Replaying embeds: it ends with whatever ends embedding.
    mutating func leaveEvaluation() {
        if case .evaluating = state { emit(.cancelEvaluation) }
    }
}

/// Holding.
extension MigrationMachine {
    /// Why it does not go on to the hand-over; nil: it does.
    private mutating func holdReason(_ now: Duration) -> String? {
        guard let why = holdCause else { return nil }
        let since = evidence.readySince ?? now
        evidence.readySince = since
        return "ready, holding since \(clock.minuteText(at: since)) UTC\(why)"
    }

    private var holdCause: String? {
        if let refusal = evidence.hookRefusal {
            return ": the hook before the cut-over refuses: \(refusal.sentence)"
        }
        if settings.isCutOverOrdered { return nil }
        if let report = evidence.report, !settings.gate.passes(report.verdict) {
            return ": \(report.sentence); cut-over goes on all the same"
        }
        return settings.holds ? "" : nil
    }
}

extension EvaluationGate {
    func passes(_ verdict: EvaluationReport.Verdict) -> Bool {
        switch self {
        case .block: verdict == .go
        case .hold: verdict != .noGo
        case .inform: true
        }
    }
}

/// The last looks.
extension MigrationMachine {
    mutating func counted(_ result: Result<SpaceCounts, StoreError>, _ now: Duration) {
        let counts = try? result.get()
        gauge.endCount(counts, at: now)
        if let counts { weighArrivals(counts, now) }
        switch state {
        case .checking(.counting, let pass):
            if case .failure(let error) = result { return fail(.store(error), now) }
            if let sentence = quarantineSentence {
                return rest(Walk(after: pass), .quarantine(sentence), now)
            }
            let ticket = ticket()
            state = .checking(.canaries(ticket), pass: pass)
            emit(.checkCanaries(ticket))
        case .paused(let pause)
        where pause.cause == .quarantine && counts != nil && quarantineSentence == nil:
            goOn(with: pause.walk, now)
        default:
            break
        }
    }

    mutating func lastLook(
        _ result: Result<CanaryFinding, EvidenceError>,
        pass: Revision,
        _ now: Duration
    ) {
        switch result {
        case .success(.same):
            canaries.clear()
            answers += 1
            let ticket = ticket()
            state = .checking(.hook(ticket), pass: pass)
            emit(.askHook(ticket, evidence.report))
        case .success(.drifted(let sentence)):
            drifted(sentence, now)
        case .failure(let error):
            fail(Fault(error), now)
        }
    }

    mutating func hookAnswered(_ ticket: Ticket, _ refusal: String?, _ now: Duration) {
        guard case .checking(.hook(ticket), let pass) = state else { return }
        if let refusal {
            evidence.hookRefusal = (refusal, now + limits.hookRetry)
        } else {
            evidence.clearUntil = now + limits.canaryEvery
        }
        goOn(from: pass, now)
    }
}

import Knowledge
import Spaces
import TestSupport

@testable import Migration

/// Watches that a run keeps to what it was told, and asks for nothing that it may not.
struct OrderWatch {
    private var told: MigrationSettings
    private var batchItemsMost: Int
    private var isCancelled = false
    private var isRouteTurned = false
    /// The last look at the canaries; nil: there was none.
    private var look: CanaryFinding?
    /// Nil: not asked yet.
    private var isHookAgainst: Bool?
    private var verdict: EvaluationReport.Verdict?
    private var counts: SpaceCounts?
    /// There was nothing to compare at some count.
    private var wasEmpty = false
    /// Requests for items, or money for them, whose answers have not come.
    private var asking: Set<Ticket> = []
    /// Whose money is counted, and which may go to the embedder.
    private var paid: Set<Ticket> = []
    /// Answers that came from a model that was known to be another.
    private var foreign: Set<Ticket> = []

    init(of record: MigrationRecord) {
        told = record.settings
        batchItemsMost = record.settings.batchItems
    }

    var hasDrifted: Bool {
        if case .drifted = look { true } else { false }
    }

    mutating func hear(_ event: MigrationMachine.Event) {
        switch event {
        case .tuned(let settings):
            told = settings
            batchItemsMost = max(batchItemsMost, settings.batchItems)
        case .cancelRequested: isCancelled = true
        case .cancelled(.failure): isCancelled = false
        case .canariesChecked(_, .success(let finding)): look = finding
        case .hookAnswered(_, let refusal): isHookAgainst = refusal != nil
        case .evaluated(_, .success(let report)): verdict = report.verdict
        case .counted(.success(let fresh)):
            counts = fresh
            wasEmpty = wasEmpty || fresh.items == 0
        case .wasSetAside(let ticket, let result):
            if case .success = result, asking.contains(ticket) { paid.insert(ticket) }
            asking.remove(ticket)
        case .embedded(let ticket, _):
            asking.remove(ticket)
            if hasDrifted { foreign.insert(ticket) }
        default: break
        }
    }

    mutating func see(_ action: MigrationMachine.Action, of run: Run) throws {
        if isCancelled { try checkCancelled(action) }
        if action.isRequest, told.isPaused {
            throw Breach("a paused migration starts a request: \(action)")
        }
        switch action {
        case .setAside(let ticket, let micros):
            try checkBegin(ticket, of: run)
            try run.world.witness.checkSpend(micros, told.spendMicrosMax, of: run)
        case .embed(let ticket, let items):
            if paid.remove(ticket) == nil { try checkBegin(ticket, of: run) }
            asking.insert(ticket)
            try checkLook()
            guard items.count <= batchItemsMost else {
                throw Breach("\(items.count) items are in a batch, and \(batchItemsMost) may be")
            }
        case .abort: asking = []
        case .store(let ticket, _) where foreign.contains(ticket):
            throw Breach("9: what came from a model that is known to be another is stored")
        case .turn:
            try checkTurn(of: run)
            isRouteTurned = true
        case .turnBack: isRouteTurned = false
        default: break
        }
    }

    private func checkCancelled(_ action: MigrationMachine.Action) throws {
        switch action {
        case .readBacklog, .store, .quarantine, .adopt, .flip, .turn, .prepareIndex:
            throw Breach("a cancelled migration goes on: \(action)")
        case _ where action.isRequest:
            throw Breach("a cancelled migration starts a request: \(action)")
        default: break
        }
    }

    private mutating func checkBegin(_ ticket: Ticket, of run: Run) throws {
        asking.insert(ticket)
        guard asking.count <= max(told.concurrency, 1) else {
            throw Breach("\(asking.count) requests are in flight, and \(told.concurrency) may be")
        }
        let clock = WallClock(unixMsAtZero: run.machine.clock.unixMsAtZero)
        if !isRouteTurned, let hours = told.hours,
            clock.opening(of: hours, at: run.world.now) != nil
        {
            throw Breach("a request starts outside of the hours")
        }
    }

    private func checkLook() throws {
        guard look == .same else {
            throw Breach("9: a request starts, and the canaries are not known to be the same")
        }
    }

    /// The last moment at which an order can keep it from the flip.
    private func checkTurn(of run: Run) throws {
        guard !told.isPaused else { throw Breach("a paused migration hands over") }
        guard !told.holds || told.isCutOverOrdered else {
            throw Breach("a migration that is held hands over without an order")
        }
        guard look == .same else {
            throw Breach("9: the canaries are not the same, and the hand-over begins")
        }
        guard isHookAgainst == false else {
            throw Breach("the hook has not let the cut-over be, and the hand-over begins")
        }
        let now = run.world.store.durable.counts(of: run.space.id)
        let refused = min(now.quarantined, counts?.quarantined ?? 0)
        let items = max(now.items, counts?.items ?? 0)
        guard Double(refused) <= told.quarantineShareMax * Double(items) else {
            throw Breach("\(refused) of \(items) are quarantined, and the hand-over begins")
        }
        if told.isCutOverOrdered { return }
        if let verdict, !passes(verdict) {
            throw Breach("the gate \(told.gate) let the verdict \(verdict) through")
        }
        let isCompared = verdict != nil || wasEmpty
        guard isCompared || run.machine.isReturning && told.gate != .block else {
            throw Breach("it hands over, and nothing was compared")
        }
    }

    private func passes(_ verdict: EvaluationReport.Verdict) -> Bool {
        switch (told.gate, verdict) {
        case (.inform, _), (_, .go), (.hold, .inconclusive): true
        case (.hold, .noGo), (.block, .inconclusive), (.block, .noGo): false
        }
    }

    /// At the flip's own transaction.
    func flipped(missing: Int) -> Breach? {
        if missing > 0 { return Breach("6: \(missing) items were not embedded at the flip") }
        if told.isPaused { return Breach("a paused migration flips") }
        if hasDrifted { return Breach("9: it flips, and the canaries have drifted") }
        return isCancelled ? Breach("a cancelled migration asks for the flip") : nil
    }
}

extension MigrationMachine.Action {
    /// Something goes to the embedder.
    var isRequest: Bool {
        switch self {
        case .embed, .setAside, .probe, .checkCanaries, .evaluate: true
        default: false
        }
    }
}

import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

/// One run: a store, a server that comes and goes, its clients, its providers and a clock, all
/// determined by a seed, on one thread.
///
/// The machines of the memory and of the migration are the real ones; the shells around them are
/// played here, so that every moment between two steps can be a crash.
final class World {
    let seed: UInt64
    var random: SeededNumbers
    var timetable = Timetable()
    var store = ModelStore()
    var embedders: SimulatedEmbedders
    var ledger = Ledger()
    var witness = Witness()
    var tally = Tally()
    var story: Story
    /// What the provider wants to be paid, by migration.
    var bills: [Epoch: Int64] = [:]
    /// What writes are slowed down to.
    var arrivalLimit: Double?
    var server: Server?
    /// What each revision gave to whom.
    var texts: [Revision: (key: ItemKey, text: String)] = [:]

    /// How much trouble this run has.
    let chaos: Chaos
    let limits: MigrationLimits
    private(set) var isCalm = false
    var areClientsDone = false
    private var written = 0

    /// Between two goals; a run that needs more goes round in circles.
    static let eventsMax = 20_000
    static let keys = (0..<12).map { ItemKey(key: "key \($0)") }

    /// - Parameter chaos: nil: the seed decides.
    init(seed: UInt64, chaos: Chaos? = nil, isAloud: Bool = false) {
        self.seed = seed
        story = Story(isAloud: isAloud)
        var random = SeededNumbers(seed: seed)
        self.chaos = chaos ?? Chaos(by: &random)
        limits = MigrationLimits(by: &random)
        embedders = SimulatedEmbedders(
            troubles: self.chaos.troublesMax,
            span: self.chaos.pace * self.chaos.actions,
            isPriced: self.chaos.isPriced,
            random: &random
        )
        self.random = random
    }

    var now: Duration { timetable.now }
    var unixMs: Int64 { 1_700_000_000_000 + Int64(now / .milliseconds(1)) }
}

// Chance.
extension World {
    func happens(_ likelihood: Double) -> Bool {
        likelihood > 0 && Double.random(in: 0..<1, using: &random) < likelihood
    }

    func some(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    func after(_ wait: ClosedRange<Int>, _ body: @escaping () throws -> Void) {
        timetable.plan(at: now + .microseconds(some(wait)), body)
    }

    /// What the next comparison says.
    func verdict() -> EvaluationReport.Verdict {
        if chaos.isGood { return .go }
        return EvaluationReport.Verdict.allCases[some(0...2)]
    }

    /// A text of its own, with a word that finds it and nothing else.
    func newText(poisoned: Bool = false) -> String {
        written += 1
        let poisons = SimulatedEmbedders.Poison.allCases
        guard poisoned, let poison = poisons.randomElement(using: &random) else {
            return "text w\(written)"
        }
        return "text w\(written) \(poison.rawValue)"
    }
}

// Running.
extension World {
    /// - Throws: what must never happen.
    func run() throws {
        do {
            try seedItems()
            boot()
            planClients(for: chaos.actions)
            try go(until: { self.isQuiet }, within: .seconds(60), "the clients' work is done")
            isCalm = true
            embedders.recover()
            try drain()
            try witness.checkEnd(of: self)
        } catch let breach as Breach {
            throw breach.told(of: seed, step: timetable.happened, at: now)
        }
        tally.runs = 1
        tally.events = timetable.happened
    }

    func seedItems() throws {
        let identity = SimulatedEmbedders.targets[0]
        let log = try store.commit { [unixMs] in $0.establish(identity, atUnixMs: unixMs) }
        guard let space = log.active?.space.id else { throw Breach("no profile was established") }
        let count = some(0...Self.keys.count)
        for key in Self.keys.prefix(count) {
            let text = newText()
            let entry = IngestBatch.Entry(
                draft: ItemDraft(key: key, text: text),
                vector: embedders.vector(of: text, in: identity)
            )
            let batch = IngestBatch(entries: [entry], space: space, atUnixMs: unixMs)
            let receipt = try store.commit { tables throws(StoreError) in try tables.ingest(batch) }
                .receipt
            guard case .stored(_, let revision, _)? = receipt.outcomes.first else { continue }
            texts[revision] = (key, text)
            ledger[key] = Ledger.Entry(text: text, revision: revision, isEmbedded: true)
        }
        _ = store.sync()
        try witness.checkStore(of: self)
    }

    /// Lets things happen, each of which may be preceded by a crash, until `isDone`.
    func go(
        until isDone: () -> Bool,
        within time: Duration,
        _ goal: String
    ) throws {
        let deadline = now + time
        let last = timetable.happened + Self.eventsMax
        while !isDone() {
            guard timetable.happened < last, now < deadline else {
                throw Breach("4: within \(time) it never came that \(goal): \(situation)")
            }
            try maybeCrash()
            try maybeCancel()
            guard let next = timetable.next() else {
                throw Breach("nothing happens any more, and yet not: \(goal): \(situation)")
            }
            story.tell(step: timetable.happened, at: now)
            try next()
        }
    }

    private var situation: String {
        let machine = server?.machine.map { "\($0.phase) (\($0.reason))" } ?? "no migration"
        return "at \(now), \(machine), \(ledger.idle(among: Self.keys).count) idle keys"
    }
}

// Crashing.
extension World {
    private func maybeCrash() throws {
        guard let server, !isCalm, tally.crashes.values.reduce(0, +) < chaos.crashesMax else {
            return
        }
        var likelihood = chaos.crash
        if let within = chaos.crashWithin, server.run?.phase == within.phase {
            likelihood = max(likelihood, within.likelihood)
        }
        if server.moneyInFlight > 0 { likelihood = max(likelihood, chaos.crashWithMoney) }
        guard happens(likelihood) else { return }
        try crash(server)
    }

    private func maybeCancel() throws {
        guard !isCalm, server?.machine?.isRouteTurned ?? false, happens(chaos.cancelInHandOver)
        else { return }
        try server?.cancelMigration()
    }

    /// Memory is gone, and of what was not synced, all but a first part.
    private func crash(_ dying: Server) throws {
        tally.crashes[dying.run?.phase, default: 0] += 1
        if dying.moneyInFlight > 0 { tally.crashesWithMoney += 1 }
        if case .adopting = dying.machine?.state { tally.crashesWhileAdopting += 1 }
        let wasUnpublished = dying.isFlipUnpublished
        dying.die()
        server = nil
        store.crash(keeping: some(0...store.unsynced))
        learnTexts()
        witness.forgetLost(store.durable)
        arrivalLimit = nil
        story.tell("crash")
        if wasUnpublished { tally.crashesWithinFlip += 1 }
        try witness.checkStore(of: self)
        for key in Self.keys { ledger.settle(key, on: store.durable.item(at: key)) }
        after(1_000...50_000) { self.boot() }
    }

    /// Texts that became durable and that nobody was told of.
    private func learnTexts() {
        for item in store.durable.allItems { texts[item.revision] = (item.key, item.text) }
    }

    func boot() {
        let server = Server(in: self)
        self.server = server
        server.begin()
    }
}

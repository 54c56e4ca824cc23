import Knowledge
import Memory
import Migration
import Spaces
import TestSupport

// What clients do: each key has one client, who waits for an answer before it asks again.
extension World {
    func planClients(for actions: Int) {
        var due = now
        for _ in 0..<actions {
            due += chaos.pace * Double.random(in: 0.2..<2, using: &random)
            timetable.plan(at: due) { try self.act() }
        }
        var start = now
        for _ in 0..<some(1...3) {
            start += chaos.pace * Double.random(in: 1..<20, using: &random)
            timetable.plan(at: start) { self.startMigration() }
        }
        timetable.plan(at: due) { self.areClientsDone = true }
    }

    var isQuiet: Bool {
        areClientsDone && server != nil && ledger.idle(among: Self.keys).count == Self.keys.count
    }

    private func act() throws {
        guard let server else { return }
        switch some(0...19) {
        case 0...8: ingest(count: 1)
        case 9...11: ingest(count: 3)
        case 12: ingestAgain()
        case 13...14: delete()
        case 15...17: server.search(expecting: searchable())
        case 18: server.prune(SpaceID(rawValue: Int64(some(1...3))))
        default: if some(0...2) == 0 { try server.cancelMigration() } else { ingest(count: 1) }
        }
    }

    func ingest(count: Int) {
        // Poison stays where it is until it is replaced on purpose.
        let free = ledger.idle(among: Self.keys).filter { !isPoisoned($0) }
        let keys = free.shuffled(using: &random).prefix(count)
        let drafts = keys.map { key in
            ItemDraft(
                key: key,
                text: newText(poisoned: !isCalm && chaos.isPoisoned && some(0...7) == 0)
            )
        }
        send(drafts)
    }

    private func ingestAgain() {
        let key = ledger.idle(among: Self.keys).randomElement(using: &random)
        guard let key, let text = ledger[key].text else { return }
        send([ItemDraft(key: key, text: text)])
    }

    func send(_ drafts: [ItemDraft]) {
        guard let server, !drafts.isEmpty else { return }
        for draft in drafts { ledger[draft.key].asked = .text(draft.text) }
        server.ingest(drafts)
    }

    func delete() {
        let key = ledger.idle(among: Self.keys).randomElement(using: &random)
        guard let server, let key else { return }
        ledger[key].asked = .deletion
        server.delete(key)
    }

    /// A text that was acknowledged as found by its meaning, and that nobody is changing.
    private func searchable() -> ItemKey? {
        ledger.idle(among: Self.keys).filter { ledger[$0].isEmbedded }.randomElement(using: &random)
    }

    private func startMigration() {
        guard let target = SimulatedEmbedders.targets.randomElement(using: &random) else { return }
        let settings = MigrationSettings(
            itemsPerSecondMax: some(0...3) == 0 ? 100 : nil,
            batchItems: some(1...3),
            concurrency: some(1...3)
        )
        server?.startMigration(to: target, settings)
    }
}

// Steady writes, without a pause until the goal is reached.
extension World {
    /// - Throws: a breach if the migration did not end by a flip in its first hand-over.
    func migrateUnderSteadyWrites() throws {
        do {
            try seedItems()
            boot()
            ingestForEver()
            let target = SimulatedEmbedders.targets[1]
            server?.startMigration(to: target, MigrationSettings(batchItems: 2, concurrency: 2))
            try go(until: { self.tally.flips == 1 }, within: .seconds(5), "the flip has come")
            guard tally.abandoned == 0, tally.pending == 0 else {
                throw Breach("4: \(tally.abandoned) abandoned, \(tally.pending) pending")
            }
        } catch let breach as Breach {
            throw breach.told(of: seed, step: timetable.happened, at: now)
        }
    }

    private func ingestForEver() {
        ingest(count: 1)
        timetable.plan(at: now + chaos.pace) { self.ingestForEver() }
    }
}

// Told by the server.
extension World {
    func answered(_ outcomes: [ItemKey: Answer]) throws {
        for (key, answer) in outcomes {
            switch answer {
            case .stored(let revision, let isEmbedded):
                guard case .text(let text)? = ledger[key].asked else {
                    throw Breach("\(key.key) was answered and not asked for")
                }
                ledger[key] = Ledger.Entry(text: text, revision: revision, isEmbedded: isEmbedded)
                tally.writes += 1
                if isEmbedded { tally.embedded += 1 } else { tally.pending += 1 }
            case .deleted:
                ledger[key] = Ledger.Entry()
                tally.deletes += 1
            case .unchanged, .failed:
                ledger[key].asked = nil
            }
        }
        try witness.checkAnswers(outcomes.keys.map(\.self), in: self)
    }

    enum Answer {
        case stored(Revision, isEmbedded: Bool)
        case unchanged
        case deleted
        /// Nothing was done.
        case failed
    }
}

// The end: all troubles are over, and what must come of itself has to come.
extension World {
    private func isPoisoned(_ key: ItemKey) -> Bool {
        ledger[key].text?.contains(SimulatedEmbedders.poison) ?? false
    }

    private func replacePoison() {
        let poisoned = Self.keys.filter(isPoisoned)
        send(ledger.idle(among: poisoned).map { ItemDraft(key: $0, text: newText()) })
        guard !poisoned.isEmpty else { return }
        timetable.plan(at: now + .seconds(1)) { self.replacePoison() }
    }

    func drain() throws {
        // The migration must wait for this, and by then it has tried again.
        timetable.plan(at: now + .seconds(some(0...12))) { self.replacePoison() }
        planRetries()
        // Writes go on, so that convergence does not wait for silence.
        for number in 1...60 {
            timetable.plan(at: now + .milliseconds(100 * number)) { self.ingest(count: 1) }
        }
        try go(
            until: { self.server?.machine == nil && self.server?.isRouteIdle ?? false },
            within: .seconds(300),
            "the migration has come to its end"
        )
        let isHealed = {
            guard let server = self.server else { return false }
            let counts = self.store.durable.counts(of: server.serving.profile.space.id)
            return self.isQuiet && server.isIdle && counts.embedded == counts.items
        }
        try go(until: isHealed, within: .seconds(120), "everything acknowledged is embedded")
    }

    /// What a provider's trouble put into the quarantine is asked for once more.
    private func planRetries() {
        timetable.plan(at: now + .seconds(5)) {
            self.server?.retryQuarantine()
            self.planRetries()
        }
    }
}

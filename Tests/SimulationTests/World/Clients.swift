import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

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
            timetable.plan(at: start) { try self.startMigration() }
        }
        timetable.plan(at: due) { self.areClientsDone = true }
    }

    var isQuiet: Bool {
        areClientsDone && server != nil && ledger.idle(among: Self.keys).count == Self.keys.count
    }

    private func act() throws {
        guard let server else { return }
        if happens(chaos.operators) { return try operate(server) }
        switch some(0...17) {
        case 0...8: ingest(count: 1)
        case 9...11: ingest(count: 3)
        case 12: ingestAgain()
        case 13...14: delete()
        default: server.search(expecting: searchable())
        }
    }

    func ingest(count: Int) {
        // At the end, poison stays where it is until it is replaced on purpose.
        let free = ledger.idle(among: Self.keys).filter { !isCalm || !isPoisoned($0) }
        let keys = free.shuffled(using: &random).prefix(count)
        let drafts = keys.map { key in
            ItemDraft(
                key: key,
                text: newText(poisoned: !isCalm && chaos.isPoisoned && some(0...5) == 0)
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
        story.tell("ingest \(drafts.map { "\($0.key.key): \($0.text)" })")
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
            try server?.startMigration(to: target, MigrationSettings(batchItems: 2, concurrency: 2))
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
        for (key, answer) in outcomes.sorted(by: { $0.key.key < $1.key.key }) {
            switch answer {
            case .stored(let revision, let isEmbedded):
                guard case .text(let text)? = ledger[key].asked else {
                    throw Breach("\(key.key) was answered and not asked for")
                }
                ledger[key] = Ledger.Entry(text: text, revision: revision, isEmbedded: isEmbedded)
                tally.writes += 1
                story.tell("stored \(key.key) at \(revision.rawValue), embedded: \(isEmbedded)")
                if isEmbedded { tally.embedded += 1 } else { tally.pending += 1 }
            case .deleted:
                ledger[key] = Ledger.Entry()
                tally.deletes += 1
            case .unchanged, .failed:
                ledger[key].asked = nil
            }
        }
        try witness.checkAnswers(outcomes.keys.sorted { $0.key < $1.key }, in: self)
    }

    enum Answer {
        case stored(Revision, isEmbedded: Bool)
        case unchanged
        case deleted
        /// Nothing was done.
        case failed
    }
}

import Knowledge
import Spaces
import TestSupport

@testable import Migration

// The end: all troubles are over, and what must come of itself has to come.
extension World {
    func isPoisoned(_ key: ItemKey) -> Bool {
        guard let text = ledger[key].text else { return false }
        return SimulatedEmbedders.Poison.allCases.contains { text.contains($0.rawValue) }
    }

    private func replacePoison() {
        let poisoned = Self.keys.filter(isPoisoned)
        send(ledger.idle(among: poisoned).map { ItemDraft(key: $0, text: newText()) })
        guard !poisoned.isEmpty else { return }
        timetable.plan(at: now + .seconds(1)) { self.replacePoison() }
    }

    func drain() throws {
        // In half of the runs: what is refused is mended. Otherwise it stays, and is put up with.
        if some(0...1) == 0 {
            timetable.plan(at: now + .seconds(some(0...12))) { self.replacePoison() }
        }
        try operateWell()
        // Writes go on, so that convergence does not wait for silence.
        for number in 1...60 {
            timetable.plan(at: now + .milliseconds(100 * number)) { self.ingest(count: 1) }
        }
        try go(
            until: {
                guard let server = self.server else { return false }
                return server.run == nil && server.waitingRuns.isEmpty && server.orders.isIdle
            },
            within: .seconds(300),
            "the migration has come to its end"
        )
        // Whatever a provider's bad answers put into the quarantine is asked for once more.
        if let server { server.retryQuarantine(in: server.serving.profile.space.id) }
        let isHealed = {
            guard let server = self.server else { return false }
            let tables = self.store.durable
            let space = server.serving.profile.space
            let guilty = tables.allItems.count {
                SimulatedEmbedders.poison(in: $0.text, for: space.identity) != nil
            }
            let counts = tables.counts(of: space.id)
            return self.isQuiet && server.isIdle && counts.quarantined == guilty
                && counts.embedded + guilty == counts.items
        }
        try go(until: isHealed, within: .seconds(120), "everything acknowledged is embedded")
    }

    /// An operator who does what the migration says that it waits for, and nothing else.
    private func operateWell() throws {
        timetable.plan(at: now + .seconds(2)) { try self.operateWell() }
        guard let server, let machine = server.machine else { return }
        switch machine.progress(at: now).brake?.brake {
        case .paused: try server.order(isResuming: true) { $0.isPaused = false }
        case .holding: try server.order { $0.isCutOverOrdered = true }
        case .spend: try server.order { $0.spendMicrosMax = nil }
        case .quarantine: try server.order { $0.quarantineShareMax = 1 }
        case .hours: try server.order { $0.hours = nil }
        case .embedder, .rate, .nice, .liveLoad, .provider, .store, nil: break
        }
    }
}

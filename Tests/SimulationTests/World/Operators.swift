import Knowledge
import Spaces
import TestSupport

@testable import Migration

// What operators do, at any moment and with little sense.
extension World {
    func operate(_ server: Server) throws {
        switch some(0...15) {
        case 0...1: try server.order { $0.isPaused = true }
        case 2...4: try server.order(isResuming: true) { $0.isPaused = false }
        case 5: try server.order { $0.holds = true }
        case 6...7: try server.order { $0.isCutOverOrdered = true }
        case 8...9:
            let turn = someTurn()
            try server.order(turn)
        case 10: try server.cancelMigration()
        case 11: try server.rollBack(settings())
        case 12: try prune(server)
        case 13...14: server.retryQuarantine()
        default: try startMigration()
        }
    }

    private func prune(_ server: Server) throws {
        guard let target = SimulatedEmbedders.targets.randomElement(using: &random) else { return }
        try server.prune(target)
    }

    func startMigration() throws {
        guard let target = SimulatedEmbedders.targets.randomElement(using: &random) else { return }
        var settings = settings()
        let first = SimulatedEmbedders.targets[0]
        if target == SimulatedEmbedders.renamed, some(0...2) > 0 {
            settings.adopted =
                store.durable.profileLog.rows.first { $0.space.identity == first }?.space.id
        }
        try server?.startMigration(to: target, settings)
    }

    private func settings() -> MigrationSettings {
        var settings = MigrationSettings(
            itemsPerSecondMax: some(0...3) == 0 ? 100 : nil,
            batchItems: some(1...4),
            concurrency: some(1...3)
        )
        settings.gate = EvaluationGate.allCases[some(0...2)]
        settings.holds = some(0...4) == 0
        settings.isPaused = some(0...15) == 0
        settings.quarantineShareMax = [0.05, 0.3, 1][some(0...2)]
        settings.rollbackWindowSeconds = [0, 1, 86_400][some(0...2)]
        if some(0...1) == 0 { settings.spendMicrosMax = Int64(some(20...200)) }
        return settings
    }

    private func someTurn() -> (inout MigrationSettings) -> Void {
        let (items, requests) = (some(1...4), some(1...3))
        let fresh = settings()
        let searchP99MsMax = some(0...1) == 0 ? 20 : nil
        return switch some(0...9) {
        case 0: { $0.batchItems = items }
        case 1: { $0.concurrency = requests }
        case 2: { $0.itemsPerSecondMax = fresh.itemsPerSecondMax }
        case 3: { $0.nice = Double(requests - 1) }
        case 4: { $0.spendMicrosMax = fresh.spendMicrosMax }
        case 5: { $0.quarantineShareMax = fresh.quarantineShareMax }
        case 6: { $0.gate = fresh.gate }
        // It begins at 22:13 UTC: there is little time in it, or much outside of it.
        case 7: { $0.hours = HoursOfDay(fromMinute: 60 * items, toMinute: 60 * items + 60) }
        case 8: { $0.searchP99MsMax = searchP99MsMax }
        default: { $0.rollbackWindowSeconds = fresh.rollbackWindowSeconds }
        }
    }
}

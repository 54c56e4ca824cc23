import Knowledge
import Spaces

@testable import Migration

/// An operator.
extension World {
    /// An operator's hands: whatever they do, it goes on in the end.
    mutating func order() {
        var settings = machine.settings
        switch Int.random(in: 0..<7, using: &random) {
        case 0: settings.isPaused = true
        case 1: settings.isPaused = false
        case 2: settings.holds.toggle()
        case 3: settings.concurrency = Int.random(in: 1...4, using: &random)
        case 4: settings.itemsPerSecondMax = random.chance(0.5) ? 500 : nil
        case 5: return retryQuarantined()
        default: return feed(.resumeRequested)
        }
        tune(settings)
    }

    mutating func tune(_ settings: MigrationSettings) {
        shelf.keep(settings, of: record.epoch)
        feed(.tuned(settings))
    }

    /// Nothing that an operator ordered is left to keep it.
    mutating func release() {
        var settings = machine.settings
        settings.isPaused = false
        settings.isCutOverOrdered = true
        settings.quarantineShareMax = 1
        settings.spendMicrosMax = nil
        tune(settings)
    }

    private mutating func retryQuarantined() {
        shelf.retryQuarantined()
        feed(.quarantineRetried)
    }
}

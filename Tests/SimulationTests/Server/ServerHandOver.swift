import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

// The end of a hand-over, and what stays of the space that was left.
extension Server {
    /// Every write that began before the turn has committed.
    func settled() { run?.settled() }

    /// (profile, index, route) become the new ones at once.
    func publish(_ record: MigrationRecord) throws {
        let row = world.store.durable.profileLog.rows.first { $0.epoch == record.epoch }
        guard let row, let profile = ActiveProfile(row) else {
            throw Breach("1: epoch \(record.epoch.rawValue) is published and has not finished")
        }
        guard let index = indexes[record.space.id], index.isReady else {
            throw Breach("2: epoch \(record.epoch.rawValue) is published without its index")
        }
        serving = Serving(profile: profile, index: index)
        isFlipUnpublished = false
        world.tally.flips += 1
        if world.isWayBack(record) { world.tally.rollbacks += 1 }
        let actions = route.publish(record.space.id, at: world.now)
        releaseIndexes()
        try carryOut(actions)
        try world.witness.checkServing(of: self, in: world)
        wakeHealer()
    }

    /// Lets go of what is neither served nor built nor kept for a way back.
    func releaseIndexes() {
        let log = world.store.durable.profileLog
        let used = world.openWindows.map(\.space.id) + [serving.profile.space.id]
        let building = run.flatMap { $0.isOver ? nil : $0.space.id }
        for space in indexes.keys
        where !used.contains(space) && space != building && space != log.active?.space.id {
            indexes[space] = nil
        }
    }
}

extension World {
    /// The rollback windows that are open now.
    var openWindows: [RollbackWindow] {
        let log = store.durable.profileLog
        var settings: [Epoch: MigrationSettings] = [:]
        for row in log.rows { settings[row.epoch] = store.durable.migration(row.epoch)?.settings }
        return RollbackWindow.open(in: log, settings: settings, at: unixMs)
    }

    /// Searches were served from the space before.
    func isWayBack(_ record: MigrationRecord) -> Bool {
        store.durable.profileLog.rows.contains { row in
            row.space == record.space && row.epoch < record.epoch
                && row.ending?.outcome == .finished
        }
    }
}

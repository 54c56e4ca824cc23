import Knowledge
import Memory
import Migration
import Spaces
import TestSupport

// The route's lane: one turn at a time, in order.
extension Server {
    func nextOfRouteLane() throws {
        guard !lanes.isRouteBusy, !lanes.route.isEmpty else { return }
        switch lanes.route.removeFirst() {
        case .turn(let ticket):
            guard let record else { return try nextOfRouteLane() }
            lanes.isRouteBusy = true
            turning = ticket
            at(world.now + MigrationLimits.standard.straggling) {
                guard self.turning == ticket else { return }
                try self.carryOut(self.route.stragglersDeadline())
            }
            try carryOut(route.turn(to: record.space.id, at: world.now))
        case .turnBack:
            world.tally.abandoned += 1
            try carryOut(route.turnBack(at: world.now))
            wakeHealer()
            try nextOfRouteLane()
        default:
            try nextOfRouteLane()
        }
    }

    /// Every write that began before the turn has committed.
    func settled() {
        guard let ticket = turning else { return }
        turning = nil
        let run = runNumber
        after(0...100) {
            self.lanes.isRouteBusy = false
            if self.runNumber == run { try self.deliver(.turned(ticket)) }
            try self.nextOfRouteLane()
        }
    }
}

// The log's lane: changes of phase and flips, in order.
extension Server {
    func nextOfLogLane() {
        guard !lanes.isLogBusy, !lanes.log.isEmpty, let record else { return }
        lanes.isLogBusy = true
        switch lanes.log.removeFirst() {
        case .record(let phase, let reason): write(phase, reason, of: record)
        case .flip(let ticket, let pass, let through): flip(ticket, pass, through, of: record)
        default: doneInLogLane()
        }
    }

    private func doneInLogLane() {
        lanes.isLogBusy = false
        nextOfLogLane()
    }

    private func write(_ phase: Phase, _ reason: String, of record: MigrationRecord) {
        let unixMs = world.unixMs
        write(
            { tables throws(StoreError) in
                try tables.record(phase, reason: reason, of: record.epoch, atUnixMs: unixMs)
            },
            then: { result in
                if case .success(nil) = result, self.record?.epoch == record.epoch,
                    let phase = self.world.store.durable.migration(record.epoch)?.phase,
                    let outcome = ProfileOutcome(rawValue: phase.rawValue)
                {
                    try self.deliver(.foundEnded(outcome))
                }
                self.doneInLogLane()
            }
        )
    }

    private func flip(
        _ ticket: Ticket,
        _ pass: Revision,
        _ through: Revision,
        of record: MigrationRecord
    ) {
        let unixMs = world.unixMs
        let deadline = world.now + MigrationLimits.standard.flipWait
        submit(
            WriterQueue.Unit(
                commit: { store throws(StoreError) in
                    // The writer's taking up: the permit is asked for here.
                    let isPermitted =
                        self.world.now <= deadline && self.machine?.permitsFlip(ticket) ?? false
                    let result = try store.commit { tables throws(StoreError) in
                        try tables.flip(
                            record.epoch,
                            pass: pass,
                            through: through,
                            atUnixMs: unixMs,
                            isPermitted: isPermitted
                        )
                    }
                    if case .flipped = result { self.isFlipUnpublished = true }
                    return { try self.flipped(ticket, .success(result), of: record) }
                },
                failed: { try self.flipped(ticket, .failure($0), of: record) }
            )
        )
    }

    private func flipped(
        _ ticket: Ticket,
        _ result: Result<FlipResult, StoreError>,
        of record: MigrationRecord
    ) throws {
        if self.record?.epoch == record.epoch { try deliver(.flipped(ticket, result)) }
        doneInLogLane()
    }

    /// (profile, index, route) become the new ones at once.
    func publish(_ record: MigrationRecord) throws {
        let row = world.store.durable.profileLog.rows.first { $0.epoch == record.epoch }
        guard let row, let profile = ActiveProfile(row) else {
            throw Breach("1: epoch \(record.epoch.rawValue) is published and has not finished")
        }
        guard let index = indexes[record.space.id], index.isReady else {
            throw Breach("2: epoch \(record.epoch.rawValue) is published without its index")
        }
        let old = serving.profile.space.id
        serving = Serving(profile: profile, index: index)
        isFlipUnpublished = false
        world.tally.flips += 1
        let actions = route.publish(record.space.id, at: world.now)
        if old != record.space.id { indexes[old] = nil }
        try carryOut(actions)
        try world.witness.checkServing(of: self, in: world)
        wakeHealer()
    }
}

import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

/// The migration's shell, around one machine: as `MigrationRun` is.
final class Run {
    unowned let server: Server
    let record: MigrationRecord
    var machine: MigrationMachine
    var watch: OrderWatch
    private(set) var isOver = false

    private var alarm: Duration?
    /// What was in flight before the last abort is not heard of.
    private(set) var aborts = 0
    var evaluations = 0
    /// Changes of phase and flips, in order.
    private var logLane: [MigrationMachine.Action] = []
    private var isLogBusy = false
    /// Turns, in order.
    private var routeDue: Duration = .zero
    private var routeWaiting = 0
    /// The ticket of the turn that waits for the earlier writes.
    private var turning: Ticket?

    var world: World { server.world }
    var space: Space { record.space }
    /// As it is shown; a hand-over from the turn of the route on.
    var phase: Phase? {
        if isOver { return nil }
        return machine.isRouteTurned ? .handingOver : machine.phase
    }
    var price: Int64 { world.embedders.microsPerMillionTokens(of: record.space.identity) }

    init(_ record: MigrationRecord, on server: Server) {
        let world = server.world
        self.server = server
        self.record = record
        let rows = world.store.durable.profileLog.rows
        machine = MigrationMachine(
            record,
            limits: world.limits,
            textsPerCallMax: 64,
            microsPerMillionTokens: world.embedders.microsPerMillionTokens(
                of: record.space.identity
            ),
            isReturning: rows.contains { row in
                row.space.id == record.space.id && row.ending?.outcome == .finished
            },
            unixMsAtZero: world.unixMs - Int64(world.now / .milliseconds(1)),
            jitterSeed: world.seed,
            at: world.now
        )
        watch = OrderWatch(of: record)
    }

    func begin() {
        world.witness.began(in: space.id, with: world.store.durable)
        server.after(0...5_000) { try self.deliver(.begin) }
    }

    func deliver(_ event: MigrationMachine.Event) throws {
        guard !isOver else { return }
        watch.hear(event)
        let actions = machine.handle(event, at: world.now)
        for action in actions {
            world.story.tell(action, of: record.epoch)
            try watch.see(action, of: self)
            try carryOut(action)
        }
        planTick()
    }

    /// An event of this run; none, if it was aborted or has ended meanwhile.
    func later(
        _ wait: ClosedRange<Int>,
        _ event: @escaping () -> MigrationMachine.Event
    ) {
        let aborts = aborts
        server.after(wait) { if self.aborts == aborts { try self.deliver(event()) } }
    }

    private func planTick() {
        guard !isOver, let wake = machine.nextWake(after: world.now),
            alarm.map({ wake < $0 }) ?? true
        else { return }
        alarm = wake
        server.at(wake) {
            guard self.alarm == wake else { return }
            self.alarm = nil
            try self.pollWritePath()
            try self.deliver(.tick)
            self.planTick()
        }
    }

    private func pollWritePath() throws {
        guard machine.isRouteTurned, server.route.turnedTo == space.id else { return }
        let fault =
            server.route.newEmbedderFault ?? server.breakers[space.id]?.problem?.reason
        if let fault { try deliver(.writePathFault(fault)) }
    }
}

// Ending.
extension Run {
    func abort() {
        aborts += 1
        world.witness.forgetLost(in: space.id, world.store.durable)
    }

    func finish() throws {
        isOver = true
        abort()
        try world.witness.checkServing(of: server, in: world)
        endIfDone()
    }

    private func endIfDone() {
        guard isOver, logLane.isEmpty, !isLogBusy, routeWaiting == 0, turning == nil else { return }
        server.after(0...100) { self.server.ended(self) }
    }
}

// The route's lane: what comes behind a turn does not wait for its end.
extension Run {
    func sendToRoute(_ action: MigrationMachine.Action) {
        routeDue = max(routeDue, world.now + .microseconds(world.some(0...200)))
        routeWaiting += 1
        server.at(routeDue) {
            self.routeWaiting -= 1
            switch action {
            case .turn(let ticket): try self.turn(ticket)
            case .turnBack: try self.turnBack()
            default: break
            }
            self.endIfDone()
        }
    }

    private func turn(_ ticket: Ticket) throws {
        turning = ticket
        server.at(world.now + world.limits.straggling) {
            guard self.turning == ticket else { return }
            try self.server.carryOut(self.server.route.stragglersDeadline())
        }
        try server.carryOut(server.route.turn(to: space.id, at: world.now))
        server.breakers[space.id]?.succeeded()
        if server.indexes[space.id]?.isReady != true {
            server.route.newEmbedderFailed("its index is not loaded")
        }
    }

    private func turnBack() throws {
        world.tally.abandoned += 1
        try server.carryOut(server.route.turnBack(at: world.now))
        server.wakeHealer()
    }

    /// Every write that began before the turn has committed.
    func settled() {
        guard let ticket = turning else { return }
        turning = nil
        server.after(0...100) {
            try self.pollWritePath()
            try self.deliver(.turned(ticket))
            self.endIfDone()
        }
    }
}

// The log's lane.
extension Run {
    func sendToLog(_ action: MigrationMachine.Action) throws {
        logLane.append(action)
        try nextOfLogLane()
    }

    private func nextOfLogLane() throws {
        guard !isLogBusy else { return }
        guard !logLane.isEmpty else { return endIfDone() }
        isLogBusy = true
        switch logLane.removeFirst() {
        case .record(let phase, let reason): write(phase, reason)
        case .flip(let ticket, let pass, let through): try flip(ticket, pass, through)
        default: try doneInLogLane()
        }
    }

    private func doneInLogLane() throws {
        isLogBusy = false
        try nextOfLogLane()
    }

    private func write(_ phase: Phase, _ reason: String) {
        let (epoch, unixMs) = (record.epoch, world.unixMs)
        server.write(
            { tables throws(StoreError) in
                try tables.record(phase, reason: reason, of: epoch, atUnixMs: unixMs)
            },
            then: { result in
                if case .success(nil) = result,
                    let phase = self.world.store.durable.migration(epoch)?.phase,
                    let outcome = ProfileOutcome(rawValue: phase.rawValue)
                {
                    try self.deliver(.foundEnded(outcome))
                }
                try self.doneInLogLane()
            }
        )
    }

    private func flip(_ ticket: Ticket, _ pass: Revision, _ through: Revision) throws {
        try pollWritePath()
        let (epoch, space, unixMs) = (record.epoch, space.id, world.unixMs)
        let deadline = world.now + world.limits.flipWait
        server.submit(
            WriterQueue.Unit(
                commit: { store throws(StoreError) in
                    // The writer's taking up: the permit is asked for here.
                    let isPermitted =
                        self.world.now <= deadline && !self.isOver
                        && self.machine.permitsFlip(ticket)
                    let (result, missing) = try store.commit { tables throws(StoreError) in
                        let missing = tables.backlog(
                            of: space,
                            after: .none,
                            limit: BacklogLimit(items: .max)
                        )
                        .items.count { $0.revision <= through }
                        let written = try tables.flip(
                            epoch,
                            pass: pass,
                            through: through,
                            atUnixMs: unixMs,
                            isPermitted: isPermitted
                        )
                        return Written((written.answer, missing), written.effects)
                    }
                    var breach: Breach?
                    if case .flipped = result {
                        self.server.isFlipUnpublished = true
                        breach = self.watch.flipped(missing: missing)
                    }
                    return {
                        if let breach { throw breach }
                        try self.flipped(ticket, .success(result))
                    }
                },
                failed: { try self.flipped(ticket, .failure($0)) }
            )
        )
    }

    private func flipped(_ ticket: Ticket, _ result: Result<FlipResult, StoreError>) throws {
        try deliver(.flipped(ticket, result))
        try doneInLogLane()
    }
}

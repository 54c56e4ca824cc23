import Knowledge
import Memory
import Migration
import Spaces
import TestSupport

/// The process: everything in it is lost by a crash.
///
/// Plays the shells of the memory and the migration around their machines.
final class Server {
    unowned let world: World
    private(set) var isAlive = true

    var route: WriteRoute
    var serving: Serving
    /// Fed by commits.
    var indexes: [SpaceID: SimulatedIndex] = [:]
    var breakers: [SpaceID: Breaker] = [:]
    var writer = WriterQueue()

    // Writes.
    var requests: [WriteRoute.Token: Request] = [:]

    // The healer.
    var healing = HealingPass()
    var healerNap = 0
    var isHealerAwake = false
    var wasHealerWoken = false

    // The migration.
    var machine: MigrationMachine?
    var record: MigrationRecord?
    var lanes = Lanes()
    var alarm: Duration?
    var runNumber = 0
    var abortNumber = 0
    /// The ticket of the turn that waits for the earlier writes.
    var turning: Ticket?
    /// The flip has committed, and its profile is not published yet.
    var isFlipUnpublished = false

    /// What a search pins: one value.
    struct Serving {
        let profile: ActiveProfile
        let index: SimulatedIndex
    }

    struct Lanes {
        var log: [MigrationMachine.Action] = []
        var route: [MigrationMachine.Action] = []
        var isLogBusy = false
        var isRouteBusy = false
    }

    /// Starts from what the store holds; nothing else is known.
    init(in world: World) {
        self.world = world
        let tables = world.store.durable
        guard let active = tables.profileLog.active else {
            preconditionFailure("the store has an active profile from its beginning")
        }
        let index = SimulatedIndex(active.space)
        index.load(tables.vectors(in: active.space.id, after: nil, limit: .max))
        index.endLoading()
        indexes[active.space.id] = index
        serving = Serving(profile: active, index: index)
        route = WriteRoute(active: active.space.id)
    }

    func begin() {
        if let building = world.store.durable.profileLog.building,
            let record = world.store.durable.migration(building.epoch)
        {
            runMigration(record)
        }
        wakeHealer()
    }

    func die() { isAlive = false }

    /// Something of this process, later; nothing, if it has died by then.
    func after(_ wait: ClosedRange<Int>, _ body: @escaping () throws -> Void) {
        at(world.now + .microseconds(world.some(wait)), body)
    }

    func at(_ due: Duration, _ body: @escaping () throws -> Void) {
        world.timetable.plan(at: due) { [self] in
            if isAlive { try body() }
        }
    }

    func identity(of space: SpaceID) -> SpaceIdentity {
        guard let known = world.store.durable.space(space) else {
            preconditionFailure("space \(space.rawValue) was never made")
        }
        return known.identity
    }

    var isRouteIdle: Bool { lanes.route.isEmpty && !lanes.isRouteBusy }
    var isIdle: Bool { requests.isEmpty && writer.isIdle && !isHealerAwake }
}

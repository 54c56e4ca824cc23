import Knowledge
import Memory
import Spaces
import TestSupport

@testable import Migration

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
    var run: Run?
    /// Begin when the one before has ended.
    var waitingRuns: [MigrationRecord] = []
    /// One at a time.
    var orders = Orders()
    /// Writes of money that are on their way.
    var moneyInFlight = 0
    /// The flip has committed, and its profile is not published yet.
    var isFlipUnpublished = false

    // What keeps left spaces fresh.
    var keeping: FreshKeeping
    var keptFresh: [SpaceID] = []
    /// Goes up whenever what it had under way is given up.
    var keeperTurn = 0

    /// What a search pins: one value.
    struct Serving {
        let profile: ActiveProfile
        let index: SimulatedIndex
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
        keeping = FreshKeeping(limits: world.limits, jitterSeed: world.seed)
    }

    /// The migration at work, if one is.
    var machine: MigrationMachine? { run.flatMap { $0.isOver ? nil : $0.machine } }

    func begin() {
        if let building = world.store.durable.profileLog.building,
            let record = world.store.durable.migration(building.epoch)
        {
            begin(record)
        } else {
            keepFresh()
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

    var isIdle: Bool {
        requests.isEmpty && writer.isIdle && !isHealerAwake && run == nil && orders.isIdle
    }
}

// Runs, one behind the other.
extension Server {
    func begin(_ record: MigrationRecord) {
        guard run?.record.epoch != record.epoch else { return }
        guard run == nil else { return waitingRuns.append(record) }
        giveUpKeepingFresh()
        let run = Run(record, on: self)
        self.run = run
        run.begin()
    }

    /// What it sent is done.
    func ended(_ ended: Run) {
        guard run === ended else { return }
        run = nil
        if waitingRuns.isEmpty { keepFresh() } else { begin(waitingRuns.removeFirst()) }
    }
}

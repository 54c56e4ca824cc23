import TestSupport

@testable import Channels

/// Holds a run to what the chat channel promises.
struct ChatWitness {
    /// Their end was asked for, and the worker knows.
    var cancelled: Set<JobID> = []
    private var successes: Set<JobID> = []
    private var urgent: (id: JobID, since: Duration)?
    private(set) var tally = ChatTally()

    mutating func succeeded(_ id: JobID) throws {
        guard successes.insert(id).inserted else {
            throw ChatBreach("job \(id.rawValue) succeeded twice")
        }
    }

    mutating func generates(_ id: JobID, in world: ChatWorld) throws {
        tally.generations += 1
        if let other = world.host.generations.values.first {
            throw ChatBreach("job \(id.rawValue) generates beside \(other.job.rawValue)")
        }
        if cancelled.contains(id), world.server?.machine.jobs[id]?.isCancelRequested == false {
            throw ChatBreach("job \(id.rawValue) generates though its end was asked for")
        }
        guard world.jobs.job(id)?.state == .running else {
            throw ChatBreach("job \(id.rawValue) generates and the store does not know")
        }
    }

    /// Whoever has waited longest, and too long, is next but for what is under way.
    mutating func look(at server: ChatServer) throws {
        let world = server.world
        guard world.isHealthy, let oldest = server.machine.queue.oldestDue else {
            urgent = nil
            return
        }
        let waitMax = world.settings.drain.waitMax
        guard world.now - oldest.submitted >= waitMax, !isHeld(server) else {
            urgent = nil
            return
        }
        if urgent?.id != oldest.id {
            urgent = (oldest.id, world.now)
            tally.late += 1
        }
        guard let since = urgent?.since else { return }
        guard world.now - since <= Self.patience(of: world) else {
            throw ChatBreach(
                "job \(oldest.id.rawValue) has been next for \(world.now - since): \(world.state)"
            )
        }
    }

    private func isHeld(_ server: ChatServer) -> Bool {
        if server.machine.hold != nil { return true }
        switch server.machine.state {
        case .held: return true
        case .clearing(let clearing): return clearing.goal.use == .embedding
        case .making(let making): return making.goal.use == .embedding
        default: return false
        }
    }

    /// One job, one change, and what a change is promised; a guest's slice is short beside it.
    private static func patience(of world: ChatWorld) -> Duration {
        let job = Duration.milliseconds(1_500 + 12 * 400 + 200)
        let change = Duration.milliseconds(1_200 + 300 + 400)
        return job + change + change * world.settings.drain.changesPaidBack
            + world.settings.drain.guestSlice + .seconds(1)
    }

    mutating func admitted(_ state: ChatMachine.State) {
        if case .held = state { tally.held += 1 } else { tally.lent += 1 }
    }

    mutating func checkEnd(of world: ChatWorld) throws {
        tally.jobs = world.jobs.all.count
        tally.crashes = world.lives - 1
        for job in world.jobs.unfinished {
            throw ChatBreach("job \(job.id.rawValue) is \(job.state) for ever: \(world.state)")
        }
        for job in world.jobs.all where job.state == .succeeded {
            guard successes.contains(job.id) else {
                throw ChatBreach("job \(job.id.rawValue) succeeded and nobody wrote it")
            }
        }
        if let watcher = world.clients.first(where: { !$0.isOver }) {
            throw ChatBreach("the watcher of job \(watcher.id.rawValue) never heard of its end")
        }
    }
}

/// What came up in how many places: a run in which nothing happens proves nothing.
struct ChatTally {
    var jobs = 0
    var generations = 0
    var crashes = 0
    /// Jobs that were late and next.
    var late = 0
    /// Uses of the slot by a guest, and while it was held.
    var lent = 0
    var held = 0

    static func += (sum: inout ChatTally, one: ChatTally) {
        sum.jobs += one.jobs
        sum.generations += one.generations
        sum.crashes += one.crashes
        sum.late += one.late
        sum.lent += one.lent
        sum.held += one.held
    }
}

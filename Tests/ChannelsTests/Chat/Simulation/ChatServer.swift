import TestSupport

@testable import Channels

/// One life of the server: the real machine and the real log, and a shell of planned steps.
final class ChatServer {
    unowned let world: ChatWorld
    let life: Int
    var machine: ChatMachine
    var board: [JobID: LiveJob] = [:]
    var generation: SimulatedOllama.Generation?
    var admitted: Set<GuestTicket> = []
    var refused: Set<GuestTicket> = []
    private var alarms: Set<Duration> = []

    init(_ world: ChatWorld, life: Int) {
        self.world = world
        self.life = life
        machine = ChatMachine(
            world.settings,
            unixMsAtZero: 1_700_000_000_000,
            jitterSeed: world.seed,
            at: world.now
        )
    }

    var isAlive: Bool { world.server === self }

    func start() {
        let open = world.jobs.unfinished
        for job in open { board[job.id] = LiveJob(job, settings: world.settings) }
        world.after(world.some(1...20)) { [self] in
            guard isAlive else { return }
            deliver(.started(open, world.jobs.modelRecords))
        }
    }

    func deliver(_ event: ChatMachine.Event) {
        world.tell("\(event)")
        for action in machine.handle(event, at: world.now) {
            world.tell("    → \(action)")
            perform(action)
        }
    }

    /// Plans the next tick.
    func wind() throws {
        try world.witness.look(at: self)
        guard let next = machine.nextWake(after: world.now), alarms.allSatisfy({ next < $0 })
        else { return }
        alarms.insert(next)
        world.plan(at: next) { [self] in
            guard isAlive else { return }
            alarms.remove(next)
            deliver(.tick)
        }
    }

    /// Does something in a moment, and tells the machine in another: a crash may come before, between
    /// and after.
    private func later(
        _ milliseconds: ClosedRange<Int> = 1...8,
        _ body: @escaping () throws -> ChatMachine.Event
    ) {
        world.after(world.some(milliseconds)) { [self] in
            guard isAlive else { return }
            let event = try body()
            world.after(world.some(0...3)) { [self] in
                guard isAlive else { return }
                deliver(event)
            }
        }
    }

    private func perform(_ action: ChatMachine.Action) {
        switch action {
        case .begin(let id): later { try self.begin(id) }
        case .settle(let id, let settlement): later { try self.settle(id, settlement) }
        case .keep(let record): world.jobs.keep(record)
        case .generate(let id, let attempt): generate(id, attempt: attempt)
        case .stop: generation?.isConnected = false
        case .unload(let model):
            ask { host in
                try host.unload(Self.plain(model))
            } then: {
                .unloaded($0)
            }
        case .check:
            ask { _ in
            } then: {
                .checked($0)
            }
        case .look: look()
        case .seePins: seePins()
        case .load(let model, _): load(model)
        case .probe:
            ask { _ in
            } then: {
                .probed($0)
            }
        case .tellPins: break
        case .admit(let ticket):
            admitted.insert(ticket)
            world.witness.admitted(machine.state)
        case .turnAway(let ticket, _): refused.insert(ticket)
        }
    }

    static func plain(_ model: String) -> String {
        model.hasSuffix(":latest") ? String(model.dropLast(7)) : model
    }
}

// The host.
extension ChatServer {
    /// What the host answers to a call that does not change anything by failing; nil: it works.
    private var fault: HostError? {
        if !world.host.isUp { return HostError(.unreachable, "Nobody answers.") }
        if world.mayFail(0.02) { return HostError(.busy, "It is busy.") }
        if world.mayFail(0.02) { return HostError(.timedOut, "It is slow.") }
        return nil
    }

    private func ask(
        _ call: @escaping (SimulatedOllama) throws -> Void,
        then event: @escaping (HostError?) -> ChatMachine.Event
    ) {
        later { [self] in
            if let fault { return event(fault) }
            try call(world.host)
            return event(nil)
        }
    }

    private func look() {
        later { [self] in
            if let fault { return .looked(.failure(fault)) }
            return .looked(.success(world.host.residents))
        }
    }

    /// Warms the embedder where it is not loaded.
    private func seePins() {
        world.after(world.some(1...8)) { [self] in
            guard isAlive else { return }
            if let fault { return deliver(.sawPins(fault)) }
            try request({ .sawPins($0) }) { done in
                try world.host.load(SimulatedOllama.embedder, session: nil, done: done)
            }
        }
    }

    private func load(_ model: String) {
        world.after(world.some(1...8)) { [self] in
            guard isAlive else { return }
            if let fault { return deliver(.loaded(fault)) }
            if world.mayFail(0.02) {
                return deliver(.loaded(HostError(.outOfMemory, "There is too little memory.")))
            }
            try request({ .loaded($0) }) { done in
                try world.host.load(
                    model,
                    session: .seconds(world.settings.keepAliveSeconds),
                    isConnected: { self.isAlive },
                    done: done
                )
            }
        }
    }

    /// A call that the host answers later, or never if it stops.
    private func request(
        _ event: @escaping (HostError?) -> ChatMachine.Event,
        _ call: (@escaping (HostError?) -> Void) throws -> Void
    ) rethrows {
        let hostLife = world.host.life
        var isAnswered = false
        func answer(_ error: HostError?) {
            guard isAlive, !isAnswered else { return }
            isAnswered = true
            deliver(event(error))
        }
        try call(answer)
        func watchConnection() {
            world.after(200) { [self] in
                guard isAlive, !isAnswered else { return }
                if world.host.life == hostLife { return watchConnection() }
                answer(HostError(.unreachable, "The connection was lost."))
            }
        }
        watchConnection()
    }
}

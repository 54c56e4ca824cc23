import Channels

/// A small model of Ollama's scheduler, in virtual time.
///
/// A load needs a slot. The slots full, the victim is whoever is idle, then the shortest session: that
/// is how an embedder is thrown out by a change of models that does not wait. A runner is idle only
/// a while after its last request was answered. Who disconnects is noticed at the next token.
final class SimulatedOllama {
    struct Runner {
        var session: Duration?
        /// Requests whose handlers have not returned.
        var busy = 0
        var expires: Duration?
        /// Goes as soon as it is idle.
        var isLeaving = false
    }

    /// A generation, until the host has really ended it.
    final class Generation {
        let job: JobID
        let model: String
        var piecesLeft: Int
        var isConnected = true

        init(job: JobID, model: String, pieces: Int) {
            self.job = job
            self.model = model
            piecesLeft = pieces
        }
    }

    private struct PendingLoad {
        let model: String
        let session: Duration?
        let isConnected: () -> Bool
        let done: (HostError?) -> Void
    }

    unowned let world: ChatWorld
    let slots = 2
    var runners: [String: Runner] = [:]
    var generations: [ObjectIdentifier: Generation] = [:]
    private var loads: [PendingLoad] = []
    private var isLoading = false
    private(set) var isUp = true
    /// Counts the restarts: what belongs to an earlier life is not answered any more.
    private(set) var life = 0
    private(set) var loadsDone = 0

    static let embedder = "embedder"

    init(_ world: ChatWorld) {
        self.world = world
        runners[Self.embedder] = Runner()
    }

    var residents: [Resident] {
        runners.sorted { $0.key < $1.key }.map { name, runner in
            let expires = runner.session == nil ? nil : Int64(1)
            return Resident(name: name + ":latest", expiresUnixMs: expires)
        }
    }

    /// - Parameter session: nil: for ever.
    func load(
        _ model: String,
        session: Duration?,
        isConnected: @escaping () -> Bool = { true },
        done: @escaping (HostError?) -> Void
    ) throws {
        if runners[model] != nil {
            runners[model]?.session = session
            rest(model)
            return done(nil)
        }
        loads.append(
            PendingLoad(model: model, session: session, isConnected: isConnected, done: done)
        )
        try nextLoad()
    }

    private func nextLoad() throws {
        guard !isLoading, let pending = loads.first else { return }
        guard pending.isConnected() else {
            loads.removeFirst()
            return try nextLoad()
        }
        guard runners.count < slots else { return try evict() }
        isLoading = true
        let life = life
        world.after(world.loadTime) { [self] in
            guard life == self.life else { return }
            isLoading = false
            loads.removeFirst()
            if pending.isConnected() {
                loadsDone += 1
                runners[pending.model] = Runner(session: pending.session)
                rest(pending.model)
                pending.done(world.mayFail(0.02) ? HostError(.failed, "The runner crashed.") : nil)
            }
            try nextLoad()
        }
    }

    /// Idle first, then the shortest session, then the name.
    private func evict() throws {
        let order = runners.sorted { left, right in
            let (one, other) = (left.value, right.value)
            let (isBusy, isOtherBusy) = (one.busy > 0, other.busy > 0)
            if isBusy != isOtherBusy { return !isBusy }
            if one.session != other.session {
                return (one.session ?? .seconds(1 << 40)) < (other.session ?? .seconds(1 << 40))
            }
            return left.key < right.key
        }
        guard let victim = order.first else { return }
        if victim.key == Self.embedder {
            throw ChatBreach("a load of \(loads[0].model) evicted the embedder; \(runners)")
        }
        try unload(victim.key)
    }

    func unload(_ model: String) throws {
        guard let runner = runners[model] else { return }
        runners[model]?.isLeaving = true
        if runner.busy == 0 { try leave(model) }
    }

    private func leave(_ model: String) throws {
        let life = life
        world.after(world.some(1...300)) { [self] in
            guard life == self.life, runners[model]?.isLeaving ?? false else { return }
            guard runners[model]?.busy == 0 else { return }
            runners[model] = nil
            try nextLoad()
        }
    }

    /// Arms the timer of an idle runner.
    private func rest(_ model: String) {
        guard let session = runners[model]?.session else { return }
        let expires = world.now + session
        runners[model]?.expires = expires
        world.plan(at: expires) { [self] in
            guard let runner = runners[model], runner.expires == expires, runner.busy == 0 else {
                return
            }
            try unload(model)
        }
    }

    func begin(_ model: String) { runners[model]?.busy += 1 }

    /// The handler has returned; a little later the runner is idle.
    func finish(_ model: String, keepAlive: Duration?) {
        let life = life
        world.afterMicroseconds(world.some(200...5_000)) { [self] in
            guard life == self.life, runners[model] != nil else { return }
            runners[model]?.busy -= 1
            if let keepAlive { runners[model]?.session = keepAlive }
            if runners[model]?.isLeaving ?? false, runners[model]?.busy == 0 {
                try leave(model)
            } else {
                rest(model)
            }
            try nextLoad()
        }
    }

    /// Nothing that was going on is answered any more, and nothing is loaded.
    func stop() {
        isUp = false
        life += 1
        runners = [:]
        loads = []
        isLoading = false
        generations = [:]
    }

    func restart() { isUp = true }
}

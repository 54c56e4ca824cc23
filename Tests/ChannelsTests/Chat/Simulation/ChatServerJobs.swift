import Knowledge
import TestSupport

@testable import Channels

// One job's steps in the store and the host.
extension ChatServer {
    /// A full disk, now and then: before or after it has taken what was written.
    private func mayLose() -> Bool { world.mayFail(0.03) }

    func begin(_ id: JobID) throws -> ChatMachine.Event {
        if mayLose() { return .began(id, .failed("The disk is full.")) }
        let hasBegun = world.jobs.begin(id, atUnixMs: world.unixMs)
        guard let job = world.jobs.job(id), hasBegun || job.state == .running else {
            return .began(id, .gone)
        }
        if mayLose() { return .began(id, .failed("The disk is full.")) }
        board[id]?.begin(job.attempts, at: world.now)
        return .began(id, .begun(attempt: job.attempts))
    }

    func settle(
        _ id: JobID,
        _ settlement: ChatMachine.Settlement
    ) throws -> ChatMachine.Event {
        if mayLose() { return .settled(id, .failed("The disk is full.")) }
        switch settlement {
        case .again(let message, let notBefore):
            try commit(id)
            let unixMs = notBefore.map { machine.unixMs(at: $0) }
            _ = world.jobs.requeue(id, because: message, notBeforeUnixMs: unixMs)
            board[id]?.retry(message, at: world.now)
        case .end(let ending):
            try end(id, ending)
        case .refuse(let failure, let message):
            _ = world.jobs.begin(id, atUnixMs: world.unixMs)
            try end(id, JobEnding(failure, message))
        }
        if mayLose() { return .settled(id, .failed("The disk is full.")) }
        return .settled(id, .done)
    }

    private func commit(_ id: JobID) throws {
        guard let live = board[id], live.hasUncommitted else { return }
        let pieces = live.uncommitted()
        try world.jobs.append(pieces, to: id)
        live.committed(pieces.count)
    }

    private func end(_ id: JobID, _ ending: JobEnding) throws {
        let pieces = board[id]?.uncommitted() ?? []
        let hasEnded = try world.jobs.end(id, ending, appending: pieces, atUnixMs: world.unixMs)
        if hasEnded, ending.state == .succeeded { try world.witness.succeeded(id) }
        guard let job = world.jobs.job(id) else { return }
        board.removeValue(forKey: id)?.end(job, at: world.now)
    }

    func generate(_ id: JobID, attempt: Int) {
        world.after(world.some(1...4)) { [self] in
            guard isAlive, let live = board[id], let model = machine.jobs[id]?.entry.model
            else { return }
            if !world.host.isUp {
                return deliver(
                    .generated(id, .failure(HostError(.unreachable, "Nobody answers.")))
                )
            }
            try world.witness.generates(id, in: world)
            let one = SimulatedOllama.Generation(job: id, model: model, pieces: world.some(0...12))
            generation = one
            world.host.generations[ObjectIdentifier(one)] = one
            planCommit(of: live)
            if world.host.runners[model] == nil {
                let session = Duration.seconds(world.settings.keepAliveSeconds)
                try world.host.load(model, session: session) { _ in self.flow(one, live) }
            } else {
                flow(one, live)
            }
        }
    }

    private func planCommit(of live: LiveJob) {
        world.after(50) { [self] in
            guard isAlive, generation?.job == live.id else { return }
            if world.jobs.job(live.id)?.state == .running, !mayLose() { try commit(live.id) }
            planCommit(of: live)
        }
    }

    private func flow(_ one: SimulatedOllama.Generation, _ live: LiveJob) {
        world.host.begin(one.model)
        // Prompts take their time, and tokens come at a pace that hardly changes.
        let pace = world.some(20...200)
        world.after(world.some(10...1_500)) { [self] in try step(one, live, pace: pace) }
        let hostLife = world.host.life
        watch(one, hostLife: hostLife)
    }

    /// The server notices that the host is gone, or that the request was to end.
    private func watch(_ one: SimulatedOllama.Generation, hostLife: Int) {
        world.after(100) { [self] in
            guard isAlive, generation === one else { return }
            if world.host.life != hostLife {
                return answer(one, .failure(HostError(.unreachable, "The connection was lost.")))
            }
            if !one.isConnected {
                return answer(one, .failure(HostError(.cancelled, "The request was given up.")))
            }
            watch(one, hostLife: hostLife)
        }
    }

    private func answer(
        _ one: SimulatedOllama.Generation,
        _ result: Result<ChatStatistics, HostError>
    ) {
        guard isAlive, generation === one else { return }
        one.isConnected = false
        generation = nil
        deliver(.generated(one.job, result))
    }

    private func step(
        _ one: SimulatedOllama.Generation,
        _ live: LiveJob,
        pace: Int
    ) throws {
        let key = ObjectIdentifier(one)
        guard world.host.generations[key] === one else { return }
        let isOver = one.piecesLeft == 0 || !one.isConnected
        if isOver || world.mayFail(0.01) {
            world.host.generations[key] = nil
            let keepAlive = Duration.seconds(world.settings.keepAliveSeconds)
            world.host.finish(one.model, keepAlive: keepAlive)
            guard one.isConnected else { return }
            return answer(one, ending(isWhole: isOver))
        }
        one.piecesLeft -= 1
        live.append(ChatPiece(content: "\(one.piecesLeft)"), at: world.now)
        deliver(.spoke(one.job, bytes: 1))
        let isStuck = world.mayFail(0.005)
        world.after(isStuck ? 20_000 : world.some(pace...(pace * 2))) { [self] in
            try step(one, live, pace: pace)
        }
    }

    private func ending(isWhole: Bool) -> Result<ChatStatistics, HostError> {
        if isWhole { return .success(ChatStatistics()) }
        let codes: [HostError.Code] = [.failed, .outOfMemory, .refused]
        return .failure(HostError(codes[world.some(0...2)], "The stream broke off."))
    }
}

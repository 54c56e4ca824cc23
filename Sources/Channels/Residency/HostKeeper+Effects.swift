import Logging
import Synchronization
import Waiting

// What the machine says, done.
extension HostKeeper {
    /// Tells the machine an event, and does what it says.
    func tell(
        _ event: (inout ResidencyMachine, Duration) -> [ResidencyMachine.Action]
    ) {
        ask { machine, now in ((), event(&machine, now)) }
    }

    /// The same, with an answer; a ticket in it is kept for whoever waits.
    @discardableResult
    func ask<Answer>(
        _ event: (inout ResidencyMachine, Duration) -> (Answer, [ResidencyMachine.Action])
    ) -> Answer {
        let (answer, outside) = state.withLock { state in
            let (answer, actions) = event(&state.machine, time.now)
            return (answer, take(actions, &state))
        }
        for action in outside { carryOut(action) }
        return answer
    }

    /// What is to be done outside of the lock.
    private enum Outside {
        case resume(CheckedContinuation<HostError?, Never>, HostError?)
        case begin(Effect)
        case stop(Task<LoadReport, any Error>)
        case raised(ResidencyMachine.Standing)
        case cleared(ResidencyMachine.Standing)
    }

    private func take(_ actions: [ResidencyMachine.Action], _ state: inout State) -> [Outside] {
        actions.compactMap { action in
            switch action {
            case .look: return .begin(.look)
            case .list: return .begin(.list)
            case .warm(let model): return .begin(.warm(model))
            case .unload(let model): return .begin(.unload(model))
            case .stopWarming(let model): return state.loads[model].map { .stop($0) }
            case .raised(let standing): return .raised(standing)
            case .cleared(let standing): return .cleared(standing)
            case .admit(let ticket): return settle(ticket, nil, &state)
            case .refuse(let ticket, let error): return settle(ticket, error, &state)
            case .wake(let time):
                if let alarm = state.alarm, alarm <= time { return nil }
                state.alarm = time
                return .begin(.alarm(at: time))
            }
        }
    }

    private func settle(
        _ ticket: ResidencyMachine.Ticket,
        _ error: HostError?,
        _ state: inout State
    ) -> Outside? {
        if case .waiting(let continuation) = state.waiting[ticket] {
            state.waiting[ticket] = nil
            return .resume(continuation, error)
        }
        state.waiting[ticket] = .told(error)
        return nil
    }

    private func carryOut(_ action: Outside) {
        switch action {
        case .resume(let continuation, let error): continuation.resume(returning: error)
        case .begin(let effect): outbox.yield(effect)
        case .stop(let task): task.cancel()
        case .raised(let standing):
            logger.warning("\(standing.message)", metadata: metadata(of: standing))
            guard standing.name == .modelChanged else { return }
            state.withLock { $0.modelChanged }?(standing.model)
        case .cleared(let standing):
            logger.info("This is over: \(standing.message)", metadata: metadata(of: standing))
        }
    }

    private func metadata(of standing: ResidencyMachine.Standing) -> Logger.Metadata {
        [
            "host": "\(host.name)", "condition": "\(standing.name.rawValue)",
            "model": "\(standing.model)",
        ]
    }
}

// Those who hold a ticket.
extension HostKeeper {
    func wait(for ticket: ResidencyMachine.Ticket) async throws(HostError) {
        let error = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(for: ticket, $0) }
        } onCancel: {
            withdraw(ticket)
        }
        state.withLock { $0.waiting[ticket] = nil }
        if let error { throw error }
    }

    private func wait(
        for ticket: ResidencyMachine.Ticket,
        _ continuation: CheckedContinuation<HostError?, Never>
    ) {
        let told = state.withLock { state -> HostError?? in
            if case .told(let error) = state.waiting.removeValue(forKey: ticket) {
                return .some(error)
            }
            if state.isOver { return .some(HostError(.cancelled, "Moult is shutting down.")) }
            state.waiting[ticket] = .waiting(continuation)
            return nil
        }
        if let told { continuation.resume(returning: told) }
    }

    private func withdraw(_ ticket: ResidencyMachine.Ticket) {
        let outside = state.withLock { state in
            state.machine.withdraw(ticket)
            return settle(ticket, HostError(.cancelled, "The caller has gone."), &state)
        }
        if let outside { carryOut(outside) }
    }
}

// What `run` does, each for itself.
extension HostKeeper {
    func perform(_ effect: Effect) async {
        switch effect {
        case .look: await look()
        case .list: await list()
        case .warm(let model): await warm(model)
        case .unload(let model): await unload(model)
        case .alarm(let moment): await ring(moment)
        }
    }

    private func look() async {
        let result: Result<[Resident], HostError>
        do throws(HostError) {
            result = .success(try await host.residents())
        } catch {
            result = .failure(error)
        }
        tell { machine, now in machine.looked(result, at: now) }
    }

    private func list() async {
        let result: Result<(version: String, installed: [InstalledModel]), HostError>
        do throws(HostError) {
            result = .success((try await host.version(), try await host.installed()))
        } catch {
            result = .failure(error)
        }
        tell { machine, now in machine.listed(result, at: now) }
    }

    /// Its own task, so that one load can be given up.
    private func warm(_ model: String) async {
        let load = Task { try await host.load(model, as: .embedding, keepAlive: .pinned) }
        state.withLock { $0.loads[model] = load }
        let result = await withTaskCancellationHandler {
            await load.result
        } onCancel: {
            load.cancel()
        }
        state.withLock { $0.loads[model] = nil }
        tell { machine, now in machine.warmed(model, result.mapError(HostError.init), at: now) }
    }

    private func unload(_ model: String) async {
        var failure: HostError?
        do throws(HostError) {
            try await host.unload(model)
        } catch {
            failure = error
        }
        tell { machine, now in machine.unloaded(model, failure, at: now) }
    }

    private func ring(_ moment: Duration) async {
        await time.sleep(until: moment)
        guard !Task.isCancelled else { return }
        let isStale = state.withLock { state in
            guard state.alarm == moment else { return true }
            state.alarm = nil
            return false
        }
        if !isStale { tell { machine, now in machine.tick(at: now) } }
    }
}

extension HostError {
    /// What a task threw that throws nothing else.
    fileprivate init(_ error: any Error) {
        self = error as? HostError ?? HostError(.failed, "\(error)")
    }
}

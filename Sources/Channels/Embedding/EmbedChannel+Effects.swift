import Logging
import Spaces
import Synchronization
import Waiting

// What the machine says, done.
extension EmbedChannel {
    /// What is to be done outside of the lock.
    enum Effect {
        case resume(CheckedContinuation<Outcome, Never>, Outcome)
        case send(EmbedRequestID, EmbedRequest)
        case cancel(Task<Void, Never>)
    }

    func take(_ actions: [EmbedMachine.Action], _ state: inout State) -> [Effect] {
        actions.compactMap { action in
            switch action {
            case .send(let id, let request):
                state.requests[id] = .beginning
                return .send(id, request)
            case .cancel(let id):
                return giveUp(id, &state)
            case .wake(let time):
                setAlarm(time, &state)
                return nil
            case .settle(let id, let outcome):
                return settle(id, outcome, &state)
            }
        }
    }

    func perform(_ effect: Effect, isImmediate: Bool = false) {
        switch effect {
        case .resume(let continuation, let outcome): continuation.resume(returning: outcome)
        case .cancel(let task): task.cancel()
        case .send(let id, let request): send(request, as: id, isImmediate: isImmediate)
        }
    }

    private func settle(_ id: EmbedCallID, _ outcome: Outcome, _ state: inout State) -> Effect? {
        switch state.callers[id] {
        case .waiting(let continuation):
            state.callers[id] = nil
            return .resume(continuation, outcome)
        case .coming:
            state.callers[id] = .settled(outcome)
            return nil
        case .settled, nil:
            return nil
        }
    }

    private func giveUp(_ id: EmbedRequestID, _ state: inout State) -> Effect? {
        switch state.requests[id] {
        case .underWay(let task):
            state.requests[id] = nil
            return .cancel(task)
        case .beginning:
            state.requests[id] = .givenUp
            return nil
        case .givenUp, nil:
            return nil
        }
    }

    private func setAlarm(_ moment: Duration, _ state: inout State) {
        if let alarm = state.alarm, alarm.time <= moment { return }
        state.alarm?.task.cancel()
        let task = Task {
            await time.sleep(until: moment)
            guard !Task.isCancelled else { return }
            ring(moment)
        }
        state.alarm = Alarm(time: moment, task: task)
    }

    private func ring(_ moment: Duration) {
        state.withLock { state in
            if state.alarm?.time == moment { state.alarm = nil }
        }
        tell { machine, now in machine.tick(at: now) }
    }

    /// - Parameter isImmediate: on this thread until it first waits.
    private func send(_ request: EmbedRequest, as id: EmbedRequestID, isImmediate: Bool) {
        let task =
            isImmediate
            ? Task.immediate { await carryOut(request, as: id) }
            : Task { await carryOut(request, as: id) }
        let isGivenUp = state.withLock { state in
            switch state.requests[id] {
            case .beginning:
                state.requests[id] = .underWay(task)
                return false
            case .givenUp:
                state.requests[id] = nil
                return true
            case .underWay, nil:
                return false
            }
        }
        if isGivenUp { task.cancel() }
    }

    private func carryOut(_ request: EmbedRequest, as id: EmbedRequestID) async {
        do throws(EmbedderError) {
            try await gate.enter(model)
            let begun = time.now
            let reply = try await askBackend(request)
            let took = time.now - begun
            ended(id) { machine, now in machine.answered(id, reply, took: took, at: now) }
        } catch {
            logger.debug(
                "A request to an embedder failed.",
                metadata: [
                    "model": "\(model)", "texts": "\(request.texts.count)",
                    "error": "\(error.message)",
                ]
            )
            ended(id) { machine, now in machine.failed(id, error, at: now) }
        }
    }

    private func askBackend(_ request: EmbedRequest) async throws(EmbedderError) -> EmbedReply {
        do throws(EmbedderError) {
            let reply = try await backend.embed(request)
            gate.leave(model, nil)
            return reply
        } catch {
            gate.leave(model, error)
            throw error
        }
    }

    private func ended(
        _ id: EmbedRequestID,
        _ event: (inout EmbedMachine, Duration) -> [EmbedMachine.Action]
    ) {
        state.withLock { $0.requests[id] = nil }
        tell(event)
    }
}

package import Logging
package import Spaces
import Synchronization

/// The way to one model of one provider, shared by all who embed with it.
///
/// Queries overtake bulk; texts of callers who come at once travel together; equal texts travel
/// once; what was answered is remembered. The shell of `EmbedMachine`.
///
/// A request belongs to all whose texts it carries, so it is no child of any of them; it ends with
/// the last of them.
package final class EmbedChannel: Sendable {
    package let model: String
    package let settings: EmbedSettings
    package let textsPerRequestMax: Int

    private struct State {
        var machine: EmbedMachine
        var callers: [EmbedCallID: Caller] = [:]
        var requests: [EmbedRequestID: Sending] = [:]
        var alarm: Alarm?
    }

    /// A request, from the machine's word on.
    private enum Sending {
        /// Its task is being made. Next: `underWay`, `givenUp`, gone.
        case beginning
        /// Next: gone.
        case underWay(Task<Void, Never>)
        /// Given up before there was a task to cancel. Next: gone.
        case givenUp
    }

    /// One who calls, and waits or does not wait yet.
    private enum Caller {
        /// Next: `waiting`, `settled`.
        case coming
        /// Next: gone.
        case waiting(CheckedContinuation<Outcome, Never>)
        /// Next: gone.
        case settled(Outcome)
    }

    private typealias Outcome = Result<ChannelReply, EmbedderError>

    private struct Alarm {
        let time: Duration
        let task: Task<Void, Never>
    }

    private let state: Mutex<State>
    private let backend: any EmbedBackend
    private let gate: any EmbedGate
    private let time: ChannelTime
    private let logger: Logger

    /// - Parameter model: as the provider and its gate name it.
    package init(
        backend: any EmbedBackend,
        gate: any EmbedGate,
        model: String,
        settings: EmbedSettings = EmbedSettings(),
        clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.backend = backend
        self.gate = gate
        self.model = model
        self.settings = settings
        self.logger = logger
        time = ChannelTime(clock)
        textsPerRequestMax = max(1, backend.textsPerRequestMax)
        let bounds = EmbedMachine.RequestBounds(
            textsMax: textsPerRequestMax,
            tokensMax: backend.tokensPerRequestMax ?? .max
        )
        state = Mutex(
            State(machine: EmbedMachine(model: model, settings: settings, bounds: bounds))
        )
    }

    /// One checked vector for each text, in their order.
    ///
    /// - Parameters:
    ///   - dimensions: the vectors' width; nil: the model's own.
    ///   - truncates: whether a text that is too long may be cut, instead of refused.
    package func embed(
        _ texts: [String],
        dimensions: Int? = nil,
        truncates: Bool = false,
        lane: EmbedLane
    ) async throws(EmbedderError) -> ChannelReply {
        let shape = TextKey.Shape(dimensions: dimensions, truncates: truncates)
        let id = ask(EmbedWish(texts: texts, shape: shape, lane: lane))
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(for: id, $0) }
        } onCancel: {
            leave(id)
        }
        return try outcome.get()
    }

    /// Forgets what was answered: the model is another one now.
    package func forgetAnswers() {
        state.withLock { $0.machine.forget() }
    }
}

extension EmbedChannel {
    private func ask(_ wish: EmbedWish) -> EmbedCallID {
        let (id, effects) = state.withLock { state in
            let (id, actions) = state.machine.ask(wish, at: time.now)
            state.callers[id] = .coming
            return (id, take(actions, &state))
        }
        // Goes out on the caller's own thread: a lone query changes none before it is on its way.
        for effect in effects { perform(effect, isImmediate: true) }
        return id
    }

    private func wait(for id: EmbedCallID, _ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state -> Outcome? in
            if case .settled(let outcome) = state.callers[id] {
                state.callers[id] = nil
                return outcome
            }
            state.callers[id] = .waiting(continuation)
            return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    private func leave(_ id: EmbedCallID) {
        let gone = Outcome.failure(EmbedderError(.cancelled, "The caller has gone."))
        tell { machine, now in [.settle(id, gone)] + machine.leave(id, at: now) }
    }

    /// Tells the machine an event, and does what it says.
    private func tell(_ event: (inout EmbedMachine, Duration) -> [EmbedMachine.Action]) {
        let effects = state.withLock { state in
            take(event(&state.machine, time.now), &state)
        }
        for effect in effects { perform(effect) }
    }
}

// What the machine says, done.
extension EmbedChannel {
    /// What is to be done outside of the lock.
    private enum Effect {
        case resume(CheckedContinuation<Outcome, Never>, Outcome)
        case send(EmbedRequestID, EmbedRequest)
        case cancel(Task<Void, Never>)
    }

    private func take(_ actions: [EmbedMachine.Action], _ state: inout State) -> [Effect] {
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

    private func perform(_ effect: Effect, isImmediate: Bool = false) {
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

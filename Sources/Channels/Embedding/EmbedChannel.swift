package import Logging
package import Spaces
import Synchronization
import Waiting

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

    struct State {
        var machine: EmbedMachine
        var callers: [EmbedCallID: Caller] = [:]
        var requests: [EmbedRequestID: Sending] = [:]
        var alarm: Alarm?
    }

    /// A request, from the machine's word on.
    enum Sending {
        /// Its task is being made. Next: `underWay`, `givenUp`, gone.
        case beginning
        /// Next: gone.
        case underWay(Task<Void, Never>)
        /// Given up before there was a task to cancel. Next: gone.
        case givenUp
    }

    /// One who calls, and waits or does not wait yet.
    enum Caller {
        /// Next: `waiting`, `settled`.
        case coming
        /// Next: gone.
        case waiting(CheckedContinuation<Outcome, Never>)
        /// Next: gone.
        case settled(Outcome)
    }

    typealias Outcome = Result<ChannelReply, EmbedderError>

    struct Alarm {
        let time: Duration
        let task: Task<Void, Never>
    }

    let state: Mutex<State>
    let backend: any EmbedBackend
    let gate: any EmbedGate
    let time: Timeline
    let logger: Logger

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
        time = Timeline(clock)
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
    ///   - remembers: whether the cache may answer; nil: queries only.
    ///   - truncates: whether a text that is too long may be cut, instead of refused.
    package func embed(
        _ texts: [String],
        dimensions: Int? = nil,
        truncates: Bool = false,
        lane: EmbedLane,
        remembers: Bool? = nil
    ) async throws(EmbedderError) -> ChannelReply {
        let shape = TextKey.Shape(dimensions: dimensions, truncates: truncates)
        let id = ask(EmbedWish(texts: texts, shape: shape, lane: lane, remembers: remembers))
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
    func tell(_ event: (inout EmbedMachine, Duration) -> [EmbedMachine.Action]) {
        let effects = state.withLock { state in
            take(event(&state.machine, time.now), &state)
        }
        for effect in effects { perform(effect) }
    }
}

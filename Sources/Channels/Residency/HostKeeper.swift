package import Logging
import Synchronization
import Waiting

/// Keeps the embedders of one host loaded and pinned, and says what is wrong there.
///
/// Requests of its embedders pass through it, the chat worker asks it between two models, and a
/// migration has it replace one pin by another. The shell of `ResidencyMachine`; `run` is the parent
/// of all that it does, and nothing is loaded or looked at before.
package final class HostKeeper: Sendable {
    package let host: any ModelHost
    package let address: String

    struct State {
        var machine: ResidencyMachine
        var waiting: [ResidencyMachine.Ticket: Waiter] = [:]
        var loads: [String: Task<LoadReport, any Error>] = [:]
        var alarm: Duration?
        var isOver = false
        var lending: (any SlotLending)?
        var modelChanged: (@Sendable (String) -> Void)?
        var guestsInside: [String: Int] = [:]
    }

    /// One who holds a ticket.
    enum Waiter {
        /// Next: gone.
        case waiting(CheckedContinuation<HostError?, Never>)
        /// Next: gone.
        case told(HostError?)
    }

    let state: Mutex<State>
    let settings: ResidencySettings
    let time: Timeline
    let unixMs: @Sendable () -> Int64
    let logger: Logger
    let effects: AsyncStream<Effect>
    let outbox: AsyncStream<Effect>.Continuation

    /// What `run` does, each for itself.
    enum Effect: Sendable {
        case look
        case list
        case warm(String)
        case unload(String)
        case alarm(at: Duration)
    }

    /// - Parameters:
    ///   - address: where the host is, without a secret.
    ///   - unixMs: the wall clock.
    package init(
        _ host: any ModelHost,
        address: String,
        settings: ResidencySettings = ResidencySettings(),
        clock: any Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger
    ) {
        self.host = host
        self.address = address
        self.settings = settings
        self.unixMs = unixMs
        self.logger = logger
        time = Timeline(clock)
        state = Mutex(State(machine: ResidencyMachine(host: host.name, settings: settings)))
        (effects, outbox) = AsyncStream.makeStream()
    }

    /// Until the task is cancelled; then whoever waits is told.
    package func run() async {
        tell { machine, now in machine.tick(at: now) }
        await withDiscardingTaskGroup { group in
            for await effect in effects {
                group.addTask { await self.perform(effect) }
            }
            group.cancelAll()
        }
        end()
    }

    private func end() {
        let error = HostError(.cancelled, "Moult is shutting down.")
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for case .waiting(let continuation) in waiting { continuation.resume(returning: error) }
    }
}

// What is to be kept.
extension HostKeeper {
    /// Which embedders are to be loaded and pinned from now on: normally one.
    ///
    /// - Parameter retiring: which were before this start, and are to be unloaded where they are
    ///   pinned still, before anything is pinned.
    package func expectPinned(_ models: Set<String>, retiring: Set<String> = []) {
        tell { machine, now in machine.expect(models, retiring: retiring, at: now) }
    }

    /// The digest of the model that filled the space; another one is a condition.
    package func expectDigest(_ digest: String, of model: String) {
        tell { machine, now in
            machine.expectedDigests[model] = digest
            return machine.compareDigests(at: now)
        }
    }

    /// Hears of each model whose digest is seen to be another one than the space's.
    package func whenModelChanges(_ hear: @escaping @Sendable (_ model: String) -> Void) {
        state.withLock { $0.modelChanged = hear }
    }

    /// Which embedders are guests in the chat worker's slot, and who lends it.
    package func lendSlot(of lender: any SlotLending, to models: Set<String>) {
        state.withLock { state in
            state.lending = lender
            state.machine.guests = models
        }
        // A name that is met for the first time may be another one of a blob that is known.
        tell { machine, now in machine.listSoon(at: now) }
    }

    /// Whether that is a pinned embedder, under whichever of its names.
    package func isPinned(_ model: String) -> Bool {
        state.withLock { $0.machine.pinName(of: model) != nil }
    }

    /// Unloads `old`, sees it gone, loads `new` pinned, and sees it pinned: at no time are two.
    ///
    /// - Throws: where `old` could not be unloaded, it is kept as before; where `new` could not be
    ///   loaded, it is tried again until it is, or is replaced in its turn.
    package func replacePin(_ old: String, by new: String) async throws(HostError) {
        try await wait(for: ask { machine, now in machine.replace(old, by: new, at: now) })
    }

    /// The host as it is now, as far as was seen.
    package func overview(chats: Bool = false) -> HostOverview {
        let now = time.now
        let unixNow = unixMs()
        return state.withLock { state in
            let machine = state.machine
            return HostOverview(
                name: machine.host,
                address: address,
                version: machine.version,
                residents: machine.residents,
                installed: machine.installed,
                pinned: machine.pins.keys.sorted(),
                chats: chats,
                conditions: machine.standing.map { $0.condition(at: now, unixMs: unixNow) },
                slots: settings.slots ?? machine.slots
            )
        }
    }
}

extension ResidencyMachine.Standing {
    fileprivate func condition(at now: Duration, unixMs: Int64) -> HostCondition {
        let age = now - since
        return HostCondition(
            name,
            model: model,
            message,
            sinceUnixMs: unixMs - Int64(age.inSeconds * 1000)
        )
    }
}

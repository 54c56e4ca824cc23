package import Logging
import Synchronization
import Waiting

/// The chat channel: a durable queue, one worker, and a log of what each job says.
///
/// `run()` is the parent of all that happens; it ends when its task is cancelled, and what was under
/// way then is begun anew at the next start.
///
/// Architecture Invariant: nothing is decided here. Events are handled under a lock by whoever has
/// them, which only moves values; effects run outside of it.
package final class ChatChannel: Sendable {
    let store: any JobStore
    let host: any ModelHost
    let pins: any PinKeeping
    let settings: ChatSettings
    let time: Timeline
    let unixMs: @Sendable () -> Int64
    let logger: Logger
    let core: Mutex<Core>
    let board: LiveJobs
    let installed: InstalledModels
    let effects: AsyncStream<Effect>
    private let effectsEnd: AsyncStream<Effect>.Continuation
    /// Open when the store has been read.
    let started = Latch()
    /// Rings when a job that somebody watches waits: it did when they came, or does so again.
    let placesBell = Bell()

    struct Core {
        var machine: ChatMachine
        /// When sleepers will tick; a later one is left to sleep, and is there when it is due.
        var alarms: Set<Duration> = []
        var nextTicket = 1
        var tickets: [GuestTicket: Ticket] = [:]
        /// Ends the generation of a job.
        var stops: [JobID: Latch] = [:]
    }

    enum Effect: Sendable {
        case perform(ChatMachine.Action)
        case tick(at: Duration)
    }

    package init(
        store: any JobStore,
        host: any ModelHost,
        pins: any PinKeeping,
        settings: ChatSettings = ChatSettings(),
        clock: any Clock<Duration>,
        unixMs: @escaping @Sendable () -> Int64,
        logger: Logger,
        jitterSeed: UInt64
    ) {
        self.store = store
        self.host = host
        self.pins = pins
        self.settings = settings
        self.unixMs = unixMs
        self.logger = logger
        time = Timeline(clock)
        installed = InstalledModels(host, waitMax: settings.installedWaitMax, time: time)
        board = LiveJobs(settings: settings)
        (effects, effectsEnd) = AsyncStream.makeStream()
        let now = time.now
        core = Mutex(
            Core(
                machine: ChatMachine(
                    settings,
                    unixMsAtZero: unixMs() - Int64(now / .milliseconds(1)),
                    jitterSeed: jitterSeed,
                    at: now
                )
            )
        )
        pins.chatKnows(nil)
    }

    /// Works until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.start() }
            group.addTask { await self.runPruning() }
            group.addTask { await self.runPlaces() }
            for await effect in effects {
                carryOut(effect, in: &group)
            }
            group.cancelAll()
        }
        close()
    }

    /// Goes on from what the store holds; a store that cannot be read is tried again.
    private func start() async {
        var rest = RetryRest(first: settings.retryFirst, longest: settings.retryLongest, seed: 0)
        var failures = 0
        while !Task.isCancelled {
            do {
                let jobs = try await store.unfinishedJobs()
                let records = try await store.modelRecords()
                for job in jobs { _ = board.insert(job.withoutBody) }
                pins.chatKnows(Set(jobs.map(\.request.model) + records.map(\.model)))
                deliver(.started(jobs.map(\.withoutBody), records))
                return started.open()
            } catch {
                failures += 1
                logger.error("The chat jobs cannot be read; trying again.", error: error)
                await time.sleep(until: time.now + rest.after(failures: failures))
            }
        }
    }

    /// Begins no more jobs; the one that runs goes on until `run` ends.
    package func drain() { deliver(.drain) }

    private func close() {
        board.close(at: time.now)
        started.open()
        let tickets = core.withLock { core in
            defer { core.tickets = [:] }
            return core.tickets.values
        }
        let error = HostError(.cancelled, "The server stops.")
        for ticket in tickets { ticket.resume(returning: .failure(error)) }
    }
}

/// Events in, actions out.
extension ChatChannel {
    func deliver(_ event: ChatMachine.Event) {
        let now = time.now
        core.withLock { core in
            // In the lock, so that what follows keeps the machine's order.
            for action in core.machine.handle(event, at: now) {
                effectsEnd.yield(.perform(action))
            }
            if case .spoke = event { return }
            wind(&core, at: now)
        }
    }

    private func wind(_ core: inout Core, at now: Duration) {
        guard let wake = core.machine.nextWake(after: now) else { return }
        guard core.alarms.allSatisfy({ wake < $0 }) else { return }
        core.alarms.insert(wake)
        effectsEnd.yield(.tick(at: wake))
    }

    private func carryOut(_ effect: Effect, in group: inout DiscardingTaskGroup) {
        switch effect {
        case .tick(let moment):
            group.addTask { await self.tick(at: moment) }
        case .perform(.tellPins(let model)):
            pins.chatLoads(model)
        case .perform(.admit(let ticket)):
            answer(ticket, .success(()))
        case .perform(.turnAway(let ticket, let error)):
            answer(ticket, .failure(error))
        case .perform(.stop(let id)):
            core.withLock { $0.stops[id] }?.open()
        case .perform(.generate(let id, let attempt)):
            let stop = Latch()
            core.withLock { $0.stops[id] = stop }
            group.addTask { await self.generate(id, attempt: attempt, until: stop) }
        case .perform(let action):
            group.addTask { await self.perform(action) }
        }
    }

    private func tick(at moment: Duration) async {
        await time.sleep(until: moment)
        if Task.isCancelled { return }
        core.withLock { core in _ = core.alarms.remove(moment) }
        deliver(.tick)
    }
}

extension Logger {
    func error(_ message: Message, error: any Error) {
        self.error(message, metadata: ["error": "\(error)"])
    }
}

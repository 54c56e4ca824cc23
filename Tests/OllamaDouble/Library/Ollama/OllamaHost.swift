internal import NIOCore
internal import Synchronization

/// Runs the scheduler in real time: gives its actions effect, and hands it what comes of them.
final class OllamaHost: Sendable {
    struct Core: ~Copyable {
        var scheduler: Scheduler
        var catalog: ModelCatalog
        var slots: [RunnerID: RunnerSlots] = [:]
        /// Who waits for a runner, and who for a turn at one.
        var waiters: [RequestID: CheckedContinuation<Grant, any Error>] = [:]
        var queuers: [RequestID: CheckedContinuation<Void, any Error>] = [:]
        /// Whose client went away before the scheduler had heard of it.
        var gone: Set<RequestID> = []
        var loads: [LoadID: Task<Void, Never>] = [:]
        var alarm: Scheduled<Void>?
    }

    let configuration: OllamaConfiguration
    let vectors: VectorSource
    let clock: HostClock
    let record: DoubleRecord
    let core: Mutex<Core>

    init(configuration: OllamaConfiguration, clock: HostClock) {
        self.configuration = configuration
        self.clock = clock
        vectors = VectorSource(mode: configuration.vectors)
        record = DoubleRecord(
            clock: clock,
            faults: configuration.faults,
            eventsMax: configuration.eventsMax,
            bodyBytesMax: configuration.bodyBytesMax
        )
        core = Mutex(
            Core(
                scheduler: Scheduler(settings: configuration.scheduler),
                catalog: ModelCatalog(models: configuration.models)
            )
        )
    }

    var catalog: ModelCatalog { core.withLock { $0.catalog } }

    /// Lets the scheduler hear of something, and does what it says.
    func tell(_ event: (inout Scheduler, Duration) -> [SchedulerAction]) {
        core.withLock { core in
            let now = clock.now
            let actions = event(&core.scheduler, now)
            for action in actions { perform(action, in: &core) }
            setAlarm(in: &core)
        }
    }

    private func perform(_ action: SchedulerAction, in core: inout Core) {
        switch action {
        case .serve(let grant):
            core.waiters.removeValue(forKey: grant.request)?.resume(returning: grant)
        case .refuse(let id, let refusal):
            core.waiters.removeValue(forKey: id)?.resume(throwing: APIError(refusal))
        case .load(let id, let model, _):
            let fault = record.fault(at: .load)
            core.loads[id] = Task { await self.load(id, model, fault) }
        case .abandon(let id):
            core.loads.removeValue(forKey: id)?.cancel()
        case .note(let note):
            record.append(DoubleEvent(note))
        }
    }

    private func setAlarm(in core: inout Core) {
        core.alarm?.cancel()
        core.alarm = core.scheduler.nextWake.map { time in
            clock.alarm(at: time) { [weak self] in
                self?.tell { scheduler, now in scheduler.advance(to: now) }
            }
        }
    }

    private func load(_ id: LoadID, _ model: ScheduledModel, _ fault: Fault?) async {
        let time = catalog.model(named: model.name)?.cost.load ?? .zero
        do {
            if case .slow(let more)? = fault { try await clock.pause(more) }
            if fault == .hang { try await clock.pause(.seconds(86_400)) }
            try await clock.pause(time)
        } catch {
            return
        }
        core.withLock { $0.loads[id] = nil }
        tell { scheduler, now in scheduler.loadEnded(id, LoadResult(fault), at: now) }
    }
}

extension LoadResult {
    init(_ fault: Fault?) {
        switch fault {
        case .crash: self = .crashed("llama-server process has terminated: exit status 2")
        case .outOfMemory:
            self = .outOfMemory(
                "llama-server process has terminated: cudaMalloc failed: out of memory"
            )
        default: self = .loaded
        }
    }
}

/// Ollama's scheduler as a value: requests and the time go in, actions come out.
///
/// Follows `server/sched.go` of Ollama v0.33, whose loops and channels become one state of the
/// loader and one list of what is due. Times are counted from the double's start.
package struct Scheduler: Sendable {
    /// What the loader, of which there is one, is at.
    enum Loader {
        /// Nothing waits for a load. Goes to the others with a request that needs one.
        case idle
        /// Waits until `remaining` runners have ended, whichever they are, and looks again.
        case waiting(Pending, remaining: Int)
        /// Goes to `idle` when the load ends, or to `waiting` when it ran out of memory.
        case loading(Pending, LoadID, vramBytes: Int64)
    }

    /// A request that needs a load.
    struct Pending {
        let request: SchedulerRequest
        /// Its client has gone: Ollama notices only when it takes it up.
        var isCanceled = false
        /// Every other model was unloaded for it once.
        var hadAllUnloaded = false
    }

    /// What happens by itself when its time comes.
    struct Due {
        enum Event {
            case finish(RunnerID)
            case recovered
        }

        let at: Duration
        let event: Event
    }

    /// A load of a model that would take more of the free memory evicts first.
    static let memoryShareMax = (4, of: 5)

    package var settings: SchedulerSettings
    /// By blob.
    var runners: [String: Runner] = [:]
    var loader = Loader.idle
    var queue: [Pending] = []
    var dues: [Due] = []
    var holders: [RequestID: RunnerID] = [:]
    var actions: [SchedulerAction] = []
    private var runnersMade = 0
    private var loadsMade = 0

    package init(settings: SchedulerSettings = SchedulerSettings()) {
        self.settings = settings
    }

    mutating func nextRunnerID() -> RunnerID {
        runnersMade += 1
        return RunnerID(number: runnersMade)
    }

    mutating func nextLoadID() -> LoadID {
        loadsMade += 1
        return LoadID(number: loadsMade)
    }

    mutating func note(_ note: SchedulerNote) {
        actions.append(.note(note))
    }

    /// Does what is due, then `event`.
    mutating func react(
        at now: Duration,
        _ event: (inout Scheduler) -> Void
    ) -> [SchedulerAction] {
        catchUp(to: now)
        event(&self)
        catchUp(to: now)
        defer { actions = [] }
        return actions
    }
}

extension Scheduler {
    /// A request that needs a runner.
    package mutating func admit(
        _ request: SchedulerRequest,
        at now: Duration
    ) -> [SchedulerAction] {
        react(at: now) { scheduler in
            if let runner = scheduler.runners[request.model.blob],
                runner.options.serves(request.options)
            {
                scheduler.serve(request, by: runner)
            } else {
                scheduler.enqueue(request, at: now)
            }
        }
    }

    /// The handler of a request has returned: its runner is let go a moment later.
    package mutating func handlerReturned(
        _ id: RequestID,
        at now: Duration
    ) -> [SchedulerAction] {
        react(at: now) { $0.letGo(id, at: now) }
    }

    /// The client of a request has gone.
    ///
    /// What waits is forgotten when its turn comes, what loads is discarded at once; what is being
    /// served says `handlerReturned` instead.
    package mutating func disconnected(
        _ id: RequestID,
        at now: Duration
    ) -> [SchedulerAction] {
        react(at: now) { $0.cancel(id, at: now) }
    }

    /// A client asks for a model's end, and is answered at once, whatever waits.
    package mutating func unload(blob: String, at now: Duration) -> [SchedulerAction] {
        react(at: now) { scheduler in
            scheduler.runners[blob]?.expiresAt = now
            scheduler.sentence(blob, .asked, at: now)
        }
    }

    /// A request ran out of memory: every model goes, whatever its session.
    package mutating func ranOutOfMemory(at now: Duration) -> [SchedulerAction] {
        react(at: now) { scheduler in
            for blob in scheduler.runners.keys.sorted() {
                scheduler.sentence(blob, .outOfMemory, at: now)
            }
        }
    }

    package mutating func loadEnded(
        _ id: LoadID,
        _ result: LoadResult,
        at now: Duration
    ) -> [SchedulerAction] {
        react(at: now) { $0.endLoad(id, result, at: now) }
    }

    /// The time has come to `now`.
    package mutating func advance(to now: Duration) -> [SchedulerAction] {
        react(at: now) { _ in }
    }

    /// The server is started anew: everything that it had is gone.
    package mutating func restart(at now: Duration) -> [SchedulerAction] {
        react(at: now) { $0.dropEverything() }
    }
}

extension Scheduler {
    /// When something happens by itself; nil: nothing will.
    package var nextWake: Duration? {
        let idle = runners.values.compactMap { runner in
            if case .idle(let until) = runner.occupation { until } else { nil }
        }
        return (idle + dues.map(\.at)).min()
    }

    package var queueLength: Int { queue.count }

    /// The model that the loader is at, and whether it is loading it rather than waiting to.
    package var loading: (model: ScheduledModel, hasBegun: Bool)? {
        switch loader {
        case .idle: nil
        case .waiting(let pending, _): (pending.request.model, false)
        case .loading(let pending, _, _): (pending.request.model, true)
        }
    }

    /// What is loaded, the longest to live first: what `ps` shows.
    package func loaded(at now: Duration) -> [LoadedModel] {
        runners.values.map { runner in
            var references = 0
            if case .busy(let count) = runner.occupation { references = count }
            return LoadedModel(
                model: runner.model,
                options: runner.options,
                vramBytes: runner.vramBytes,
                expiresAt: runner.expiresAt ?? now + runner.session.duration,
                session: runner.session,
                references: references,
                isSentenced: runner.sentence != nil
            )
        }
        .sorted { ($1.expiresAt, $0.model.blob) < ($0.expiresAt, $1.model.blob) }
    }
}

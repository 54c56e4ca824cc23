/// How models are loaded: one at a time, behind whatever must end first.
extension Scheduler {
    mutating func enqueue(_ request: SchedulerRequest, at now: Duration) {
        guard case .idle = loader else {
            guard queue.count < settings.queueMax else {
                actions.append(.refuse(request.id, .queueFull))
                return
            }
            note(.queued(request.model, behind: queue.count))
            queue.append(Pending(request: request))
            return
        }
        take(Pending(request: request), at: now)
    }

    func isIdle(_ loader: Loader) -> Bool {
        if case .idle = loader { true } else { false }
    }

    private mutating func takeNext(at now: Duration) {
        loader = .idle
        while isIdle(loader), !queue.isEmpty {
            let pending = queue.removeFirst()
            if pending.isCanceled { continue }
            take(pending, at: now)
        }
    }

    /// Serves a request if its model is there, loads it if it fits, or evicts for it.
    private mutating func take(_ pending: Pending, at now: Duration) {
        let model = pending.request.model
        if let runner = runners[model.blob] {
            if runner.options.serves(pending.request.options) {
                serveFromQueue(pending, by: runner, at: now)
            } else {
                evict(runner, .optionsDiffer, for: pending, at: now)
            }
        } else if runners.count >= loadedMax, let victim {
            evict(victim, .slotsFull(for: model.name), for: pending, at: now)
        } else if isShortOfMemory(for: model), let victim {
            evict(victim, .memoryShort(for: model.name), for: pending, at: now)
        } else {
            load(pending, at: now)
        }
    }

    private mutating func serveFromQueue(_ pending: Pending, by runner: Runner, at now: Duration) {
        loader = .idle
        serve(pending.request, by: runner)
        if pending.isCanceled { letGo(pending.request.id, at: now) }
    }

    private var loadedMax: Int {
        settings.loadedMax > 0 ? settings.loadedMax : SchedulerSettings.automaticLoadedMax
    }

    /// An idle runner before a busy one, then the shortest session, then the lowest blob.
    private var victim: Runner? {
        let ordered = runners.values.sorted { $0.goesBefore($1) }
        return ordered.first(where: \.isIdle) ?? ordered.first
    }

    /// A model beside others has to fit into four fifths of the memory that they leave.
    private func isShortOfMemory(for model: ScheduledModel) -> Bool {
        let (share, whole) = Self.memoryShareMax
        return !runners.isEmpty
            && model.sizeBytes > freeMemoryBytes / Int64(whole) * Int64(share)
    }

    private var freeMemoryBytes: Int64 {
        max(0, settings.memoryBytes - runners.values.reduce(0) { $0 + $1.vramBytes })
    }

    /// A busy victim is waited for, never killed: no other load begins meanwhile.
    private mutating func evict(
        _ victim: Runner,
        _ reason: UnloadReason,
        for pending: Pending,
        at now: Duration
    ) {
        loader = .waiting(pending, remaining: 1)
        note(.victimChosen(victim.model, reason, isBusy: !victim.isIdle))
        sentence(victim.model.blob, reason, at: now)
    }

    private mutating func load(_ pending: Pending, at now: Duration) {
        let request = pending.request
        if pending.isCanceled {
            discard(pending)
            takeNext(at: now)
            return
        }
        let id = nextLoadID()
        let onGPU = request.options.gpuLayers != 0
        let vram = onGPU ? min(request.model.sizeBytes, freeMemoryBytes) : 0
        loader = .loading(pending, id, vramBytes: vram)
        note(.loadStarted(request.model))
        actions.append(.load(id, request.model, request.options))
    }

    /// A runner has ended: the loader looks again, whichever it was.
    mutating func runnerEnded(at now: Duration) {
        guard case .waiting(let pending, let remaining) = loader else { return }
        if remaining > 1 {
            loader = .waiting(pending, remaining: remaining - 1)
        } else {
            loader = .idle
            take(pending, at: now)
            if isIdle(loader) { takeNext(at: now) }
        }
    }

    mutating func endLoad(_ id: LoadID, _ result: LoadResult, at now: Duration) {
        guard case .loading(let pending, id, let vramBytes) = loader else { return }
        switch result {
        case .loaded:
            keep(pending.request, vramBytes: vramBytes)
            takeNext(at: now)
        case .outOfMemory where !pending.hadAllUnloaded && !runners.isEmpty:
            unloadAll(for: pending, at: now)
        case .crashed(let message), .outOfMemory(let message):
            note(.loadFailed(pending.request.model, message))
            refuse(pending, .loadFailed(message))
            takeNext(at: now)
        }
    }

    private mutating func keep(_ request: SchedulerRequest, vramBytes: Int64) {
        let runner = Runner(
            id: nextRunnerID(),
            model: request.model,
            options: request.options,
            vramBytes: vramBytes,
            occupation: .busy(references: 0),
            session: request.keepAlive ?? settings.keepAlive
        )
        note(.loaded(request.model))
        serve(request, by: runner)
    }

    /// A load that ran out of memory is tried once more with nothing beside it.
    private mutating func unloadAll(for pending: Pending, at now: Duration) {
        var pending = pending
        pending.hadAllUnloaded = true
        loader = .waiting(pending, remaining: runners.count)
        for victim in runners.values.sorted(by: { $0.goesBefore($1) }) {
            note(.victimChosen(victim.model, .outOfMemory, isBusy: !victim.isIdle))
            sentence(victim.model.blob, .outOfMemory, at: now)
        }
    }

    mutating func cancel(_ id: RequestID, at now: Duration) {
        if let index = queue.firstIndex(where: { $0.request.id == id }) {
            queue[index].isCanceled = true
            actions.append(.refuse(id, .canceled))
            return
        }
        switch loader {
        case .loading(let pending, let load, _) where pending.request.id == id:
            actions.append(.abandon(load))
            discard(pending)
            takeNext(at: now)
        case .waiting(var pending, let remaining) where pending.request.id == id:
            pending.isCanceled = true
            loader = .waiting(pending, remaining: remaining)
            actions.append(.refuse(id, .canceled))
        default:
            break
        }
    }

    private mutating func discard(_ pending: Pending) {
        note(.loadDiscarded(pending.request.model))
        refuse(pending, .canceled)
    }

    /// Nobody is told twice: a client that has gone was told when it went.
    mutating func refuse(_ pending: Pending, _ refusal: SchedulerRefusal) {
        if !pending.isCanceled { actions.append(.refuse(pending.request.id, refusal)) }
    }
}

extension Scheduler {
    /// Brings ollama#17408 about: the loader waits for a victim that was given a new session.
    ///
    /// Nothing happens while the loader is at work, or when nothing is loaded.
    package mutating func wedge(as id: RequestID, at now: Duration) -> [SchedulerAction] {
        react(at: now) { scheduler in
            guard scheduler.isIdle(scheduler.loader), let victim = scheduler.victim else { return }
            let request = SchedulerRequest(id: id, model: victim.model, options: victim.options)
            scheduler.note(.victimChosen(victim.model, .slotsFull(for: "nobody"), isBusy: true))
            scheduler.note(.revived(victim.model))
            scheduler.loader = .waiting(
                Pending(request: request, isCanceled: true),
                remaining: 1
            )
        }
    }
}

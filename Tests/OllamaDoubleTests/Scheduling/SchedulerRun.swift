import OllamaDouble

/// A scheduler whose time and loads a test moves by hand.
struct SchedulerRun {
    private(set) var scheduler: Scheduler
    private(set) var now = Duration.zero
    private(set) var served: [Int: Grant] = [:]
    private(set) var refused: [Int: SchedulerRefusal] = [:]
    private(set) var notes: [SchedulerNote] = []
    /// Loads that were begun and have not ended, oldest first.
    private(set) var loads: [(id: LoadID, model: ScheduledModel)] = []
    private(set) var abandoned = 0

    init(_ settings: SchedulerSettings = SchedulerSettings()) {
        scheduler = Scheduler(settings: settings)
    }

    mutating func ask(
        _ number: Int,
        for model: ScheduledModel,
        keepAlive: KeepAlive? = nil,
        options: LaunchOptions = LaunchOptions()
    ) {
        let request = SchedulerRequest(
            id: RequestID(number),
            model: model,
            options: options,
            keepAlive: keepAlive
        )
        take(scheduler.admit(request, at: now))
    }

    /// The handler of request `number` returns; its runner is idle once the delay has passed.
    mutating func done(_ number: Int) {
        take(scheduler.handlerReturned(RequestID(number), at: now))
    }

    mutating func leave(_ number: Int) {
        take(scheduler.disconnected(RequestID(number), at: now))
    }

    mutating func unload(_ model: ScheduledModel) {
        take(scheduler.unload(blob: model.blob, at: now))
    }

    mutating func runOutOfMemory() {
        take(scheduler.ranOutOfMemory(at: now))
    }

    mutating func restart() {
        take(scheduler.restart(at: now))
    }

    mutating func endLoad(_ result: LoadResult = .loaded) {
        guard !loads.isEmpty else { return }
        take(scheduler.loadEnded(loads.removeFirst().id, result, at: now))
    }

    mutating func pass(_ time: Duration) {
        now += time
        take(scheduler.advance(to: now))
    }

    /// Long enough for what was let go to be idle, and for its memory to be free.
    mutating func settle() {
        pass(scheduler.settings.finishDelay + scheduler.settings.recoveryTime)
    }

    /// Loads a model and leaves it idle.
    mutating func load(_ model: ScheduledModel, keepAlive: KeepAlive? = nil, as number: Int) {
        ask(number, for: model, keepAlive: keepAlive)
        endLoad()
        done(number)
        settle()
    }

    /// The names of what is loaded, in alphabetical order.
    var loaded: [String] { scheduler.loaded(at: now).map(\.model.name).sorted() }

    func entry(_ model: ScheduledModel) -> LoadedModel? {
        scheduler.loaded(at: now).first { $0.model.blob == model.blob }
    }

    var victims: [String] {
        notes.compactMap { note in
            if case .victimChosen(let model, _, _) = note { model.name } else { nil }
        }
    }

    private mutating func take(_ actions: [SchedulerAction]) {
        for action in actions {
            switch action {
            case .serve(let grant): served[grant.request.number] = grant
            case .refuse(let id, let refusal): refused[id.number] = refusal
            case .load(let id, let model, _): loads.append((id, model))
            case .abandon(let id):
                abandoned += 1
                loads.removeAll { $0.id == id }
            case .note(let note): notes.append(note)
            }
        }
    }
}

extension ScheduledModel {
    static let embedder = ScheduledModel(name: "embedder", blob: "b", sizeBytes: 1 << 30)
    static let chat = ScheduledModel(name: "chat", blob: "c", sizeBytes: 4 << 30)
    static let other = ScheduledModel(name: "other", blob: "d", sizeBytes: 4 << 30)
    static let third = ScheduledModel(name: "third", blob: "e", sizeBytes: 4 << 30)
}

extension KeepAlive {
    static let minutes5 = KeepAlive(.seconds(300))
}

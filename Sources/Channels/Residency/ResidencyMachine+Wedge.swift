// Loads that hang although the host answers.
extension ResidencyMachine {
    /// What is done about the load that hangs.
    struct Wedge: Sendable, Hashable {
        /// The load that was healed last.
        var load: PendingLoad?
        var healings = 0
        var lastHealing: Duration?
        var isPersonCalled = false
    }

    /// A load that has begun, and not ended.
    struct PendingLoad: Sendable, Hashable {
        let model: String
        let since: Duration
        /// Begun by the host for a generation: only looks tell of it.
        var isHosts = false
    }

    /// The chat worker is about to load a model, or has loaded it.
    mutating func chatLoads(_ model: String?, at now: Duration) -> [Action] {
        if let load = chatLoad {
            learn(now - load.since, of: load.model)
            chatLoadsEnded += 1
            firstLookAfterChatLoad = looks + 1
        }
        chatLoad = model.map { ChatLoad(model: $0, since: now) }
        if let model {
            chatModels.insert(model)
            return tick(at: now)
        }
        // Loads wait for one another: what waited for this one has its time from now on.
        sawProgress(at: now)
        nextLook = now
        return tick(at: now)
    }

    /// The load that has been under way for the longest, of those that the host could be at.
    private var pendingLoad: PendingLoad? {
        if isWaitingForSpeaker { return nil }
        var loads = chatLoad.map { [PendingLoad(model: $0.model, since: $0.since)] } ?? []
        for (embedder, pin) in pins {
            if case .warming(let since, _, _) = pin.state {
                loads.append(PendingLoad(model: embedder, since: max(since, lastSpeech)))
            }
        }
        if let load = generation?.load { loads.append(load) }
        return loads.min { ($0.since, $0.model) < ($1.since, $1.model) }
    }

    private func wedgeTime(of model: String) -> Duration {
        max(
            settings.wedgeAfter,
            (loadTimes[ModelTag.canonical(model)] ?? .zero) * settings.wedgeFactor
        )
    }

    /// When the pending load is to be looked after next.
    var nextHealing: Duration? {
        guard let load = pendingLoad else { return nil }
        if wedge.load == load, let last = wedge.lastHealing { return last + settings.healEvery }
        return load.since + wedgeTime(of: load.model)
    }

    /// Frees a load that hangs, by having a loaded model go: the one that the host waits for never
    /// goes by itself (ollama#17408).
    mutating func heal(at now: Duration) -> [Action] {
        let load = pendingLoad
        var actions: [Action] = []
        if load == nil || wedge.load != nil && wedge.load != load {
            wedge = Wedge()
            actions += settle(.wedged, [:], at: now)
        }
        guard let load, let due = nextHealing, due <= now, isAnswering(at: now) else {
            return actions
        }
        if load.isHosts, !wasSeenMissing(since: due) {
            nextLook = now
            return actions
        }
        wedge.load = load
        wedge.lastHealing = now
        actions += tell(load, at: now)
        guard wedge.healings < settings.healingsMax else { return actions }
        let victim = victim(of: load)
        // Counted without a victim too: then the next is an embedder of ours.
        wedge.healings += 1
        nextLook = now
        return actions + (victim.map { [.unload($0.name)] } ?? [])
    }

    /// Told anew when it takes a person.
    private mutating func tell(_ load: PendingLoad, at now: Duration) -> [Action] {
        let hung = now - load.since
        let message = sentence(wedged: load.model, for: hung, healings: wedge.healings)
        let isNews = wedge.healings == settings.healingsMax && !wedge.isPersonCalled
        wedge.isPersonCalled = wedge.healings == settings.healingsMax
        let raised = raise(.wedged, load.model, message, at: now)
        guard isNews, raised.isEmpty else { return raised }
        return standing.filter { $0.name == .wedged && $0.model == load.model }.map { .raised($0) }
    }

    /// It has answered something lately: it is there, and it is the load that hangs.
    private func isAnswering(at now: Duration) -> Bool {
        lastAnswer.map { now - $0 <= settings.lookEvery * 2 } ?? false
    }

    /// Who is to go: a stranger, else another chat model, and an embedder of ours when that did not
    /// help, or nobody else could be in its slot.
    private func victim(of load: PendingLoad) -> Resident? {
        let others = (residents ?? []).filter { !isSame(load.model, $0) }
        let ours = others.filter { pin(of: $0) != nil }
        let mayTakeOurs = wedge.healings > 0 || (settings.slots ?? slots) == 1
        return others.first { isStranger($0) }
            ?? others.first { isChat($0) && pin(of: $0) == nil }
            ?? (mayTakeOurs ? ours.first : nil)
    }
}

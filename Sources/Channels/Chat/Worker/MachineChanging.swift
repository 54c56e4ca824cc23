/// The safe change of models: unload → gone → embedders pinned → load.
///
/// Asked for the next model at once, the host would throw out whoever is idle, and that is the
/// embedder.
extension ChatMachine {
    mutating func change(to goal: Goal, at now: Duration) -> [Action] {
        switch occupant {
        case .nobody:
            return make(goal, since: now)
        case .model(let model, _) where wasLent(model):
            occupant = .unsure([model])
            state = .clearing(Clearing(goal: goal, since: now, step: .looking))
            return [.look]
        case .model(let model, _):
            occupant = .unsure([model])
            state = .clearing(Clearing(goal: goal, since: now, step: .unloading([model])))
            return [.unload(model)]
        case .unsure, .everyone:
            state = .clearing(Clearing(goal: goal, since: now, step: .looking))
            return [.look]
        }
    }

    private func wasLent(_ model: String) -> Bool {
        lentModels.contains { ModelTag.areSame($0, model) }
    }

    mutating func unloaded(_ error: HostError?, at now: Duration) -> [Action] {
        guard case .clearing(var clearing) = state, case .unloading(let models) = clearing.step
        else { return [] }
        switch error?.code {
        // It cannot be there.
        case nil, .unknownModel, .refused:
            clearing.failures = 0
            return unload(Array(models.dropFirst()), clearing, at: now)
        case .unreachable:
            return leave(error, at: now)
        case .busy, .outOfMemory, .failed, .timedOut, .denied, .cancelled:
            return pause(clearing, next: models, at: now)
        }
    }

    private mutating func unload(
        _ models: [String],
        _ clearing: Clearing,
        at now: Duration
    ) -> [Action] {
        var clearing = clearing
        if let next = models.first {
            clearing.step = .unloading(models)
            state = .clearing(clearing)
            return [.unload(next)]
        }
        clearing.toldAt = now
        clearing.step = .looking
        state = .clearing(clearing)
        return [.look]
    }

    mutating func looked(
        _ result: Result<[Resident], HostError>,
        at now: Duration
    ) -> [Action] {
        guard case .clearing(var clearing) = state, case .looking = clearing.step else { return [] }
        switch result {
        case .failure(let error) where error.code == .unreachable:
            return leave(error, at: now)
        case .failure:
            // Slow is busy, not down.
            return pause(clearing, next: [], at: now)
        case .success(let residents):
            clearing.failures = 0
            let present = residents.filter(isToGo).map(\.name).sorted()
            if present.isEmpty { return cleared(clearing, at: now) }
            let isTold = clearing.toldAt.map { now - $0 < settings.goneMax } ?? false
            guard isTold else { return unload(present, clearing, at: now) }
            clearing.step = .pausing(until: now + settings.goneEvery, next: [])
            state = .clearing(clearing)
            return []
        }
    }

    /// One that is pinned is an embedder's, and never ours to send away.
    private func isToGo(_ resident: Resident) -> Bool {
        guard !resident.isPinned else { return false }
        switch occupant {
        case .everyone: return true
        case .unsure(let models): return models.contains { ModelTag.areSame($0, resident.name) }
        case .model(let model, _): return ModelTag.areSame(model, resident.name)
        case .nobody: return false
        }
    }

    private mutating func cleared(_ clearing: Clearing, at now: Duration) -> [Action] {
        occupant = .nobody
        if drain.model != clearing.goal.model {
            drain = Drain(since: now, wasGuest: drain.wasGuest)
        }
        guard isWanted(clearing.goal) else {
            state = .idle
            return []
        }
        return make(clearing.goal, since: clearing.since)
    }

    private mutating func pause(
        _ clearing: Clearing,
        next: [String],
        at now: Duration
    ) -> [Action] {
        var clearing = clearing
        clearing.failures += 1
        let until = now + restAfter(failures: clearing.failures)
        clearing.step = .pausing(until: until, next: next)
        state = .clearing(clearing)
        return []
    }

    private mutating func leave(_ error: HostError?, at now: Duration) -> [Action] {
        state = .idle
        if let error { loseHost(error, at: now) }
        return []
    }

    private mutating func make(_ goal: Goal, since: Duration) -> [Action] {
        guard let model = goal.model else {
            state = .idle
            return []
        }
        state = .making(
            Making(
                goal: goal,
                model: spelling(of: goal) ?? model,
                since: since,
                step: .seeingPins(tries: 1)
            )
        )
        return [.seePins]
    }

    /// As those who want it spell it: not every host takes the canonical name for the same.
    private func spelling(of goal: Goal) -> String? {
        guard case .jobs(let model) = goal else { return nil }
        return queue.lane(of: model)?.oldest?.name
    }

    mutating func sawPins(_ error: HostError?, at now: Duration) -> [Action] {
        guard case .making(var making) = state, case .seeingPins(let tries) = making.step
        else { return [] }
        pinFault = error?.message
        switch error?.code {
        case .unreachable:
            return leave(error, at: now)
        case .busy, .failed, .timedOut, .cancelled:
            if tries >= settings.pinTriesMax { break }
            let until = now + restAfter(failures: tries)
            making.step = .pausing(until: until, tries: tries)
            state = .making(making)
            return []
        // It takes a person; who chats need not wait for one.
        case nil, .outOfMemory, .unknownModel, .refused, .denied:
            break
        }
        guard isWanted(making.goal) else { return leave(nil, at: now) }
        making.step = .loading
        state = .making(making)
        return [.tellPins(making.model), .load(making.model, making.goal.use)]
    }

    mutating func loaded(_ error: HostError?, at now: Duration) -> [Action] {
        guard case .making(let making) = state, case .loading = making.step else { return [] }
        if let error {
            occupant = .unsure([making.model])
            state = .idle
            return [.tellPins(nil)] + loadFailed(making, error, at: now)
        }
        occupant = .model(making.model, until: now + .seconds(settings.keepAliveSeconds))
        let took = now - making.since
        changes.add(took, atUnixMs: unixMs(at: now))
        let record = costs.learnChange(to: making.model, took: took)
        return [.tellPins(nil), .keep(record)] + open(making.goal, at: now)
    }

    /// What a rest was for is tried again.
    mutating func resumeChange(at now: Duration) -> [Action] {
        switch state {
        case .clearing(let clearing):
            guard case .pausing(let until, let next) = clearing.step, until <= now else {
                return []
            }
            if !next.isEmpty { return unload(next, clearing, at: now) }
            var looking = clearing
            looking.step = .looking
            state = .clearing(looking)
            return [.look]
        case .making(var making):
            guard case .pausing(let until, let tries) = making.step, until <= now else { return [] }
            making.step = .seeingPins(tries: tries + 1)
            state = .making(making)
            return [.seePins]
        default:
            return []
        }
    }
}

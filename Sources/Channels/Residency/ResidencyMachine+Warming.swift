// Loads of pinned embedders.
extension ResidencyMachine {
    /// Which embedders are to be loaded and pinned from now on.
    ///
    /// - Parameter retiring: which were, and are to be sent away where they are pinned still.
    mutating func expect(
        _ models: Set<String>,
        retiring: Set<String>,
        at now: Duration
    ) -> [Action] {
        let dropped = Set(pins.keys).subtracting(models)
        var actions: [Action] = []
        for name in dropped.sorted() {
            pins[name]?.lastError = HostError(.refused, "\(name) is no longer kept on \(host).")
            actions += turnAwayAll(name, at: now)
            if case .warming = pins[name]?.state { actions.append(.stopWarming(name)) }
            pins[name] = nil
            actions += clearAll(about: name)
        }
        retired = retired.union(dropped).union(retiring).subtracting(models)
        if !retired.isEmpty { firstTelling = looks + 1 }
        for name in models where pins[name] == nil {
            pins[name] = Pin(state: .cold(nextTry: now))
        }
        nextLook = now
        return actions + tick(at: now)
    }

    mutating func clearAll(about model: String) -> [Action] {
        standing.filter { $0.model == model }.flatMap { clear($0.name, $0.model) }
    }

    /// The model is presumed to be gone.
    ///
    /// - Parameter isFirstFree: the first try comes at once.
    mutating func chill(
        _ name: String,
        _ error: HostError,
        isFirstFree: Bool,
        at now: Duration
    ) {
        guard var pin = pins[name] else { return }
        let pause = pause(after: error, failures: isFirstFree ? pin.failures : pin.failures + 1)
        pin.failures += 1
        pin.lastError = error
        pin.state = .cold(nextTry: now + pause)
        pins[name] = pin
    }

    private func pause(after error: HostError, failures: Int) -> Duration {
        switch error.code {
        case .unknownModel, .denied, .refused:
            return settings.deniedRetry
        case .unreachable, .busy, .outOfMemory, .failed, .timedOut, .cancelled:
            guard failures > 0 else { return .zero }
            let doubled = settings.retryFirst * (1 << min(failures - 1, 16))
            return max(min(doubled, settings.retryMax), error.retryAfter ?? .zero)
        }
    }

    /// Begins the loads that are due, one after another: a host loads one model at a time.
    ///
    /// None before the first look, which shows what is pinned there already.
    mutating func warmWhatIsDue(at now: Duration) -> [Action] {
        guard replacement == nil, loading == nil, mayPin else { return [] }
        for (name, pin) in sortedPins {
            guard case .cold(let nextTry) = pin.state, nextTry <= now else { continue }
            return warm(name, isLoaded: false, at: now)
        }
        return []
    }

    var isAnyWarming: Bool {
        pins.values.contains { if case .warming = $0.state { true } else { false } }
    }

    /// No model that was pinned before is pinned still: two pins are what Ollama deadlocks on.
    ///
    /// Source: ollama#17408.
    private var mayPin: Bool {
        guard !retired.isEmpty else { return true }
        guard let residents, lastLook >= firstTelling else { return false }
        return !residents.contains { $0.isPinned && isRetired($0) }
    }

    func isRetired(_ resident: Resident) -> Bool {
        retired.contains { isSame($0, resident) } && pin(of: resident) == nil
    }

    /// Begins a load, unless one is under way: then it is begun when that has ended.
    mutating func warm(_ name: String, isLoaded: Bool, at now: Duration) -> [Action] {
        guard loading == nil else { return [] }
        loading = name
        pins[name]?.state = .warming(
            since: now,
            deadline: now + settings.loadTimeMax,
            isLoaded: isLoaded
        )
        return [.warm(name)]
    }

    /// A load has ended.
    mutating func warmed(
        _ name: String,
        _ result: Result<LoadReport, HostError>,
        at now: Duration
    ) -> [Action] {
        if loading == name { loading = nil }
        guard let pin = pins[name], case .warming = pin.state else {
            return beginUnloading(name) + tick(at: now)
        }
        switch result {
        case .success(let report):
            pins[name]?.state = .warm
            pins[name]?.isFreshlyLoaded = true
            pins[name]?.waiting = []
            pins[name]?.lastError = nil
            pins[name]?.lastSeen = now
            pins[name]?.firstTelling = looks + 1
            learn(report.loadTime, of: name)
            nextLook = now
            return answered(at: now) + clear(.modelMissing, name)
                + pin.waiting.map { .admit($0.ticket) } + tick(at: now)
        case .failure(let error):
            chill(name, error, isFirstFree: false, at: now)
            return tell(error, of: name, at: now) + turnAwayAll(name, at: now)
                + refuseSeers(error) + replacementFailed(name, error) + tick(at: now)
        }
    }

    /// What a failed load says about the host or the model.
    private mutating func tell(_ error: HostError, of name: String, at now: Duration) -> [Action] {
        switch error.code {
        case .unreachable:
            return away(error, at: now)
        case .unknownModel:
            let message =
                "\(name) is not installed on \(host): run `ollama pull \(name)` there, or configure "
                + "another model."
            return answered(at: now) + raise(.modelMissing, name, message, at: now)
        default:
            return error.code == .timedOut || error.code == .cancelled ? [] : answered(at: now)
        }
    }

    mutating func learn(_ time: Duration, of model: String) {
        // The model was there.
        guard time > .milliseconds(50) else { return }
        let model = ModelTag.canonical(model)
        loadTimes[model] = loadTimes[model].map { ($0 * 3 + time) / 4 } ?? time
    }

    /// Gives up loads without progress.
    mutating func endOverdueLoads(at now: Duration) -> [Action] {
        sortedPins.flatMap { name, pin -> [Action] in
            guard case .warming(let since, let deadline, let isLoaded) = pin.state, deadline <= now
            else { return [] }
            // Told once; its end follows.
            pins[name]?.state = .warming(
                since: since,
                deadline: now + settings.loadTimeMax,
                isLoaded: isLoaded
            )
            return [.stopWarming(name)]
        }
    }

    /// Something moves on the host: loads that wait for their turn are given their time anew.
    mutating func sawProgress(at now: Duration) {
        for (name, pin) in pins {
            guard case .warming(let since, _, let isLoaded) = pin.state else { continue }
            pins[name]?.state = .warming(
                since: since,
                deadline: now + settings.loadTimeMax,
                isLoaded: isLoaded
            )
        }
    }
}

// What the host's list shows, and what is done about it.
extension ResidencyMachine {
    mutating func lookIfDue(at now: Duration) -> [Action] {
        guard !isLooking, nextLook <= now || isAnyoneSeeing else { return [] }
        isLooking = true
        looks += 1
        nextLook = now + settings.lookEvery
        return [.look]
    }

    /// Somebody waits for a look, and no load has to end first.
    private var isAnyoneSeeing: Bool {
        !seers.isEmpty && !isAnyWarming
    }

    /// Somebody wants to see every pin in the host's list.
    mutating func see(at now: Duration) -> (Ticket?, [Action]) {
        guard !pins.isEmpty else { return (nil, []) }
        let ticket = nextTicket()
        seers.append(Seer(ticket: ticket, firstLook: looks + 1))
        // Whoever must see a pin does not wait for the next try.
        for (name, pin) in pins {
            if case .cold = pin.state { pins[name]?.state = .cold(nextTry: now) }
        }
        return (ticket, tick(at: now))
    }

    mutating func refuseSeers(_ error: HostError) -> [Action] {
        defer { seers = [] }
        return seers.map { .refuse($0.ticket, error) }
    }

    mutating func looked(
        _ result: Result<[Resident], HostError>,
        at now: Duration
    ) -> [Action] {
        isLooking = false
        switch result {
        case .failure(let error):
            // Slow is busy, not down: a model is being probed.
            let actions = error.code == .unreachable ? away(error, at: now) : []
            return actions + refuseSeers(error) + letCheckedPass(at: now) + tick(at: now)
        case .success(let list):
            if residents.map({ Set($0.map(\.name)) }) != Set(list.map(\.name)) {
                sawProgress(at: now)
            }
            residents = list
            lastLook = looks
            if list.contains(where: { $0.videoBytes > 0 }) { hasSeenVideoMemory = true }
            weighEvidence(list)
            var actions = answered(at: now)
            for name in pins.keys.sorted() { actions += judgePin(name, list, at: now) }
            judgeGeneration(list, at: now)
            actions += letCheckedPass(at: now)
            actions += judgeHost(list, at: now)
            actions += sendRetiredAway(list)
            actions += seenGone(list, at: now)
            actions += showSeers(list)
            return actions + tick(at: now)
        }
    }

    private mutating func weighEvidence(_ list: [Resident]) {
        let isTelling = chatLoad == nil && lastLook >= firstLookAfterChatLoad
        evidence.saw(
            loaded: list.count,
            embedders: list.count { pin(of: $0) != nil },
            hasChat: list.contains { isChat($0) },
            isFresh: isTelling && chatLoadsSeen < chatLoadsEnded
        )
        if isTelling { chatLoadsSeen = chatLoadsEnded }
    }

    private mutating func judgePin(
        _ name: String,
        _ list: [Resident],
        at now: Duration
    ) -> [Action] {
        guard let pin = pins[name] else { return [] }
        let isWarm = pin.state == .warm && lastLook >= pin.firstTelling
        guard let resident = list.first(where: { isSame(name, $0) }) else {
            guard isWarm else { return [] }
            pins[name]?.state = .cold(nextTry: now)
            pins[name]?.lastError = nil
            return clear(.pinDowngraded, name)
                + raise(.pinLost, name, sentence(lost: name), at: now)
        }
        pins[name]?.lastSeen = now
        var actions = clear(.pinLost, name)
        guard resident.isPinned else {
            // Whoever loaded it, it was not pinned yet.
            return isWarm ? actions + repin(name, at: now) : actions
        }
        pins[name]?.repins = 0
        actions += clear(.pinDowngraded, name)
        return actions + (isWarm ? judgeContext(name, resident, at: now) : [])
    }

    /// A pin that does not hold is put back with growing pauses: the server may not heed it at all.
    private mutating func repin(_ name: String, at now: Duration) -> [Action] {
        guard let pin = pins[name] else { return [] }
        guard pin.repins == 0 || pin.nextRepin <= now else {
            nextLook = min(nextLook, pin.nextRepin)
            return []
        }
        let actions = raise(.pinDowngraded, name, sentence(downgraded: name, pin.repins), at: now)
        let warming = warm(name, isLoaded: true, at: now)
        guard !warming.isEmpty else { return actions }
        let pause = settings.repinFirst * (1 << min(pin.repins, 16))
        pins[name]?.repins += 1
        pins[name]?.nextRepin = now + min(pause, settings.repinMax)
        return actions + warming
    }

    /// What it has right after a load of ours is what our options make of it.
    private mutating func judgeContext(
        _ name: String,
        _ resident: Resident,
        at now: Duration
    ) -> [Action] {
        guard let pin = pins[name] else { return [] }
        guard let tokens = resident.contextTokens else { return clear(.optionsDrift, name) }
        if pin.isFreshlyLoaded || pin.contextTokens == nil {
            pins[name]?.contextTokens = tokens
            pins[name]?.isFreshlyLoaded = false
            return clear(.optionsDrift, name)
        }
        guard let expected = pin.contextTokens, expected != tokens else {
            return clear(.optionsDrift, name)
        }
        let message = sentence(drifted: name, from: expected, to: tokens)
        return raise(.optionsDrift, name, message, at: now) + warm(name, isLoaded: true, at: now)
    }

    /// What the list says of models in general.
    private mutating func judgeHost(_ list: [Resident], at now: Duration) -> [Action] {
        var strangers: [String: String] = [:]
        var spilled: [String: String] = [:]
        for resident in list {
            if !isChatUnknown, isStranger(resident) {
                strangers[resident.name] = sentence(stranger: resident)
            }
            if isSpilled(resident) { spilled[resident.name] = sentence(spilled: resident) }
        }
        let isSingle = slots == 1
        return settle(.foreignModel, strangers, at: now) + settle(.spilledToCPU, spilled, at: now)
            + settle(.singleSlot, isSingle ? ["": sentenceOfSingleSlot] : [:], at: now)
    }

    /// nil: not known.
    var slots: Int? { evidence.slots(soloLooksMin: settings.soloLooksMin) }

    private func isSpilled(_ resident: Resident) -> Bool {
        resident.videoBytes < resident.sizeBytes && hasSeenVideoMemory
    }

    func isStranger(_ resident: Resident) -> Bool {
        pin(of: resident) == nil && !isChat(resident) && !isRetired(resident)
            && !guests.union(passed).contains { isSame($0, resident) }
    }

    func isChat(_ resident: Resident) -> Bool {
        chatModels.contains { isSame($0, resident) }
    }

    /// The pinned embedder that a resident is.
    func pin(of resident: Resident) -> String? {
        pins.keys.first { isSame($0, resident) }
    }

    /// Two tags of one blob are one runner, listed under whichever name loaded it.
    func isSame(_ model: String, _ resident: Resident) -> Bool {
        if ModelTag.areSame(model, resident.name) { return true }
        guard !resident.digest.isEmpty else { return false }
        return digests[ModelTag.tagged(model)] == resident.digest
    }

    private func sendRetiredAway(_ list: [Resident]) -> [Action] {
        guard replacement == nil else { return [] }
        return list.filter { $0.isPinned && isRetired($0) }.map { .unload($0.name) }
    }

    /// Whoever asked before this look began, and sees every pin, is done.
    private mutating func showSeers(_ list: [Resident]) -> [Action] {
        let isShown = pins.keys.allSatisfy { name in
            list.contains { isSame(name, $0) && $0.isPinned }
        }
        var actions: [Action] = []
        var left: [Seer] = []
        for var seer in seers {
            guard seer.firstLook <= looks else {
                left.append(seer)
                continue
            }
            if !isAnyWarming { seer.rounds += 1 }
            if isShown {
                actions.append(.admit(seer.ticket))
            } else if seer.rounds > settings.roundsMax {
                let message = "\(host) does not keep its embedders loaded: see its conditions."
                actions.append(.refuse(seer.ticket, HostError(.busy, message)))
            } else {
                left.append(seer)
            }
        }
        seers = left
        return actions
    }
}

// Whether the host is there, and what it has.
extension ResidencyMachine {
    /// It answered something.
    mutating func answered(at now: Duration) -> [Action] {
        lastAnswer = now
        awayFailures = 0
        return clear(.hostAway)
    }

    /// Nobody answers: what was loaded is presumed gone.
    mutating func away(_ error: HostError, at now: Duration) -> [Action] {
        residents = nil
        awayFailures += 1
        let pause = settings.retryFirst * (1 << min(awayFailures - 1, 16))
        nextLook = now + min(pause, settings.lookEvery)
        for (name, pin) in pins where pin.state == .warm {
            chill(name, error, isFirstFree: false, at: now)
        }
        return raise(.hostAway, "", sentence(away: error), at: now)
            + settle(.foreignModel, [:], at: now) + settle(.spilledToCPU, [:], at: now)
    }

    mutating func listed(
        _ result: Result<(version: String, installed: [InstalledModel]), HostError>,
        at now: Duration
    ) -> [Action] {
        isListing = false
        switch result {
        case .failure(let error):
            nextList = now + settings.lookEvery
            return (error.code == .unreachable ? away(error, at: now) : []) + tick(at: now)
        case .success(let list):
            nextList = now + settings.listEvery
            version = list.version
            installed = list.installed
            digests = Dictionary(
                list.installed.map { (ModelTag.tagged($0.name), $0.digest) },
                uniquingKeysWith: { first, _ in first }
            )
            return answered(at: now) + compareDigests(at: now) + tick(at: now)
        }
    }

    mutating func listSoon(at now: Duration) -> [Action] {
        nextList = now
        return tick(at: now)
    }

    /// A model that is another one now than the one that filled the space.
    mutating func compareDigests(at now: Duration) -> [Action] {
        var changed: [String: String] = [:]
        for (model, expected) in expectedDigests {
            guard let digest = digests[ModelTag.tagged(model)], digest != expected else {
                continue
            }
            changed[model] = sentence(changed: model, from: expected, to: digest)
        }
        return settle(.modelChanged, changed, at: now)
    }
}

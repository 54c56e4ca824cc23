// The gate: who may send, and who waits.
extension ResidencyMachine {
    enum Entry: Sendable, Equatable {
        case passes
        /// Its ticket is admitted or refused later.
        case waits(Ticket)
        case refused(HostError)
        /// It is a guest in the chat worker's slot.
        case isGuest
    }

    mutating func enter(_ model: String, at now: Duration) -> (Entry, [Action]) {
        guard let name = pinName(of: model), let pin = pins[name] else {
            if isGuest(model) { return (.isGuest, []) }
            if let full = refusalOfFull(model) { return (.refused(full), []) }
            passed.insert(model)
            return (.passes, [])
        }
        switch pin.state {
        case .warm, .warming(_, _, isLoaded: true):
            return isFresh(pin, at: now) ? (.passes, []) : check(name, at: now)
        case .cold(let nextTry) where now < nextTry && pin.lastError != nil:
            return (.refused(pin.refusal(of: name, at: now)), [])
        case .cold, .warming:
            let ticket = nextTicket()
            let waiting = Waiting(ticket: ticket, until: now + settings.enterWaitMax)
            pins[name]?.waiting.append(waiting)
            return (.waits(ticket), tick(at: now))
        }
    }

    /// The pins have every slot, and no chat worker has one to lend: whoever else came in would push
    /// out a pinned model, which would come back and push it out in turn.
    private func refusalOfFull(_ model: String) -> HostError? {
        guard let slots = settings.slots, !pins.isEmpty, pins.count >= slots else { return nil }
        return HostError(.refused, sentence(noSlotFor: model, slots: slots))
    }

    private func isFresh(_ pin: Pin, at now: Duration) -> Bool {
        pin.lastSeen.map { now - $0 <= settings.freshFor } ?? false
    }

    private mutating func check(_ name: String, at now: Duration) -> (Entry, [Action]) {
        let ticket = nextTicket()
        let waiting = Waiting(ticket: ticket, until: now + settings.freshLookMax)
        pins[name]?.checking.append(waiting)
        nextLook = now
        return (.waits(ticket), tick(at: now))
    }

    /// A look has ended: who waited for it passes, or waits for the load.
    mutating func letCheckedPass(at now: Duration) -> [Action] {
        sortedPins.flatMap { name, pin -> [Action] in
            pins[name]?.checking = []
            switch pin.state {
            case .warm, .warming(_, _, isLoaded: true):
                return pin.checking.map { .admit($0.ticket) }
            case .cold, .warming:
                let until = now + settings.enterWaitMax
                pins[name]?.waiting += pin.checking.map { Waiting(ticket: $0.ticket, until: until) }
                return []
            }
        }
    }

    /// A look takes long: slow is busy, not down.
    mutating func letUncheckedPass(at now: Duration) -> [Action] {
        sortedPins.flatMap { name, pin -> [Action] in
            pins[name]?.checking.removeAll { $0.until <= now }
            return pin.checking.filter { $0.until <= now }.map { .admit($0.ticket) }
        }
    }

    /// Whoever waited with the ticket has gone.
    mutating func withdraw(_ ticket: Ticket) {
        for name in pins.keys {
            pins[name]?.waiting.removeAll { $0.ticket == ticket }
            pins[name]?.checking.removeAll { $0.ticket == ticket }
        }
        seers.removeAll { $0.ticket == ticket }
        if replacement?.ticket == ticket { replacement?.ticket = nil }
    }

    /// A request of the model has ended.
    ///
    /// - Parameter fault: how, if that is the host's fault: then it is not known whether the model
    ///   is still loaded.
    mutating func left(_ model: String, fault: HostError?, at now: Duration) -> [Action] {
        guard let name = pinName(of: model), let pin = pins[name] else { return [] }
        guard let fault else {
            pins[name]?.failures = 0
            pins[name]?.lastError = nil
            pins[name]?.lastSeen = now
            return answered(at: now)
        }
        // What was sent before says nothing of the load that is under way.
        guard pin.state == .warm else { return [] }
        chill(name, fault, isFirstFree: true, at: now)
        return tick(at: now)
    }

    private mutating func turnAway(
        _ name: String,
        _ waiting: [Waiting],
        _ error: HostError
    )
        -> [Action]
    {
        let tickets = Set(waiting.map(\.ticket))
        pins[name]?.waiting.removeAll { tickets.contains($0.ticket) }
        pins[name]?.checking.removeAll { tickets.contains($0.ticket) }
        return waiting.map { .refuse($0.ticket, error) }
    }

    mutating func turnAwayAll(_ name: String, at now: Duration) -> [Action] {
        guard let pin = pins[name] else { return [] }
        return turnAway(name, pin.waiting + pin.checking, pin.refusal(of: name, at: now))
    }

    /// Those who have waited their time.
    mutating func turnAwayLate(at now: Duration) -> [Action] {
        sortedPins.flatMap { name, pin in
            let late = pin.waiting.filter { $0.until <= now }
            let error = HostError(
                .timedOut,
                "\(name) has not been loaded on \(host) within \(settings.enterWaitMax); it still "
                    + "is being loaded.",
                retryAfter: settings.retryFirst
            )
            return turnAway(name, late, error)
        }
    }

    /// The pinned embedder that a request's model is.
    func pinName(of model: String) -> String? {
        if pins[model] != nil { return model }
        return pins.keys.sorted().first { areOne($0, model) }
    }

    private func isGuest(_ model: String) -> Bool {
        guests.contains { areOne($0, model) }
    }

    /// Two names of one blob are one model, which the host loads once.
    func areOne(_ one: String, _ other: String) -> Bool {
        if ModelTag.areSame(one, other) { return true }
        guard let digest = digests[ModelTag.tagged(one)], !digest.isEmpty else { return false }
        return digest == digests[ModelTag.tagged(other)]
    }
}

extension ResidencyMachine.Pin {
    /// What those are told who would have to wait for the next try.
    func refusal(of name: String, at now: Duration) -> HostError {
        let last = lastError ?? HostError(.busy, "\(name) is not loaded.")
        guard case .cold(let nextTry) = state else { return last }
        return HostError(last.code, last.message, retryAfter: max(.zero, nextTry - now))
    }
}

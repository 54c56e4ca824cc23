/// What comes next when nothing is under way.
extension ChatMachine {
    /// Somebody wants the slot, or something is not certain.
    var hasWork: Bool {
        !interrupted.isEmpty || hold != nil || !guests.isEmpty || queue.hasDue
    }

    /// Empty: nothing does, or not yet.
    mutating func decide(at now: Duration) -> [Action] {
        guard hasWork, restUntil <= now else { return [] }
        if let outage {
            guard outage.nextProbe <= now else { return [] }
            state = .probing
            return [.probe]
        }
        if !interrupted.isEmpty { return recover(at: now) }
        if let hold, mayHold(hold, at: now) { return enter(.hold(hold.model), at: now) }
        switch choose(at: now) {
        case .job where isDraining:
            return []
        case .job(let entry):
            guard isInSlot(entry.model, at: now) else {
                state = .checking(entry.model)
                return [.check(entry.name)]
            }
            if drain.model != entry.model { drain = Drain(model: entry.model, since: now) }
            return begin(entry)
        case .guest:
            return guests.first.map { enter(.guest($0.model), at: now) } ?? []
        case nil:
            return []
        }
    }

    private mutating func choose(at now: Duration) -> DrainPolicy.Choice? {
        let costs = costs
        return settings.drain.choose(
            from: queue,
            &drain,
            DrainPolicy.Circumstances(
                guestSince: guests.first?.since,
                isGuestExpected: guestClaim.map { now < $0.until } ?? false,
                change: { costs.change(to: $0) ?? .zero }
            ),
            at: now
        )
    }

    /// Jobs that are late go before a hold, for as long as a drain may last.
    private func mayHold(_ hold: Guest, at now: Duration) -> Bool {
        let isLate = queue.oldestDue.map { now - $0.submitted >= settings.drain.waitMax } ?? false
        return !isLate || now - hold.since >= settings.drain.timeMax
    }

    /// No job begins until what the earlier life of the server asked for has gone from the host.
    private mutating func recover(at now: Duration) -> [Action] {
        guard let id = interrupted.first, let job = jobs[id] else {
            interrupted = Array(interrupted.dropFirst())
            return decide(at: now)
        }
        guard occupant == .nobody else { return enter(.certainty, at: now) }
        if job.isCancelRequested {
            return settle(id, .end(JobEnding(.cancelled, "It was cancelled while it ran.")))
        }
        if let deadline = job.deadline, deadline <= now {
            return settle(id, .end(JobEnding(.expired, "Its deadline passed while it ran.")))
        }
        return settle(
            id,
            .again(
                because: "The attempt was interrupted by a restart of the server.",
                notBefore: nil
            )
        )
    }

    /// It is loaded, and will be for long enough to begin something.
    func isInSlot(_ model: String, at now: Duration) -> Bool {
        guard case .model(let name, let until) = occupant, ModelTag.areSame(name, model) else {
            return false
        }
        return until - settings.expiryMargin > now
    }

    private mutating func enter(_ goal: Goal, at now: Duration) -> [Action] {
        guard let model = goal.model, isInSlot(model, at: now) else {
            return change(to: goal, at: now)
        }
        return open(goal, at: now)
    }

    /// What the goal's model was brought in for can begin.
    mutating func open(_ goal: Goal, at now: Duration) -> [Action] {
        switch goal {
        case .jobs(let model):
            if drain.model != model { drain = Drain(model: model, since: now) }
            // What it was loaded for is done, come what may.
            drain.jobs = 0
            state = .idle
            return []
        case .guest(let model):
            return lend(to: model, at: now)
        case .hold(let model):
            return holdSlot(for: model, at: now)
        case .certainty:
            state = .idle
            return []
        }
    }

    /// Whether anybody still wants what is being changed to.
    func isWanted(_ goal: Goal) -> Bool {
        switch goal {
        case .jobs(let model): queue.lane(of: model) != nil
        case .guest(let model): guests.contains { $0.model == model }
        case .hold(let model): hold?.model == model
        case .certainty: false
        }
    }

    /// The host does not answer: nothing is begun until it does, and then nothing is taken for known.
    mutating func loseHost(_ error: HostError, at now: Duration) {
        if case .model(let model, _) = occupant { occupant = .unsure([model]) }
        let failures = (outage?.failures ?? 0) + 1
        let pause = restAfter(failures: failures, atMost: settings.probeLongest)
        outage = Outage(
            since: outage?.since ?? now,
            message: error.message,
            failures: failures,
            nextProbe: now + pause
        )
    }

    mutating func probed(_ error: HostError?, at now: Duration) -> [Action] {
        guard case .probing = state else { return [] }
        state = .idle
        if let error, error.code != .busy {
            loseHost(error, at: now)
        } else {
            outage = nil
        }
        return []
    }
}

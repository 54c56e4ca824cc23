/// A model could not be loaded: whose fault it is, and who waits for how long.
extension ChatMachine {
    mutating func loadFailed(
        _ making: Making,
        _ error: HostError,
        at now: Duration
    ) -> [Action] {
        switch error.code {
        case .unreachable:
            loseHost(error, at: now)
            return []
        case .busy:
            restUntil = now + (error.retryAfter ?? restAfter(failures: 1))
            return []
        case .outOfMemory, .failed, .timedOut, .cancelled, .unknownModel, .refused, .denied:
            if case .jobs(let model) = making.goal { return loadFailed(model, error, at: now) }
            return loadFailed(forGuest: making.model, error, at: now)
        }
    }

    /// The job that would have begun answers for it.
    private mutating func loadFailed(
        _ model: String,
        _ error: HostError,
        at now: Duration
    ) -> [Action] {
        let late = now - settings.drain.waitMax
        guard let id = queue.lane(of: model)?.next(lateBefore: late)?.id else { return [] }
        switch error.code {
        case .unknownModel, .refused, .denied:
            return endWaiting(id, .refuse(JobFailure(error.code), error.message))
        case .outOfMemory:
            occupant = .everyone
            jobs[id]?.memoryFailures += 1
            guard let failures = jobs[id]?.memoryFailures, failures >= 2 else { return [] }
            return endWaiting(id, .refuse(JobFailure(error.code), error.message))
        default:
            jobs[id]?.loadFailures += 1
            let failures = jobs[id]?.loadFailures ?? 1
            let until = now + restAfter(failures: failures)
            let isOver = failures >= settings.attemptsMax
            let actions = isOver ? endWaiting(id, gaveUpLoading(model, error)) : []
            queue.rest(model, until: until)
            return actions
        }
    }

    private func gaveUpLoading(_ model: String, _ error: HostError) -> Settlement {
        .refuse(
            JobFailure(error.code),
            "“\(model)” could not be loaded in \(settings.attemptsMax) tries: \(error.message)"
        )
    }

    private mutating func loadFailed(
        forGuest model: String,
        _ error: HostError,
        at now: Duration
    ) -> [Action] {
        guestFailures += 1
        let isHopeless = [.unknownModel, .refused, .denied].contains(error.code)
        if error.code == .outOfMemory { occupant = .everyone }
        let triesMax = error.code == .outOfMemory ? 2 : settings.attemptsMax
        if isHopeless || guestFailures >= triesMax {
            guestFailures = 0
            return turnAway(model, error)
        }
        restUntil = now + restAfter(failures: guestFailures)
        return []
    }

    private mutating func turnAway(_ model: String, _ error: HostError) -> [Action] {
        let refused =
            guests.filter { $0.model == model }
            + [hold].compactMap(\.self)
            .filter { $0.model == model }
        guests.removeAll { $0.model == model }
        if hold?.model == model { hold = nil }
        return refused.map { .turnAway($0.ticket, error) }
    }
}

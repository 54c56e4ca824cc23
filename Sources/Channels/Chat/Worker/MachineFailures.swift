/// An attempt failed: what it says about the host, and whether another is to follow.
extension ChatMachine {
    mutating func failed(_ run: Run, _ error: HostError, at now: Duration) -> [Action] {
        occupant = leftBehind(run.name, by: error, at: now)
        switch error.code {
        case .unreachable:
            loseHost(error, at: now)
            return again(run.id, error, at: now)
        case .busy:
            restUntil = now + (error.retryAfter ?? settings.retryFirst)
            return again(run.id, error, at: now)
        case .outOfMemory:
            jobs[run.id]?.memoryFailures += 1
            let failures = jobs[run.id]?.memoryFailures ?? 0
            return failures < 2 ? again(run.id, error, at: now) : fail(run.id, error)
        case .failed, .timedOut, .cancelled:
            jobs[run.id]?.failures += 1
            let failures = jobs[run.id]?.failures ?? 0
            if failures < settings.attemptsMax { return again(run.id, error, at: now) }
            let message = "It failed \(failures) times, the last time so: \(error.message)"
            return fail(run.id, HostError(error.code, message))
        case .unknownModel, .refused, .denied:
            return fail(run.id, error)
        }
    }

    /// A host that answered with a refusal generates nothing; after any other end it may still.
    private func leftBehind(
        _ model: String,
        by error: HostError,
        at now: Duration
    ) -> Occupant {
        switch error.code {
        case .refused, .denied, .busy: inUse(model, at: now)
        case .outOfMemory: .everyone
        case .unreachable, .failed, .timedOut, .unknownModel, .cancelled: .unsure([model])
        }
    }

    private mutating func again(
        _ id: JobID,
        _ error: HostError,
        at now: Duration
    ) -> [Action] {
        jobs[id]?.misses += 1
        let rest = restAfter(failures: jobs[id]?.misses ?? 1)
        let notBefore = now + max(rest, error.retryAfter ?? .zero)
        if let deadline = jobs[id]?.deadline, deadline <= now {
            return settle(id, .end(JobEnding(.expired, "Its deadline passed: \(error.message)")))
        }
        return settle(id, .again(because: error.message, notBefore: notBefore))
    }

    private mutating func fail(_ id: JobID, _ error: HostError) -> [Action] {
        settle(id, .end(JobEnding(JobFailure(error.code), error.message)))
    }
}

/// One job, from its attempt's beginning to what the store knows of its end.
extension ChatMachine {
    mutating func begin(_ entry: QueueEntry) -> [Action] {
        queue.remove(entry)
        state = .beginning(entry.id, retryAt: nil)
        return [.begin(entry.id)]
    }

    mutating func began(_ id: JobID, _ result: BeginResult, at now: Duration) -> [Action] {
        guard case .beginning(id, _) = state else { return [] }
        switch result {
        case .begun(let attempt):
            storeFault = nil
            return run(id, attempt: attempt, at: now)
        case .gone:
            jobs[id] = nil
            state = .idle
            return []
        case .failed(let message):
            storeFault = message
            state = .beginning(id, retryAt: now + restAfter(failures: 1))
            return []
        }
    }

    private mutating func run(_ id: JobID, attempt: Int, at now: Duration) -> [Action] {
        guard let job = jobs[id] else {
            state = .idle
            return []
        }
        jobs[id]?.attempts = attempt
        if job.isCancelRequested { return settle(id, Self.cancelledWaiting) }
        if let deadline = job.deadline {
            if deadline <= now { return settle(id, Self.expiredWaiting) }
            nextDeadline = min(deadline, nextDeadline ?? deadline)
        }
        if isDraining {
            return settle(
                id,
                .again(because: "The server stopped before it began.", notBefore: nil)
            )
        }
        drain.jobs += 1
        state = .running(Run(job.entry, at: now))
        return [.generate(id, attempt: attempt)]
    }

    mutating func heard(_ id: JobID, _ bytes: Int, at now: Duration) -> [Action] {
        guard case .running(var run) = state, run.id == id else { return [] }
        run.lastHeard = now
        state = .running(run)
        jobs[id]?.saidBytes += bytes
        guard let said = jobs[id]?.saidBytes, said > settings.logBytesMax else { return [] }
        return stop(run, .longWinded)
    }

    mutating func stop(_ run: Run, _ reason: Stop) -> [Action] {
        guard run.stop == nil else { return [] }
        var run = run
        run.stop = reason
        state = .running(run)
        return [.stop(run.id)]
    }

    mutating func generated(
        _ id: JobID,
        _ result: Result<ChatStatistics, HostError>,
        at now: Duration
    ) -> [Action] {
        guard case .running(let run) = state, run.id == id else { return [] }
        switch result {
        case .success(let statistics):
            occupant = inUse(run.name, at: now)
            let record = costs.learnJob(of: run.model, took: now - run.since)
            let ending = JobEnding(.succeeded, statistics: statistics)
            return [.keep(record)] + settle(id, .end(ending))
        case .failure(let error):
            guard let stop = run.stop else { return failed(run, error, at: now) }
            return stopped(run, stop, at: now)
        }
    }

    func inUse(_ model: String, at now: Duration) -> Occupant {
        .model(model, until: now + .seconds(settings.keepAliveSeconds))
    }

    /// The request has ended, and the host notices it at its next token, whenever that is.
    ///
    /// So the model is seen to be gone before anything else begins, at the price of loading it again.
    private mutating func stopped(_ run: Run, _ stop: Stop, at now: Duration) -> [Action] {
        occupant = .unsure([run.name])
        switch stop {
        case .cancelled:
            return settle(run.id, .end(JobEnding(.cancelled, "It was cancelled while it ran.")))
        case .expired:
            return settle(run.id, .end(JobEnding(.expired, "Its deadline passed while it ran.")))
        case .silent:
            let seconds = settings.silenceMax.components.seconds
            let error = HostError(.timedOut, "The model said nothing for \(seconds) s.")
            return failed(run, error, at: now)
        case .overdue:
            return failed(run, HostError(.timedOut, overdueSentence), at: now)
        case .longWinded:
            return settle(run.id, .end(JobEnding(.tooLong, longWindedSentence)))
        }
    }

    private var overdueSentence: String {
        let seconds = settings.runMax.components.seconds
        return """
            It had not ended after \(seconds) s, and an attempt may take no longer: ask for less, \
            or raise chat.runMs.
            """
    }

    private var longWindedSentence: String {
        """
        It said more than \(settings.logBytesMax) bytes, which is what a job may say: ask for less, \
        or raise chat.logBytesMax.
        """
    }

    mutating func settle(_ id: JobID, _ settlement: Settlement) -> [Action] {
        state = .settling(Settling(id: id, settlement: settlement))
        return [.settle(id, settlement)]
    }

    mutating func settled(_ id: JobID, _ result: SettleResult, at now: Duration) -> [Action] {
        switch result {
        case .done:
            storeFault = nil
            if case .settling(let settling) = state, settling.id == id {
                return finish(settling)
            }
            jobs[id] = nil
        case .failed(let message):
            storeFault = message
            if case .settling(var settling) = state, settling.id == id {
                putOff(&settling, at: now)
                state = .settling(settling)
            } else if var ending = jobs[id]?.ending {
                putOff(&ending, at: now)
                jobs[id]?.ending = ending
                failedEndings.insert(id)
            }
        }
        return []
    }

    private mutating func putOff(_ settling: inout Settling, at now: Duration) {
        settling.failures += 1
        settling.retryAt = now + restAfter(failures: settling.failures)
    }

    private mutating func finish(_ settling: Settling) -> [Action] {
        let id = settling.id
        state = .idle
        interrupted.removeAll { $0 == id }
        guard case .again(_, let notBefore) = settling.settlement, let job = jobs[id] else {
            jobs[id] = nil
            return []
        }
        if job.isCancelRequested { return endWaiting(id, Self.cancelledWaiting) }
        queue.insert(job.entry, restingUntil: notBefore)
        if let deadline = job.deadline { nextDeadline = min(deadline, nextDeadline ?? deadline) }
        return []
    }

    /// What was put off, and what lasts too long.
    mutating func lookAtState(at now: Duration) -> [Action] {
        switch state {
        case .clearing, .making:
            return resumeChange(at: now)
        case .beginning(let id, _?) where isDraining:
            if let entry = jobs[id]?.entry { queue.insert(entry) }
            state = .idle
            return []
        case .beginning(let id, let retryAt?) where retryAt <= now:
            state = .beginning(id, retryAt: nil)
            return [.begin(id)]
        case .running(let run) where now - run.lastHeard >= settings.silenceMax:
            return stop(run, .silent)
        case .running(let run) where now - run.since >= settings.runMax:
            return stop(run, .overdue)
        case .settling(var settling):
            guard let retryAt = settling.retryAt, retryAt <= now else { return [] }
            settling.retryAt = nil
            state = .settling(settling)
            return [.settle(settling.id, settling.settlement)]
        case .lent(let lent):
            return lookAtGuest(lent, at: now)
        default:
            return []
        }
    }
}

/// Jobs come, wait and leave.
extension ChatMachine {
    mutating func start(_ open: [Job], _ records: [ModelRecord]) -> [Action] {
        state = .idle
        costs = ModelCosts(records)
        var known = Set(costs.models)
        var actions: [Action] = []
        for job in open {
            known.insert(job.request.model)
            if job.state == .running {
                jobs[job.id] = openJob(job)
                interrupted.append(job.id)
            } else {
                actions += submit(job)
            }
        }
        // The server of the time before may have left any of them in the slot.
        occupant = known.isEmpty ? .nobody : .unsure(known)
        return actions
    }

    mutating func submit(_ job: Job) -> [Action] {
        // One that was there already, by its key.
        guard jobs[job.id] == nil, !job.state.hasEnded else { return [] }
        let open = openJob(job)
        jobs[job.id] = open
        queue.insert(open.entry, restingUntil: job.notBeforeUnixMs.map(moment(ofUnixMs:)))
        note(open.deadline)
        return open.isCancelRequested ? endWaiting(job.id, Self.cancelledWaiting) : []
    }

    private func openJob(_ job: Job) -> OpenJob {
        OpenJob(
            entry: QueueEntry(
                id: job.id,
                model: job.request.model,
                priority: job.request.priority,
                submitted: moment(ofUnixMs: job.submittedUnixMs)
            ),
            deadline: job.request.deadlineUnixMs.map(moment(ofUnixMs:)),
            attempts: job.attempts,
            isCancelRequested: job.isCancelRequested
        )
    }

    private mutating func note(_ deadline: Duration?) {
        guard let deadline else { return }
        nextDeadline = min(deadline, nextDeadline ?? deadline)
    }

    static let cancelledWaiting = Settlement.end(
        JobEnding(.cancelled, "It was cancelled while it waited.")
    )
    static let expiredWaiting = Settlement.end(
        JobEnding(.expired, "Its deadline passed while it waited.")
    )

    mutating func cancel(_ id: JobID) -> [Action] {
        guard jobs[id] != nil else { return [] }
        jobs[id]?.isCancelRequested = true
        switch state {
        case .running(let run) where run.id == id: return stop(run, .cancelled)
        case .beginning(id, _): return []
        case .settling(let settling) where settling.id == id: return []
        default: return interrupted.contains(id) ? [] : endWaiting(id, Self.cancelledWaiting)
        }
    }

    /// The end of a job that waits.
    mutating func endWaiting(_ id: JobID, _ settlement: Settlement) -> [Action] {
        guard let job = jobs[id], job.ending == nil else { return [] }
        queue.remove(job.entry)
        jobs[id]?.ending = Settling(id: id, settlement: settlement)
        return [.settle(id, settlement)]
    }

    /// Deadlines, rests that are over, and what failed and is tried again.
    mutating func lookAtClock(at now: Duration) -> [Action] {
        queue.wake(at: now)
        return expire(at: now) + retryEndings(at: now) + lookAtState(at: now)
    }

    private mutating func expire(at now: Duration) -> [Action] {
        guard let earliest = nextDeadline, earliest <= now else { return [] }
        nextDeadline = nil
        var actions: [Action] = []
        for (id, job) in jobs.sorted(by: { $0.key < $1.key }) {
            guard let deadline = job.deadline else { continue }
            if deadline > now {
                note(deadline)
            } else {
                actions += expire(id)
            }
        }
        return actions
    }

    private mutating func expire(_ id: JobID) -> [Action] {
        switch state {
        case .running(let run) where run.id == id: return stop(run, .expired)
        case .beginning(id, _): return []
        case .settling(let settling) where settling.id == id: return []
        default: return interrupted.contains(id) ? [] : endWaiting(id, Self.expiredWaiting)
        }
    }

    private mutating func retryEndings(at now: Duration) -> [Action] {
        failedEndings.sorted().compactMap { id in
            guard let ending = jobs[id]?.ending else { return nil }
            guard let retryAt = ending.retryAt, retryAt <= now else { return nil }
            failedEndings.remove(id)
            jobs[id]?.ending?.retryAt = nil
            return .settle(id, ending.settlement)
        }
    }
}

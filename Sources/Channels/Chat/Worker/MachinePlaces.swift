/// Where each waiting job stands, why, and for how long.
extension ChatMachine {
    func places(at now: Duration) -> [JobID: JobPlace] {
        guard !queue.isEmpty else { return [:] }
        var places: [JobID: JobPlace] = [:]
        var replay = replay(at: now)
        var ahead = underWay == nil ? 0 : 1
        var loaded = drain.model
        var isKnown = costs.job(of: drain.model ?? "") != nil || underWay == nil
        while let next = replay.next() {
            let entry = next.entry
            isKnown = isKnown && (entry.model == loaded || costs.change(to: entry.model) != nil)
            loaded = entry.model
            let isHeld = outage != nil || !interrupted.isEmpty || isSlotHeld || isDraining
            places[entry.id] = place(
                of: entry,
                ahead: ahead,
                estimate: isKnown && !isHeld ? next.at - now : nil
            )
            isKnown = isKnown && costs.job(of: entry.model) != nil
            ahead += 1
        }
        return places
    }

    private var isSlotHeld: Bool {
        if case .held = state { true } else { false }
    }

    /// The job that the worker has in hand.
    var underWay: JobID? {
        switch state {
        case .beginning(let id, _): id
        case .running(let run): run.id
        case .settling(let settling): settling.id
        default: nil
        }
    }

    private func replay(at now: Duration) -> DrainReplay {
        let costs = costs
        var drain = drain
        var free = max(now, restUntil)
        switch state {
        case .running(let run):
            free += left(of: costs.job(of: run.model) ?? .zero, since: run.since, at: now)
        case .clearing(let clearing):
            free = promise(clearing.goal, since: clearing.since, in: &drain, at: now)
        case .making(let making):
            free = promise(making.goal, since: making.since, in: &drain, at: now)
        case .lent(let lent):
            let left = settings.drain.guestSlice - (now - lent.since)
            free += max(.zero, left)
        default:
            break
        }
        return DrainReplay(
            settings.drain,
            queue: queue,
            drain: drain,
            hasGuest: !guests.isEmpty,
            from: free,
            change: { costs.change(to: $0) ?? .zero },
            service: { costs.job(of: $0.model) ?? .zero }
        )
    }

    /// Of what usually takes so long; past its time, half of it again.
    private func left(of usual: Duration, since: Duration, at now: Duration) -> Duration {
        let left = usual - (now - since)
        return left > .zero ? left : usual / 2
    }

    /// When a change that is under way will be over, as it seems.
    private func promise(
        _ goal: Goal,
        since: Duration,
        in drain: inout Drain,
        at now: Duration
    ) -> Duration {
        guard let model = goal.model else { return now }
        let free = now + left(of: costs.change(to: model) ?? .zero, since: since, at: now)
        if case .jobs = goal { drain = Drain(model: model, since: free) }
        return free
    }

    private func place(of entry: QueueEntry, ahead: Int, estimate: Duration?) -> JobPlace {
        let reason = reason(for: entry, ahead: ahead)
        return JobPlace(
            ahead: ahead,
            reason: reason,
            message: sentence(reason, for: entry, ahead: ahead),
            estimate: estimate
        )
    }

    private func reason(for entry: QueueEntry, ahead: Int) -> JobPlace.Reason {
        if outage != nil { return .hostAway }
        if !interrupted.isEmpty { return .hostUncertain }
        if queue.isResting(entry.id) { return .backingOff }
        switch state {
        case .lent, .held:
            return .slotLent
        case .clearing(let clearing) where clearing.goal == .jobs(entry.model):
            return ahead == 0 ? .modelUnloading : .behindOthers
        case .making(let making) where making.goal == .jobs(entry.model):
            return ahead == 0 ? .modelLoading : .behindOthers
        case .clearing(let clearing) where clearing.goal.use == .embedding:
            return .slotLent
        case .making(let making) where making.goal.use == .embedding:
            return .slotLent
        default:
            let isBehindModel = drain.model.map { $0 != entry.model } ?? false
            return isBehindModel ? .behindLoadedModel : .behindOthers
        }
    }

    private func sentence(
        _ reason: JobPlace.Reason,
        for entry: QueueEntry,
        ahead: Int
    ) -> String {
        let jobs = ahead == 1 ? "1 job goes" : "\(ahead) jobs go"
        return switch reason {
        case .behindLoadedModel:
            "\(jobs) before it; “\(drain.model ?? "")” is loaded and keeps the slot within its bounds."
        case .behindOthers: "\(jobs) before it."
        case .modelLoading: "Its model “\(entry.name)” is being loaded."
        case .modelUnloading: "Another model is being unloaded for “\(entry.name)”."
        case .slotLent: "A migration's embedder has the slot for a while; \(jobs) before it."
        case .hostAway: "The host does not answer: \(outage?.message ?? "")"
        case .hostUncertain:
            "After a restart, it is not yet sure that the host has ended what it was doing."
        case .backingOff: "An attempt failed, and the next has its time."
        }
    }
}

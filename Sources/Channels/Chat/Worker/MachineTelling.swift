/// What the machine is asked.
extension ChatMachine {
    func overview(at now: Duration) -> ChatOverview {
        var overview = ChatOverview()
        overview.queued = jobs.count - (underWay == nil ? 0 : 1)
        overview.running = underWay
        // A guest that has, or had, the slot is no chat model.
        if case .model(let model, let until) = occupant, until > now,
            drain.model.map({ ModelTag.areSame($0, model) }) ?? false
        {
            overview.loadedModel = model
        }
        overview.oldestWait = oldestWait(at: now)
        let today = changes.today(atUnixMs: unixMs(at: now))
        overview.modelChangesToday = today.count
        overview.modelChangeTimeToday = today.time
        overview.standstill = overview.queued > 0 ? standstill(at: now) : nil
        return overview
    }

    private func oldestWait(at now: Duration) -> Duration? {
        let waiting = jobs.values.filter { $0.entry.id != underWay }
        return waiting.map { now - $0.entry.submitted }.max()
    }

    /// Why nothing runs although jobs wait.
    private func standstill(at now: Duration) -> String? {
        if let storeFault { return "The store cannot take what happened: \(storeFault)" }
        if isDraining { return "The server stops; what waits begins after its next start." }
        if let outage { return "The host does not answer: \(outage.message)" }
        switch state {
        case .starting: return "The store is being read."
        case .held(let model): return "A migration's hand-over keeps the slot for “\(model)”."
        case .clearing(let clearing):
            if clearing.goal == .certainty {
                return "The host may still be doing what it was asked before a restart."
            }
            guard now - clearing.since > settings.goneMax else { return nil }
            return "The model before does not leave the host, though it was told to."
        case .making(let making):
            guard case .pausing = making.step else { return nil }
            return pinFault.map { "The embedders are not seen pinned: \($0)" }
        default: return nil
        }
    }

    /// When a tick is due if nothing happens; nil: never.
    func nextWake(after now: Duration) -> Duration? {
        let moments = [stateWake, nextDeadline, queue.nextDue, endingWake, idleWake(after: now)]
        return moments.compactMap(\.self).min().map { max($0, now) }
    }

    private var stateWake: Duration? {
        switch state {
        case .clearing(let clearing):
            if case .pausing(let until, _) = clearing.step { until } else { nil }
        case .making(let making):
            if case .pausing(let until, _) = making.step { until } else { nil }
        case .beginning(_, let retryAt): retryAt
        case .running(let run): wake(of: run)
        case .settling(let settling): settling.retryAt
        case .lent(let lent): guestWake(lent)
        case .starting, .idle, .probing, .checking, .held: nil
        }
    }

    private func wake(of run: Run) -> Duration? {
        guard run.stop == nil else { return nil }
        return min(run.lastHeard + settings.silenceMax, run.since + settings.runMax)
    }

    private var endingWake: Duration? {
        failedEndings.compactMap { jobs[$0]?.ending?.retryAt }.min()
    }

    private func idleWake(after now: Duration) -> Duration? {
        guard case .idle = state, hasWork else { return nil }
        let wake = max(restUntil, outage?.nextProbe ?? restUntil)
        return wake > now ? wake : nil
    }
}

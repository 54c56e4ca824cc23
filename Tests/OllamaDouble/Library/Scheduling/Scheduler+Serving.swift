/// How runners are held and let go.
extension Scheduler {
    mutating func serve(_ request: SchedulerRequest, by runner: Runner) {
        var runner = runner
        switch runner.occupation {
        case .busy(let references): runner.occupation = .busy(references: references + 1)
        case .idle: runner.occupation = .busy(references: 1)
        }
        if let keepAlive = request.keepAlive { extend(&runner, by: keepAlive) }
        runners[runner.model.blob] = runner
        holders[request.id] = runner.id
        actions.append(
            .serve(
                Grant(
                    request: request.id,
                    runner: runner.id,
                    blob: runner.model.blob,
                    options: runner.options
                )
            )
        )
    }

    /// Gives the runner a new session, which a sentence should outlive, and in Ollama does not.
    private mutating func extend(_ runner: inout Runner, by keepAlive: KeepAlive) {
        guard runner.sentence != nil, keepAlive > .zero else {
            runner.session = keepAlive
            return
        }
        guard settings.hasRevivalDeadlock else { return }
        runner.session = keepAlive
        runner.sentence = nil
        note(.revived(runner.model))
    }

    mutating func letGo(_ id: RequestID, at now: Duration) {
        guard let runner = holders.removeValue(forKey: id) else { return }
        dues.append(Due(at: now + settings.finishDelay, event: .finish(runner)))
    }

    /// Does everything whose time came before `now`, in the order of its time.
    mutating func catchUp(to now: Duration) {
        while let time = nextWake, time <= now {
            if let index = dues.firstIndex(where: { $0.at == time }) {
                let due = dues.remove(at: index)
                switch due.event {
                case .finish(let id): finish(id, at: time)
                case .recovered: runnerEnded(at: time)
                }
            } else {
                expireIdle(at: time)
            }
        }
    }

    private mutating func finish(_ id: RunnerID, at now: Duration) {
        guard var runner = runners.values.first(where: { $0.id == id }),
            case .busy(let references) = runner.occupation
        else { return }
        if references > 1 {
            runner.occupation = .busy(references: references - 1)
            runners[runner.model.blob] = runner
        } else if runner.session > .zero {
            let until = now + runner.session.duration
            runner.occupation = .idle(until: until)
            runner.expiresAt = until
            runners[runner.model.blob] = runner
        } else {
            end(runner, runner.sentence ?? .keepAliveEnded, at: now)
        }
    }

    private mutating func expireIdle(at now: Duration) {
        let expired = runners.values.filter { $0.occupation == .idle(until: now) }
        for runner in expired.sorted(by: { $0.goesBefore($1) }) {
            end(runner, .keepAliveEnded, at: now)
        }
    }

    /// Lets a runner go as soon as it is idle, which may be now.
    mutating func sentence(_ blob: String, _ reason: UnloadReason, at now: Duration) {
        guard var runner = runners[blob] else { return }
        runner.session = .zero
        runner.sentence = reason
        runners[blob] = runner
        if runner.isIdle { end(runner, reason, at: now) }
    }

    /// It is not listed from now on; the loader hears of it when the memory is free.
    private mutating func end(_ runner: Runner, _ reason: UnloadReason, at now: Duration) {
        runners[runner.model.blob] = nil
        note(.unloaded(runner.model, reason))
        dues.append(Due(at: now + settings.recoveryTime, event: .recovered))
    }

    mutating func dropEverything() {
        for runner in runners.values.sorted(by: { $0.goesBefore($1) }) {
            note(.unloaded(runner.model, .restart))
        }
        if case .loading(_, let id, _) = loader { actions.append(.abandon(id)) }
        if let pending = pendingAtLoader { refuse(pending, .canceled) }
        for pending in queue { refuse(pending, .canceled) }
        runners = [:]
        queue = []
        dues = []
        holders = [:]
        loader = .idle
    }

    private var pendingAtLoader: Pending? {
        switch loader {
        case .idle: nil
        case .waiting(let pending, _), .loading(let pending, _, _): pending
        }
    }
}

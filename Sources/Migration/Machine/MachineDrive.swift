import Knowledge
import Spaces

/// Going on.
extension MigrationMachine {
    mutating func tick(_ now: Duration) {
        refreshCounts(now)
        if isLoadLooked, nextLoadLook <= now {
            nextLoadLook = now + limits.loadLook
            emit(.measureLoad)
        }
        switch state {
        case .paused(let pause):
            if let nextTry = pause.nextTry, nextTry <= now {
                retry(pause, now)
            } else {
                advance(now)
            }
        case .holding(let pass, let until) where until <= now:
            goOn(from: pass, now)
        default:
            advance(now)
        }
    }

    mutating func refreshCounts(_ now: Duration) {
        if !isEnding, gauge.beginCount(at: now) { emit(.count) }
    }

    /// Asks for whatever the state has room for.
    mutating func advance(_ now: Duration) {
        switch state {
        case .walking(let walk):
            checkCanariesIfDue(now)
            if let pass = walk.provenThrough(flights) {
                prove(pass, now)
            } else if canaries.areClear {
                drive(width: settings.concurrency, now)
            } else {
                readAhead()
            }
        case .holding:
            driveRetrials(now)
        case .paused(let pause) where pause.isTrying:
            if canaries.areClear { drive(width: 1, now) }
        case .paused(let pause) where pause.cause == .quarantine:
            driveRetrials(now)
        case .handingOver(let handOver):
            guard case .catchingUp(let walk, let through) = handOver.step else { return }
            if walk.provenThrough(flights) != nil {
                flip(handOver, through: through)
            } else {
                drive(width: settings.concurrency, isThrottled: false, now)
            }
        case .fresh, .adopting, .preparing, .evaluating, .checking, .paused, .cancelling, .ended:
            break
        }
    }

    /// Fills the `width` of batches in flight, and reads ahead.
    ///
    /// The hand-over is not throttled, for acknowledgements wait for it; it is charged all the
    /// same.
    private mutating func drive(width: Int, isThrottled: Bool = true, _ now: Duration) {
        let items = min(settings.batchItems, isThrottled ? throttle.batchItemsMax : .max)
        while true {
            let stop = stop(width: width, isThrottled: isThrottled, now)
            guard stop == nil, var walk = state.walk else {
                if let stop { bottleneck = stop }
                break
            }
            let batch = walk.next(items: items)
            state.walk = walk
            if let batch {
                guard launch(batch, isRetrial: false, now) else { return }
            } else if isThrottled, let batch = nextRetrial() {
                guard launch(batch, isRetrial: true, now) else { return }
            } else {
                break
            }
        }
        readAhead()
        if isThrottled { readRetrials() }
    }

    /// One of the quarantined at a time.
    private mutating func driveRetrials(_ now: Duration) {
        guard canaries.areClear else { return }
        readRetrials()
        guard stop(width: settings.concurrency, isThrottled: true, now) == nil,
            let batch = nextRetrial()
        else { return }
        _ = launch(batch, isRetrial: true, now)
    }

    private mutating func nextRetrial() -> Walk.Batch? {
        guard !flights.hasRetrial, let item = retrials.next else { return nil }
        retrials.removeNext()
        return Walk.Batch(items: [item])
    }

    private mutating func readRetrials() {
        guard retrials.wantsPage, !flights.hasRetrial else { return }
        let ticket = ticket()
        retrials.read(ticket)
        emit(.readRetrying(ticket, after: retrials.after, limit: Retrials.pageItems))
    }

    /// What keeps the next request from starting.
    private mutating func stop(width: Int, isThrottled: Bool, _ now: Duration) -> Brake? {
        if flights.unstored >= settings.concurrency * limits.unstoredPerSlot { return .store }
        let embedding = flights.embedding
        guard isThrottled else { return embedding < width ? nil : .embedder }
        if let hours = settings.hours, clock.opening(of: hours, at: now) != nil { return .hours }
        if embedding >= min(width, governor.width) {
            if governor.isBraking { return .liveLoad }
            return settings.nice > 0 ? .nice : .embedder
        }
        if embedding + rests.count(at: now) >= min(width, governor.width) { return .nice }
        return throttle.isOpen(at: now) ? nil : .rate
    }

    /// - Returns: false: it would pass the limit, and was not started.
    private mutating func launch(_ batch: Walk.Batch, isRetrial: Bool, _ now: Duration) -> Bool {
        let micros = purse.bound(of: batch.items, oversize: settings.oversize)
        guard purse.allows(micros) else {
            // Nothing waits for a retrial, and so it stops nothing.
            if isRetrial {
                retrials.putOff()
                return false
            }
            state.walk?.putBack(batch)
            bottleneck = .spend
            // What is in flight may give some of it back.
            if flights.embedding == 0 { outOfMoney(needed: micros, now) }
            return false
        }
        let ticket = ticket()
        throttle.charge(batch.items.count, at: now)
        purse.setAside(micros)
        flights[ticket] = Flight(
            items: batch.items,
            answersBefore: batch.answersBefore ?? answers,
            isRetrial: isRetrial,
            micros: micros,
            stage: micros > 0 ? .settingAside : .embedding(since: now)
        )
        if micros > 0 {
            emit(.setAside(ticket, micros: micros))
        } else {
            emit(.embed(ticket, batch.items))
        }
        return true
    }

    private mutating func outOfMoney(needed: Int64, _ now: Duration) {
        let limit = purse.limit ?? 0
        let sentence = """
            \(purse.spent) of \(limit) millionths are spent, and the next request may cost \
            \(needed): raise spend_micros_max
            """
        fail(.spend(needed: needed, sentence), now)
    }

    private mutating func readAhead() {
        guard var walk = state.walk else { return }
        let ahead = settings.batchItems * settings.concurrency * limits.roundsAhead
        guard walk.wantsPage(below: ahead) else { return }
        let ticket = ticket()
        walk.read(ticket)
        emit(.readBacklog(ticket, after: walk.cursor, limit: BacklogLimit(items: ahead)))
        state.walk = walk
    }

    mutating func readRetrying(
        _ ticket: Ticket,
        _ result: Result<[Item], StoreError>,
        _ now: Duration
    ) {
        guard retrials.reading == ticket else { return }
        switch result {
        case .success(let items):
            retrials.accept(items)
            advance(now)
        case .failure(let error):
            retrials.restart()
            fail(.store(error), now)
        }
    }
}

/// When to look again.
extension MigrationMachine {
    /// When `.tick` is due; nil: not before something happens.
    package func nextWake(after now: Duration) -> Duration? {
        var wakes: [Duration?] = [isEnding ? nil : gauge.nextCount]
        if isLoadLooked { wakes.append(nextLoadLook) }
        switch state {
        case .walking(let walk):
            wakes.append(canaries.nextLook)
            if walk.hasQueued || retrials.next != nil { wakes.append(nextOpening(now)) }
        case .holding(_, let until):
            wakes.append(until)
            if retrials.next != nil { wakes.append(nextOpening(now)) }
        case .paused(let pause):
            wakes.append(pause.nextTry)
            if pause.walk.hasQueued || retrials.next != nil { wakes.append(nextOpening(now)) }
        case .handingOver:
            wakes.append(now + limits.faultPoll)
        case .fresh, .adopting, .preparing, .evaluating, .checking, .cancelling, .ended:
            break
        }
        return wakes.compactMap(\.self).min()
    }

    /// When a request that waits for nothing but the time may start.
    private func nextOpening(_ now: Duration) -> Duration? {
        var openings: [Duration] = []
        if let hours = settings.hours, let opening = clock.opening(of: hours, at: now) {
            openings.append(opening)
        }
        if !throttle.isOpen(at: now) { openings.append(throttle.opensAt) }
        if let rest = rests.first, rest > now { openings.append(rest) }
        return openings.min()
    }

    /// The live system is looked at: it may be yielded to.
    var isLoadLooked: Bool {
        guard settings.isLoadBound else { return false }
        return switch state {
        case .walking, .holding: true
        // Unless it is looked at where requests are tried, none ever starts from a width of 0.
        case .paused(let pause): pause.isTrying || pause.cause == .quarantine
        case .fresh, .adopting, .preparing, .evaluating, .checking, .handingOver, .cancelling,
            .ended:
            false
        }
    }

    mutating func measured(_ load: LiveLoad, _ now: Duration) {
        guard isLoadLooked else { return }
        let isSlow = load.searchP99.isOver(milliseconds: settings.searchP99MsMax)
        let isWaiting = load.queryWaitP99.isOver(milliseconds: settings.queryWaitMsMax)
        governor.look(isOver: isSlow || isWaiting)
        advance(now)
    }
}

extension Duration? {
    func isOver(milliseconds most: Int?) -> Bool {
        guard let self, let most else { return false }
        return self > .milliseconds(most)
    }
}

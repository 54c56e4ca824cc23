import Knowledge
import Spaces

/// Walking the backlog: read, embed, store.
extension MigrationMachine {
    mutating func begin(_ now: Duration) {
        guard case .fresh = state else { return }
        refreshCounts(now)
        if settings.isPaused { return rest(Walk(after: .none), .order, now) }
        let isResumed = shown.phase != .planned
        goOn(
            with: Walk(after: .none),
            reason: isResumed ? "resumed after a restart" : "",
            now
        )
    }

    /// The work proper, wherever it was left.
    mutating func goOn(with walk: Walk, reason: String = "", _ now: Duration) {
        show(.backfilling, reason: reason)
        if case .underWay = adoption { return adopt() }
        // A look that failed is had again now, not when the next one would be due.
        if !canaries.areClear { canaries.lookNow(at: now) }
        state = .walking(walk)
        advance(now)
    }

    mutating func read(
        _ ticket: Ticket,
        _ result: Result<BacklogPage, StoreError>,
        _ now: Duration
    ) {
        guard var walk = state.walk, walk.reading == ticket else { return }
        switch result {
        case .success(let page):
            walk.accept(page, flights: flights)
            state.walk = walk
            succeed(.read, now)
        case .failure(let error):
            fail(.store(error), now)
        }
    }

    mutating func wasSetAside(
        _ ticket: Ticket,
        _ result: Result<Void, StoreError>,
        _ now: Duration
    ) {
        guard let flight = flights[ticket], case .settingAside = flight.stage else { return }
        switch result {
        case .success where !mayAsk(isRetrial: flight.isRetrial):
            if let settlement = purse.settle(flight.micros, counted: 0, of: epoch) {
                emit(.settle(settlement))
            }
            drop(ticket)
        case .success:
            flights.move(ticket, to: .embedding(since: now))
            emit(.embed(ticket, flight.items))
        case .failure(let error):
            purse.giveBack(flight.micros)
            lose(ticket, to: .store(error), now)
        }
    }

    mutating func embedded(
        _ ticket: Ticket,
        _ result: Result<EmbeddedTexts, EmbedderError>,
        _ now: Duration
    ) {
        guard let flight = flights[ticket], case .embedding(let since) = flight.stage else {
            return
        }
        if settings.nice > 0 { rests.rest(until: now + (now - since) * settings.nice) }
        switch result {
        case .success(let answer):
            let settlement = purse.settle(flight.micros, counted: answer.tokens, of: epoch)
            if isDrifted {
                if let settlement { emit(.settle(settlement)) }
                return drop(ticket)
            }
            if let fault = fault(in: answer.vectors, count: flight.items.count) {
                if let settlement { emit(.settle(settlement)) }
                return refused(ticket, flight, EmbedderError(.invalidAnswer, fault), now)
            }
            answers += 1
            let paid = PaidVectors(vectors: flight.vectors(of: answer), settlement: settlement)
            flights.move(ticket, to: .storing(paid))
            emit(.store(ticket, paid))
            // The slot is free now, not when the store has committed.
            advance(now)
        case .failure(let error):
            giveBack(flight, after: error)
            refused(ticket, flight, error, now)
        }
    }

    /// What an unanswered request may have cost stays counted.
    private mutating func giveBack(_ flight: Flight, after error: EmbedderError) {
        switch error.code {
        case .timedOut, .cancelled, .invalidAnswer: return
        case .unavailable, .denied, .batchRefused, .textRefused: break
        }
        guard let settlement = purse.settle(flight.micros, counted: 0, of: epoch) else { return }
        if settlement.givenBackMicros > 0 { emit(.settle(settlement)) }
    }

    func fault(in vectors: [[Float]], count: Int) -> String? {
        VectorValidity.fault(in: vectors, count: count, identity: identity)
            .map { "the answer of \(identity.target) cannot be stored: \($0)" }
    }

    mutating func lose(_ ticket: Ticket, to fault: Fault, _ now: Duration) {
        drop(ticket)
        fail(fault, now)
    }

    /// Gives a failed batch up; its items are met again behind the floor.
    mutating func drop(_ ticket: Ticket) {
        let isRetrial = flights[ticket]?.isRetrial ?? false
        if isRetrial {
            flights[ticket] = nil
            return retrials.restart()
        }
        // The floor is taken while the batch still counts.
        state.walk?.rewind(under: flights)
        flights[ticket] = nil
    }

    mutating func stored(_ ticket: Ticket, _ result: Result<Int, StoreError>, _ now: Duration) {
        guard let flight = flights[ticket], case .storing(let paid) = flight.stage else { return }
        switch result {
        case .success(let effective):
            gauge.stored(effective, at: now)
            if flight.isRetrial { gauge.quarantined(-effective) }
            flights[ticket] = nil
            succeed(.stored, now)
        case .failure(let error):
            flights.move(ticket, to: .unstored(paid))
            fail(.store(error), now)
        }
    }

    mutating func vectorsRemoved(_ now: Duration) {
        switch state {
        case .walking(let walk):
            state = .walking(walk.restarted(after: .none))
            show(.backfilling)
            advance(now)
        case .preparing, .evaluating, .holding, .checking:
            leaveEvaluation()
            state = .walking(Walk(after: .none))
            show(.backfilling)
            advance(now)
        case .paused(var pause):
            pause.walk = pause.walk.restarted(after: .none)
            state = .paused(pause)
        case .handingOver(var handOver):
            handOver.isVoid = true
            let reason = "vectors were removed from the space while it was handed over"
            interrupt(handOver, .handOver("the hand-over was abandoned: \(reason)"), now)
        case .cancelling(var cancelling):
            cancelling.floor = .none
            cancelling.handOver?.isVoid = true
            state = .cancelling(cancelling)
        case .fresh, .adopting, .ended:
            break
        }
    }
}

extension Flight {
    func vectors(of answer: EmbeddedTexts) -> [Vector] {
        zip(items.indices, answer.vectors).map { position, values in
            let forms = answer.forms
            return Vector(
                item: items[position].id,
                revision: items[position].revision,
                values: values,
                form: forms.indices.contains(position) ? forms[position] : .whole
            )
        }
    }
}

/// Taking over another space's vectors.
extension MigrationMachine {
    enum Adoption: Sendable {
        case underWay(from: SpaceID, after: ItemID?)
        /// Or there was nothing to adopt.
        case done
    }

    mutating func adopt() {
        guard case .underWay(let source, let after) = adoption else { return }
        let ticket = ticket()
        state = .adopting(ticket)
        emit(.adopt(ticket, from: source, after: after))
    }

    mutating func adopted(
        _ ticket: Ticket,
        _ result: Result<AdoptedVectors, StoreError>,
        _ now: Duration
    ) {
        guard case .adopting(ticket) = state, case .underWay(let source, let after) = adoption
        else {
            return
        }
        switch result {
        case .success(let page):
            gauge.stored(page.adopted, at: now)
            adoption =
                page.hasMore ? .underWay(from: source, after: page.through ?? after) : .done
            goOn(with: Walk(after: .none), now)
        case .failure(let error):
            fail(.store(error), now)
        }
    }
}

/// A migration's embedder as a guest in the slot.
extension ChatMachine {
    mutating func takeFromGuest(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .guestEnters(let ticket, let model):
            let since = claimed(model, at: now)
            return welcome(Guest(ticket: ticket, model: model, since: since), at: now)
        case .holdRequested(let ticket, let model):
            return requestHold(Guest(ticket: ticket, model: model, since: now), at: now)
        case .withdrawn(let ticket):
            keepPlace(ofGuest: ticket, at: now)
            guests.removeAll { $0.ticket == ticket }
            if hold?.ticket == ticket { hold = nil }
        case .guestLeft(let model):
            left(model, at: now)
        case .slotGivenBack:
            return giveBack(at: now)
        default:
            break
        }
        return []
    }

    /// A guest waits with less patience than the jobs' turn may last: its place is kept while it
    /// rests, or beside steady jobs of one model its turn would never come.
    private mutating func keepPlace(ofGuest ticket: GuestTicket, at now: Duration) {
        guard let guest = guests.first(where: { $0.ticket == ticket }) else { return }
        guestClaim = GuestClaim(
            model: guest.model,
            since: guest.since,
            until: now + settings.guestPlaceKept
        )
    }

    private func claimed(_ model: String, at now: Duration) -> Duration {
        guard let guestClaim, guestClaim.model == model, now < guestClaim.until else { return now }
        return guestClaim.since
    }

    private mutating func welcome(_ guest: Guest, at now: Duration) -> [Action] {
        switch state {
        case .held(guest.model):
            return [.admit(guest.ticket)]
        case .lent(var lent) where lent.model == guest.model && mayStay(lent, at: now):
            lent.inside += 1
            state = .lent(lent)
            return [.admit(guest.ticket)]
        default:
            guests.append(guest)
            return []
        }
    }

    /// Its model is there, and its slice is not over or nobody else wants the slot.
    private func mayStay(_ lent: Lent, at now: Duration) -> Bool {
        let isThere = lent.inside > 0 || isInSlot(lent.model, at: now)
        return isThere && hold == nil
            && (now - lent.since < settings.drain.guestSlice || !queue.hasDue)
    }

    private mutating func left(_ model: String, at now: Duration) {
        guard case .lent(var lent) = state, lent.model == model, lent.inside > 0 else { return }
        lent.inside -= 1
        lent.lastLeft = now
        state = .lent(lent)
        occupant = inUse(model, at: now)
    }

    mutating func lend(to model: String, at now: Duration) -> [Action] {
        guestFailures = 0
        guestClaim = nil
        lentModels.insert(model)
        let admitted = guests.filter { $0.model == model }
        guests.removeAll { $0.model == model }
        drain = Drain(since: now, wasGuest: true)
        state = .lent(Lent(model: model, since: now, inside: admitted.count, lastLeft: now))
        return admitted.map { .admit($0.ticket) }
    }

    /// Takes the slot back when the guest is out and others want it.
    mutating func lookAtGuest(_ lent: Lent, at now: Duration) -> [Action] {
        if let hold, hold.model == lent.model { return holdSlot(for: hold.model, at: now) }
        let isWantedAgain = guests.contains { $0.model == lent.model }
        let isOthers = queue.hasDue || hold != nil || guests.contains { $0.model != lent.model }
        guard isOthers || isWantedAgain, let end = end(of: lent), end <= now else { return [] }
        drain = Drain(since: now, wasGuest: true)
        state = .idle
        return []
    }

    /// When the slot is taken back if others want it; nil: when the guest has left.
    private func end(of lent: Lent) -> Duration? {
        let sliceEnd = lent.since + settings.drain.guestSlice
        if lent.inside > 0 { return sliceEnd + settings.guestOverstayMax }
        if hold != nil || guests.contains(where: { $0.model == lent.model }) {
            return lent.lastLeft
        }
        return min(sliceEnd, lent.lastLeft + settings.guestPauseMax)
    }

    func guestWake(_ lent: Lent) -> Duration? {
        queue.hasDue || hold != nil || !guests.isEmpty ? end(of: lent) : nil
    }

    private mutating func requestHold(_ guest: Guest, at now: Duration) -> [Action] {
        if case .held(guest.model) = state { return [.admit(guest.ticket)] }
        guard hold == nil else {
            let message =
                "The slot is to be held for “\(hold?.model ?? "")” already; try again later."
            return [.turnAway(guest.ticket, HostError(.busy, message))]
        }
        hold = guest
        return []
    }

    mutating func holdSlot(for model: String, at now: Duration) -> [Action] {
        guestFailures = 0
        var admitted = guests.filter { $0.model == model }
        guests.removeAll { $0.model == model }
        if let hold { admitted.append(hold) }
        hold = nil
        drain = Drain(since: now, wasGuest: true)
        state = .held(model)
        return admitted.map { .admit($0.ticket) }
    }

    /// The model may have been pinned meanwhile, and then it is not ours any more.
    private mutating func giveBack(at now: Duration) -> [Action] {
        guard case .held(let model) = state else {
            guard let hold else { return [] }
            self.hold = nil
            let error = HostError(.cancelled, "The slot was given back before it was held.")
            return [.turnAway(hold.ticket, error)]
        }
        occupant = .unsure([model])
        drain = Drain(since: now, wasGuest: true)
        state = .idle
        return []
    }
}

// The hand-over of a pin, from one embedder to another.
extension ResidencyMachine {
    /// Unload the old → see it gone → load the new, pinned → see it pinned.
    ///
    /// At no time are two models pinned.
    struct Replacement: Sendable, Hashable {
        enum Step: Sendable, Hashable {
            /// Next: `going`, or over.
            case unloading
            /// Told to go at that time. Next: `warming`, or over.
            case going(since: Duration)
            /// Next: `seeing`, or over.
            case warming
            /// Over when the new one was seen.
            case seeing
        }

        /// Whoever waits; nil: nobody does any more.
        var ticket: Ticket?
        let old: String
        let new: String
        var step = Step.unloading
        var nextLook: Duration?
    }

    mutating func replace(
        _ old: String,
        by new: String,
        at now: Duration
    ) -> (Ticket, [Action]) {
        let ticket = nextTicket()
        guard replacement == nil else {
            let message = "Another embedder's pin is being replaced on \(host): try again later."
            return (ticket, [.refuse(ticket, HostError(.busy, message))])
        }
        replacement = Replacement(ticket: ticket, old: old, new: new)
        var actions: [Action] = []
        if let name = pinName(of: old) {
            let error = HostError(.busy, "\(old) is being replaced by \(new) on \(host).")
            pins[name]?.lastError = error
            actions += turnAwayAll(name, at: now)
            if case .warming = pins[name]?.state { actions.append(.stopWarming(name)) }
            // Not to be warmed while it goes.
            pins[name]?.state = .cold(nextTry: now + settings.goneMax)
        }
        return (ticket, actions + [.unload(old)])
    }

    /// A model was told to go.
    mutating func unloaded(_ model: String, _ error: HostError?, at now: Duration) -> [Action] {
        guard var replacement, replacement.step == .unloading, replacement.old == model else {
            nextLook = now + settings.goneEvery
            return tick(at: now)
        }
        guard let error, error.code != .unknownModel, error.code != .refused else {
            replacement.step = .going(since: now)
            replacement.nextLook = now
            self.replacement = replacement
            return tick(at: now)
        }
        return endReplacement(error, at: now) + tick(at: now)
    }

    /// Whether the old one has gone, or the new one is there.
    mutating func seenGone(_ list: [Resident], at now: Duration) -> [Action] {
        guard let replacement else { return [] }
        switch replacement.step {
        case .unloading, .warming:
            return []
        case .going(let since) where list.contains { isSame(replacement.old, $0) }:
            return stillThere(replacement, since: since, at: now)
        case .going:
            return gone(replacement, list, at: now)
        case .seeing:
            guard list.contains(where: { isSame(replacement.new, $0) && $0.isPinned }) else {
                return []
            }
            self.replacement = nil
            return replacement.ticket.map { [.admit($0)] } ?? []
        }
    }

    private mutating func stillThere(
        _ replacement: Replacement,
        since: Duration,
        at now: Duration
    ) -> [Action] {
        guard now - since >= settings.goneMax else {
            self.replacement?.nextLook = now + settings.goneEvery
            return []
        }
        let message =
            "\(replacement.old) has not gone from \(host) within \(settings.goneMax): see who uses "
            + "it there."
        return endReplacement(HostError(.timedOut, message), at: now)
    }

    /// The new one may be loaded already, in the chat worker's slot: then its requests pass while
    /// it is being pinned.
    private mutating func gone(
        _ replacement: Replacement,
        _ list: [Resident],
        at now: Duration
    ) -> [Action] {
        if let name = pinName(of: replacement.old) { pins[name] = nil }
        retired.insert(replacement.old)
        retired.remove(replacement.new)
        let isLoaded = list.contains { isSame(replacement.new, $0) }
        var pin = pins[replacement.new] ?? Pin(state: .cold(nextTry: now))
        pin.lastSeen = isLoaded ? now : nil
        pins[replacement.new] = pin
        self.replacement?.step = .warming
        self.replacement?.nextLook = nil
        return warm(replacement.new, isLoaded: isLoaded, at: now)
    }

    /// Looks for what the replacement waits for.
    mutating func goOnReplacing(at now: Duration) -> [Action] {
        guard var replacement else { return [] }
        if replacement.step == .warming, pins[replacement.new]?.state == .warm {
            replacement.step = .seeing
            replacement.nextLook = now
        }
        if let time = replacement.nextLook, time <= now, !isLooking {
            nextLook = now
            replacement.nextLook = nil
        }
        self.replacement = replacement
        return []
    }

    /// The new one's load failed: it is tried again, and whoever asked is told.
    mutating func replacementFailed(_ name: String, _ error: HostError) -> [Action] {
        guard let replacement, replacement.step == .warming, replacement.new == name else {
            return []
        }
        self.replacement = nil
        return replacement.ticket.map { [.refuse($0, error)] } ?? []
    }

    private mutating func endReplacement(
        _ error: HostError,
        at now: Duration
    ) -> [Action] {
        guard let replacement else { return [] }
        self.replacement = nil
        if let name = pinName(of: replacement.old) {
            pins[name]?.state = .cold(nextTry: now)
            pins[name]?.lastError = nil
        }
        return replacement.ticket.map { [.refuse($0, error)] } ?? []
    }
}

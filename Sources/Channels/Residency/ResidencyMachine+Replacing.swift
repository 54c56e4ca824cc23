// The hand-over of a pin, from one embedder to another.
extension ResidencyMachine {
    /// End the old one's load → unload it → see it gone → load the new, pinned → see it pinned.
    ///
    /// At no time are two models pinned.
    struct Replacement: Sendable, Hashable {
        enum Step: Sendable, Hashable {
            /// The old one's load is being given up. Next: `unloading`.
            case stopping
            /// Next: `going`, or over.
            case unloading
            /// Told to go at that time. Next: `warming`, or over.
            case going(since: Duration)
            /// Next: `seeing`, or over.
            case warming
            /// Next: `warming`, if it went, or over when it was seen, or its time is.
            case seeing
        }

        /// Whoever waits; nil: nobody does any more.
        var ticket: Ticket?
        let old: String
        let new: String
        var step = Step.unloading
        var nextLook: Duration?
        /// It is over then, whatever was seen.
        var seenUntil: Duration?
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
        if let name = pinName(of: old), areOne(name, new) {
            return (ticket, rename(name, to: new) + [.admit(ticket)])
        }
        var replacement = Replacement(ticket: ticket, old: old, new: new)
        var actions: [Action] = [.unload(old)]
        if let name = pinName(of: old) {
            if loading == name {
                replacement.step = .stopping
                actions = [.stopWarming(name)]
            }
            pins[name]?.lastError = HostError(
                .busy,
                "\(old) is being replaced by \(new) on \(host)."
            )
            // Not to be warmed while it goes.
            pins[name]?.state = .cold(nextTry: now + settings.goneMax)
            actions += turnAwayAll(name, at: now)
        }
        self.replacement = replacement
        return (ticket, actions)
    }

    /// One blob under another name stays where it is.
    private mutating func rename(_ name: String, to new: String) -> [Action] {
        guard name != new, loading != name, let pin = pins.removeValue(forKey: name) else {
            return []
        }
        pins[new] = pin
        return clearAll(about: name)
    }

    /// The load of a model that is to go has ended.
    mutating func beginUnloading(_ name: String) -> [Action] {
        guard let replacement, replacement.step == .stopping, pinName(of: replacement.old) == name
        else { return [] }
        self.replacement?.step = .unloading
        return [.unload(replacement.old)]
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
        case .stopping, .unloading, .warming:
            return []
        case .going(let since) where list.contains { isSame(replacement.old, $0) }:
            return stillThere(replacement, since: since, at: now)
        case .going:
            return gone(replacement, list, at: now)
        case .seeing:
            guard list.contains(where: { isSame(replacement.new, $0) && $0.isPinned }) else {
                return []
            }
            return pinMoved(replacement)
        }
    }

    private mutating func pinMoved(_ replacement: Replacement) -> [Action] {
        self.replacement = nil
        return replacement.ticket.map { [.admit($0)] } ?? []
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
        var actions: [Action] = []
        if let name = pinName(of: replacement.old) {
            pins[name] = nil
            actions = clearAll(about: name)
        }
        retired.insert(replacement.old)
        retired.remove(replacement.new)
        let isLoaded = list.contains { isSame(replacement.new, $0) }
        var pin = pins[replacement.new] ?? Pin(state: .cold(nextTry: now))
        pin.lastSeen = isLoaded ? now : nil
        pins[replacement.new] = pin
        self.replacement?.step = .warming
        self.replacement?.nextLook = nil
        return actions + warm(replacement.new, isLoaded: isLoaded, at: now)
    }

    /// Begins what the replacement waits for, and looks for it.
    mutating func goOnReplacing(at now: Duration) -> [Action] {
        guard let replacement else { return [] }
        var actions: [Action] = []
        switch (replacement.step, pins[replacement.new]?.state) {
        case (.seeing, _) where replacement.seenUntil.map({ $0 <= now }) ?? false:
            // The pin has moved. Why it is not seen has a name, and is put right as for any other.
            return pinMoved(replacement)
        case (.warming, .warm):
            self.replacement?.step = .seeing
            self.replacement?.nextLook = now
            self.replacement?.seenUntil = replacement.seenUntil ?? now + settings.seenMax
        case (.warming, .cold), (.seeing, .cold):
            self.replacement?.step = .warming
            actions = warm(replacement.new, isLoaded: false, at: now)
        default:
            break
        }
        if let time = self.replacement?.nextLook, time <= now, !isLooking {
            nextLook = now
            self.replacement?.nextLook = nil
        }
        return actions
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

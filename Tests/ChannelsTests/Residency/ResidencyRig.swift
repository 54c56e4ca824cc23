@testable import Channels

/// A residency machine, a time that a test moves, and what the machine said.
struct ResidencyRig {
    var machine: ResidencyMachine
    var now: Duration = .zero
    /// What is under way, the oldest first.
    var pending: [ResidencyMachine.Action] = []
    var admitted: Set<ResidencyMachine.Ticket> = []
    var refused: [ResidencyMachine.Ticket: HostError] = [:]
    var raised: [ResidencyMachine.Standing] = []
    var cleared: [ResidencyMachine.Standing] = []
    private var wake: Duration?

    init(_ models: Set<String> = ["e"], _ settings: ResidencySettings = ResidencySettings()) {
        machine = ResidencyMachine(host: "box", settings: settings)
        tell { $0.expect(models, retiring: [], at: $1) }
    }

    mutating func tell(
        _ event: (inout ResidencyMachine, Duration) -> [ResidencyMachine.Action]
    ) {
        for action in event(&machine, now) {
            switch action {
            case .look, .list, .warm, .stopWarming, .unload: pending.append(action)
            case .admit(let ticket): admitted.insert(ticket)
            case .refuse(let ticket, let error): refused[ticket] = error
            case .raised(let standing): raised.append(standing)
            case .cleared(let standing): cleared.append(standing)
            case .wake(let time): wake = wake.map { min($0, time) } ?? time
            }
        }
    }

    mutating func advance(by time: Duration) {
        let end = now + time
        while let wake, wake <= end {
            now = max(now, wake)
            self.wake = nil
            tell { $0.tick(at: $1) }
        }
        now = end
    }

    /// - Returns: how it entered.
    mutating func enter(_ model: String = "e") -> ResidencyMachine.Entry {
        var entry = ResidencyMachine.Entry.passes
        tell { machine, now in
            let (answer, actions) = machine.enter(model, at: now)
            entry = answer
            return actions
        }
        return entry
    }

    /// - Returns: the ticket of one who waits; nil: nobody does.
    mutating func wait(_ model: String = "e") -> ResidencyMachine.Ticket? {
        if case .waits(let ticket) = enter(model) { ticket } else { nil }
    }

    mutating func see() -> ResidencyMachine.Ticket? {
        var ticket: ResidencyMachine.Ticket?
        tell { machine, now in
            let (answer, actions) = machine.see(at: now)
            ticket = answer
            return actions
        }
        return ticket
    }

    mutating func replace(_ old: String, by new: String) -> ResidencyMachine.Ticket? {
        var ticket: ResidencyMachine.Ticket?
        tell { machine, now in
            let (answer, actions) = machine.replace(old, by: new, at: now)
            ticket = answer
            return actions
        }
        return ticket
    }

    /// Ends the load that is under way.
    mutating func warmed(_ model: String = "e", _ error: HostError? = nil, took: Duration = .zero) {
        pending.removeAll { $0 == .warm(model) || $0 == .stopWarming(model) }
        tell {
            $0.warmed(
                model,
                error.map { .failure($0) } ?? .success(LoadReport(loadTime: took)),
                at: $1
            )
        }
    }

    /// Answers the look that is under way.
    mutating func looked(_ residents: [Resident]) {
        pending.removeAll { $0 == .look }
        tell { $0.looked(.success(residents), at: $1) }
    }

    mutating func lookFailed(_ code: HostError.Code) {
        pending.removeAll { $0 == .look }
        tell { $0.looked(.failure(HostError(code, "It failed.")), at: $1) }
    }

    mutating func unloaded(_ model: String, _ code: HostError.Code? = nil) {
        pending.removeAll { $0 == .unload(model) }
        tell { $0.unloaded(model, code.map { HostError($0, "It failed.") }, at: $1) }
    }

    mutating func listed(_ models: [InstalledModel]) {
        pending.removeAll { $0 == .list }
        tell { $0.listed(.success((version: "0.33.0", installed: models)), at: $1) }
    }

    mutating func left(_ fault: HostError? = nil) {
        tell { $0.left("e", fault: fault, at: $1) }
    }

    /// The embedder is loaded, and was seen.
    mutating func settle(_ residents: [Resident] = [.pinned("e")]) {
        warmed()
        if pending.contains(.look) { looked(residents) }
        if pending.contains(.look) { looked(residents) }
        listed([])
    }

    /// One look at `residents`, when it is due.
    mutating func watch(_ residents: [Resident]) {
        if !pending.contains(.look) { advance(by: machine.settings.lookEvery) }
        looked(residents)
    }

    mutating func chatLoaded(_ model: String) {
        tell { $0.chatLoads(model, at: $1) }
        tell { $0.chatLoads(nil, at: $1) }
    }

    mutating func chatGenerates(_ phase: ResidencyMachine.GenerationPhase) {
        tell { $0.chatGenerates(phase, at: $1) }
    }

    /// Looks go on while `time` passes.
    mutating func pass(_ time: Duration, _ residents: [Resident]) {
        let end = now + time
        while now < end {
            if pending.contains(.look) { looked(residents) }
            advance(by: min(.seconds(1), end - now))
        }
        if pending.contains(.look) { looked(residents) }
    }

    var names: [HostCondition.Name] { machine.standing.map(\.name) }

    func message(of name: HostCondition.Name) -> String? {
        machine.standing.first { $0.name == name }?.message
    }
}

extension Resident {
    static func pinned(_ name: String, digest: String = "") -> Resident {
        Resident(name: name, digest: digest, sizeBytes: 10, videoBytes: 10, contextTokens: 2_048)
    }

    static func chat(_ name: String, digest: String = "") -> Resident {
        Resident(
            name: name,
            digest: digest,
            sizeBytes: 10,
            videoBytes: 10,
            contextTokens: 4_096,
            expiresUnixMs: 1_000
        )
    }
}

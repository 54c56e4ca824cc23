/// Why a migration goes no faster.
package enum Brake: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing but the embedder itself.
    case embedder
    /// `itemsPerSecondMax`.
    case rate
    case nice
    /// It is outside of `hours`.
    case hours
    /// Live searches are slower than they may become.
    case liveLoad
    /// `spendMicrosMax` is reached.
    case spend
    /// An operator paused it.
    case paused
    /// The embedder, its answers or its canaries.
    case provider
    case store
    /// It holds before the flip.
    case holding
    /// Too many items are quarantined.
    case quarantine
}

extension MigrationMachine {
    /// nil: nothing that could be turned.
    var brakeNow: Brake? {
        switch state {
        case .walking: bottleneck
        case .holding: .holding
        case .adopting: .store
        // Its next try waits for the hours: to mend what it paused for would not help.
        case .paused(let pause): pause.isTrying && bottleneck == .hours ? .hours : pause.cause.brake
        case .handingOver(let handOver):
            if case .catchingUp = handOver.step { .embedder } else { nil }
        case .fresh, .preparing, .evaluating, .checking, .cancelling, .ended: nil
        }
    }

    /// One sentence; empty: there is no brake.
    func brakeSentence(at now: Duration) -> String {
        switch brake.kind {
        case nil: return ""
        case .embedder:
            let (requests, items) = (settings.concurrency, settings.batchItems)
            return "the embedder has all it may have: \(requests) requests of \(items) items"
        case .rate: return "items_per_second_max is \(settings.itemsPerSecondMax ?? 0)"
        case .nice: return "nice is \(settings.nice): each request is followed by a rest"
        case .hours: return "it is outside of the hours: \(hoursSentence(at: now))"
        case .liveLoad: return loadSentence
        case .store where phase != .paused:
            return "the store takes in what is embedded more slowly than it comes"
        case .spend where phase != .paused:
            return "the rest of spend_micros_max is set aside for requests in flight"
        case .spend, .paused, .provider, .store, .holding, .quarantine:
            return reason
        }
    }

    private func hoursSentence(at now: Duration) -> String {
        guard let hours = settings.hours, let opening = clock.opening(of: hours, at: now) else {
            return "they begin now"
        }
        return "requests start at \(clock.minuteText(at: opening)) UTC"
    }

    private var loadSentence: String {
        let bounds = [
            settings.searchP99MsMax.map { "search_p99_ms_max \($0)" },
            settings.queryWaitMsMax.map { "query_wait_ms_max \($0)" },
        ]
        .compactMap(\.self).joined(separator: " or ")
        return """
            live searches are beyond \(bounds): \(governor.width) of \(settings.concurrency) \
            requests at once
            """
    }
}

extension MigrationMachine.Pause.Cause {
    fileprivate var brake: Brake {
        switch self {
        case .embedder, .handOver, .drift: .provider
        case .store: .store
        case .spend: .spend
        case .quarantine: .quarantine
        case .order: .paused
        }
    }
}

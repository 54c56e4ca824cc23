internal import Messages
internal import Migration

extension MigrationProgress {
    func wire(atUnixMs: Int64) -> MoultV1.MigrationProgress {
        var wire = MoultV1.MigrationProgress(
            total: Int64(total),
            embedded: Int64(embedded),
            missing: Int64(missing),
            itemsPerSecond: itemsPerSecond,
            stored: Int64(stored),
            atUnixMs: atUnixMs,
            quarantined: Int64(quarantined),
            brake: brake?.brake.wire ?? .unspecified,
            brakeMessage: brake?.sentence ?? "",
            brakeSinceUnixMs: brake?.sinceUnixMs ?? 0,
            arrivalsPerSecond: arrivalsPerSecond,
            etaMsMin: etaBand?.least.wholeMilliseconds ?? 0,
            etaMsMax: etaBand?.most?.wholeMilliseconds ?? 0,
            diverges: diverges,
            tokens: spend.tokens,
            spentMicros: spend.micros,
            queriesReplayed: Int32(clamping: queriesReplayed),
            queriesToReplay: Int32(clamping: queriesToReplay)
        )
        switch eta {
        case .after(let duration): wire.etaMs = duration.wholeMilliseconds
        case .unknown(let why): wire.etaMessage = why
        }
        return wire
    }
}

extension Brake {
    var wire: MoultV1.Brake {
        switch self {
        case .embedder: .embedder
        case .rate: .rate
        case .nice: .nice
        case .hours: .hours
        case .liveLoad: .liveLoad
        case .spend: .spend
        case .paused: .paused
        case .provider: .provider
        case .store: .store
        case .holding: .holding
        case .quarantine: .quarantine
        }
    }
}

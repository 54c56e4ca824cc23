import Messages

// The enums of the API as people read them.

extension MoultV1.Phase {
    var word: String {
        switch self {
        case .planned: "planned"
        case .backfilling: "backfilling"
        case .indexing: "indexing"
        case .evaluating: "evaluating"
        case .holding: "holding"
        case .handingOver: "handing over"
        case .paused: "paused"
        case .finished: "finished"
        case .cancelled: "cancelled"
        case .failed: "failed"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension MoultV1.ProfileOutcome {
    var word: String {
        switch self {
        case .unspecified: "building"
        case .finished: "finished"
        case .cancelled: "cancelled"
        case .failed: "failed"
        case .unrecognized: "unknown"
        }
    }
}

extension MoultV1.Brake {
    var word: String {
        switch self {
        case .embedder: "embedder"
        case .rate: "rate"
        case .nice: "nice"
        case .hours: "hours"
        case .liveLoad: "live load"
        case .spend: "spend"
        case .paused: "paused"
        case .provider: "provider"
        case .store: "store"
        case .holding: "holding"
        case .quarantine: "quarantine"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension MoultV1.Seat {
    var word: String {
        switch self {
        case .direct: "direct"
        case .shared: "shared"
        case .guest: "guest"
        case .otherHost: "other host"
        case .none: "none"
        case .unspecified, .unrecognized: "unknown"
        }
    }

    /// Before the host's name.
    var phrase: String {
        switch self {
        case .direct: "a slot of its own"
        case .shared: "the slot that it has"
        case .guest: "a guest in the chat worker's slot"
        case .otherHost: "with nothing beside it"
        case .none: "nowhere"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension MoultV1.Fit {
    var word: String {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .unknown, .unspecified, .unrecognized: "not known"
        }
    }
}

extension MoultV1.Verdict {
    var word: String {
        switch self {
        case .go: "go"
        case .noGo: "no-go"
        case .inconclusive: "inconclusive"
        case .unspecified, .unrecognized: "unknown"
        }
    }

    var paint: Paint {
        switch self {
        case .go: .green
        case .noGo: .red
        case .inconclusive, .unspecified, .unrecognized: .yellow
        }
    }
}

extension MoultV1.Evaluation {
    /// The server's sentence, which begins with the verdict.
    var sentence: String { message.isEmpty ? verdict.word : message }
}

extension MoultV1.Gate {
    var word: String {
        switch self {
        case .block: "block"
        case .hold: "hold"
        case .inform: "inform"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

extension MoultV1.Oversize {
    var word: String {
        switch self {
        case .reject: "reject"
        case .truncate: "truncate"
        case .split: "split"
        case .unspecified, .unrecognized: "unknown"
        }
    }
}

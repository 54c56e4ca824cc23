import Messages

// The enums of the channels as people read them.

extension MoultV1.JobState {
    var word: String {
        switch self {
        case .queued: "queued"
        case .running: "running"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .expired: "expired"
        case .unspecified, .unrecognized: "unknown"
        }
    }

    var hasEnded: Bool {
        switch self {
        case .succeeded, .failed, .cancelled, .expired: true
        case .queued, .running, .unspecified, .unrecognized: false
        }
    }

    /// Those that a job can be in.
    static let named: [MoultV1.JobState] = [
        .queued, .running, .succeeded, .failed, .cancelled, .expired,
    ]
}

extension MoultV1.JobFailure {
    /// As programs read it; nil: it did not fail, or nobody says why.
    var name: String? {
        switch self {
        case .unknownModel: "unknown_model"
        case .refused: "refused"
        case .denied: "denied"
        case .outOfMemory: "out_of_memory"
        case .broken: "broken"
        case .timedOut: "timed_out"
        case .tooLong: "too_long"
        case .unspecified, .unrecognized: nil
        }
    }

    var word: String? { name?.replacing("_", with: " ") }
}

extension MoultV1.Priority {
    var word: String {
        switch self {
        case .low: "low"
        case .high: "high"
        case .normal, .unspecified, .unrecognized: "normal"
        }
    }
}

extension MoultV1.WaitReason {
    var word: String {
        switch self {
        case .behindLoadedModel: "behind the loaded model"
        case .behindOthers: "behind others"
        case .modelLoading: "model loading"
        case .modelUnloading: "model unloading"
        case .slotLent: "slot lent"
        case .hostAway: "host away"
        case .hostUncertain: "host uncertain"
        case .backingOff: "backing off"
        case .unspecified, .unrecognized: "waiting"
        }
    }
}

extension MoultV1.JobPlace {
    /// As "2 ahead, in about 40 s: Jobs of the loaded model go first.".
    var sentence: String {
        let place = ahead == 0 ? "next" : "\(Quantity.text(count: Int(ahead))) ahead"
        let time =
            switch estimateMs {
            case ..<0: ""
            case ..<1_000: ", in less than 1 s"
            default: ", in about \(Quantity.text(duration: .milliseconds(estimateMs)))"
            }
        let why = message.isEmpty ? reason.word : message
        return "\(place)\(time): \(why.onOneLine)"
    }
}

extension MoultV1.JobStatistics {
    /// As "48 tokens in 2.4 s (20/s), 26 tokens read in 0.3 s, 1.2 s loading, stop".
    var sentence: String {
        let answer = Self.part(answerTokens, "", answerNs)
        var parts = [answer + rate, Self.part(promptTokens, " read", promptNs)]
        if loadNs > 0 { parts.append("\(Self.time(loadNs)) loading") }
        if !doneReason.isEmpty { parts.append(doneReason.onOneLine) }
        return parts.joined(separator: ", ")
    }

    private var rate: String {
        guard answerNs > 0 else { return "" }
        let perSecond = Double(answerTokens) / (Double(answerNs) / 1e9)
        return " (\(Quantity.text(perSecond: perSecond)))"
    }

    private static func part(_ tokens: Int64, _ done: String, _ nanoseconds: Int64) -> String {
        "\(Quantity.text(count: Int(tokens), of: "token"))\(done) in \(time(nanoseconds))"
    }

    private static func time(_ nanoseconds: Int64) -> String {
        Quantity.text(duration: .nanoseconds(nanoseconds))
    }
}

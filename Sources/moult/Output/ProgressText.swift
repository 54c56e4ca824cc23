import Messages

/// What a migration's progress says, in the words that every output of it uses.
struct ProgressText {
    let progress: MoultV1.MigrationProgress
    let knobs: MoultV1.Knobs?
    let phase: MoultV1.Phase

    init(_ progress: MoultV1.MigrationProgress, knobs: MoultV1.Knobs?, phase: MoultV1.Phase) {
        self.progress = progress
        self.knobs = knobs
        self.phase = phase
    }

    /// For a list of names and values.
    var rows: [(String, String)] {
        var rows = [
            ("embedded", embedded), ("rate", rates), ("left", left ?? "nothing"),
        ]
        if let brake { rows.append(("brake", brake)) }
        if progress.quarantined > 0 { rows.append(("in quarantine", quarantined)) }
        if let spent { rows.append(("spent", spent)) }
        if let replayed { rows.append(("evaluated", replayed)) }
        return rows
    }

    var hasEnded: Bool { phase == .finished || phase == .cancelled || phase == .failed }

    var work: WorkProgress {
        WorkProgress(
            done: Int(progress.embedded),
            total: Int(max(0, progress.total - progress.quarantined)),
            perSecond: nil
        )
    }

    /// As "2,900 of 5,000 (58 %)".
    var embedded: String {
        let done = Quantity.text(count: Int(progress.embedded))
        let total = Quantity.text(count: Int(progress.total))
        return "\(done) of \(total)" + (work.percent.map { " (\($0) %)" } ?? "")
    }

    /// As "312/s, 12/s arriving".
    var rates: String {
        let embedding = Quantity.text(perSecond: progress.itemsPerSecond)
        guard progress.arrivalsPerSecond > 0 else { return embedding }
        return "\(embedding), \(Quantity.text(perSecond: progress.arrivalsPerSecond)) arriving"
    }

    /// As "7 s (6 s to 9 s)", or why it cannot be told; nil: it has ended.
    var left: String? {
        if hasEnded { return nil }
        if progress.diverges || progress.etaMs == 0, !progress.etaMessage.isEmpty {
            return progress.etaMessage
        }
        let eta = Quantity.text(duration: .milliseconds(progress.etaMs))
        guard progress.etaMsMax > progress.etaMsMin else { return eta }
        let least = Quantity.text(duration: .milliseconds(progress.etaMsMin))
        let most = Quantity.text(duration: .milliseconds(progress.etaMsMax))
        return least == most ? eta : "\(eta) (\(least) to \(most))"
    }

    /// As "rate for 2 min 3 s: at most 200 items a second are asked for"; nil: nothing brakes it.
    var brake: String? {
        guard progress.brake != .unspecified, !hasEnded else { return nil }
        var text = progress.brake.word
        let since = progress.atUnixMs - progress.brakeSinceUnixMs
        if progress.brakeSinceUnixMs > 0, since >= 1_000 {
            text += " for \(Quantity.text(duration: .milliseconds(since)))"
        }
        return progress.brakeMessage.isEmpty ? text : "\(text): \(progress.brakeMessage)"
    }

    var quarantined: String { Quantity.text(count: Int(progress.quarantined)) }

    /// As "1.23 of 12.50, 61,234 tokens"; nil: nothing was, and there is no limit.
    var spent: String? {
        let limit = knobs?.spendMicrosMax ?? 0
        var parts: [String] = []
        if progress.spentMicros > 0 || limit > 0 {
            let spent = Quantity.text(micros: progress.spentMicros)
            parts.append(limit > 0 ? "\(spent) of \(Quantity.text(micros: limit))" : spent)
        }
        if progress.tokens > 0 {
            parts.append(Quantity.text(count: Int(progress.tokens), of: "token"))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// As "120 of 500 queries"; nil: it does not evaluate.
    var replayed: String? {
        guard progress.queriesToReplay > 0 else { return nil }
        let done = Quantity.text(count: Int(progress.queriesReplayed))
        return "\(done) of \(Quantity.text(count: Int(progress.queriesToReplay))) queries"
    }
}

/// A migration's knobs as people read them: what is off is not told.
struct KnobsText {
    let knobs: MoultV1.Knobs

    init(_ knobs: MoultV1.Knobs) {
        self.knobs = knobs
    }

    var rows: [(String, String)] {
        [("pace", pace), ("bounds", bounds), ("long texts", longTexts), ("flip", flip)]
            .filter { !$0.1.isEmpty }
    }

    /// As "64 items a request, 4 requests at once, at most 200/s, nice 1, 22:00-06:00 UTC".
    private var pace: String {
        var parts: [String] = []
        if let batch = knobs.batchItems {
            parts.append("\(Quantity.text(count: Int(batch), of: "item")) a request")
        }
        if let width = knobs.concurrency {
            parts.append("\(Quantity.text(count: Int(width), of: "request")) at once")
        }
        if let rate = knobs.itemsPerSecondMax, rate > 0 {
            parts.append("at most \(Quantity.text(perSecond: rate))")
        }
        if let nice = knobs.nice, nice > 0 { parts.append("nice \(nice)") }
        if let hours = knobs.hours, !hours.isEmpty { parts.append("\(hours) UTC") }
        return parts.joined(separator: ", ")
    }

    private var bounds: String {
        var parts: [String] = []
        if let limit = knobs.spendMicrosMax, limit > 0 {
            parts.append("spend \(Quantity.text(micros: limit))")
        }
        if let bound = knobs.searchP99MsMax, bound > 0 { parts.append("search p99 \(bound) ms") }
        if let bound = knobs.queryWaitMsMax, bound > 0 { parts.append("query wait \(bound) ms") }
        if knobs.slowWrites == true { parts.append("slows writes") }
        return parts.joined(separator: ", ")
    }

    private var longTexts: String { knobs.oversize?.word ?? "" }

    private var flip: String {
        var parts: [String] = []
        if let gate = knobs.gate { parts.append("gate \(gate.word)") }
        if knobs.hold == true { parts.append("holds for cut-over") }
        if let share = knobs.quarantineShareMax {
            parts.append("quarantine at most \(Quantity.text(share: share))")
        }
        if let window = knobs.rollbackWindowSeconds {
            parts.append(
                window > 0
                    ? "rollback window \(Quantity.text(duration: .seconds(window)))"
                    : "no rollback window"
            )
        }
        return parts.joined(separator: ", ")
    }
}

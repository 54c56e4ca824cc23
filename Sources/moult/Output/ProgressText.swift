import Messages

/// What a migration's progress says, in the words that every output of it uses.
struct ProgressText {
    let progress: MoultV1.MigrationProgress
    let knobs: MoultV1.Knobs?
    let phase: MoultV1.Phase
    let currency: String

    /// - Parameter phase: nil: as the status has it.
    init(
        _ progress: MoultV1.MigrationProgress,
        of status: MoultV1.MigrationStatus?,
        phase: MoultV1.Phase? = nil
    ) {
        self.progress = progress
        knobs = status?.knobs
        currency = status?.currency ?? ""
        self.phase = phase ?? status?.phase ?? .unspecified
    }

    /// For a list of names and values.
    var rows: [(String, String)] {
        var rows = [("embedded", embedded), ("rate", rates)]
        if let left { rows.append(("left", left)) }
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

    /// As "7 s (6 s to 9 s)", or why it cannot be told; nil: it has ended, or the brake says why.
    var left: String? {
        if hasEnded { return nil }
        if progress.etaMs == 0, progress.etaMessage == progress.brakeMessage { return nil }
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

    /// As "1.23 of 12.50 USD, 61,234 tokens"; nil: nothing was, and there is no limit.
    var spent: String? {
        let limit = knobs?.spendMicrosMax ?? 0
        var parts: [String] = []
        if progress.spentMicros > 0 || limit > 0 {
            let spent = Quantity.text(micros: progress.spentMicros)
            let sum = limit > 0 ? "\(spent) of \(Quantity.text(micros: limit))" : spent
            parts.append(currency.isEmpty ? sum : "\(sum) \(currency)")
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

import Messages

/// What a terminal shows of a migration under way.
///
///     epoch 3  builtin:lexical@1024
///     backfilling  ━━━━━━━━━━━━━━━━━━─────────────  58 %  2,900/5,000
///       rate       312/s, 12/s arriving  ▂▃▅▆▇▇▇█▇▇
///       left       7 s (6 s to 9 s)
///       brake      rate for 2 min 3 s: at most 312 items a second are asked for
///
/// A value: messages go in, lines come out, each narrower than the terminal.
struct WatchPicture: Hashable, Sendable {
    private(set) var phase = MoultV1.Phase.unspecified
    private var progress: MoultV1.MigrationProgress?
    private var status: MoultV1.MigrationStatus?
    private var history = RateHistory()

    private static let nameColumns = 11

    mutating func take(_ fresh: MoultV1.MigrationStatus) {
        status = fresh
        phase = fresh.phase
        progress = fresh.progress ?? progress
    }

    mutating func take(_ change: MoultV1.PhaseChange) {
        phase = change.to
        // The reason in the status is of an earlier phase, until the next one is asked for.
        if status?.phase != change.to { status?.reason = change.reason }
    }

    mutating func take(_ fresh: MoultV1.MigrationProgress) {
        progress = fresh
        history.record(fresh.itemsPerSecond, atUnixMs: fresh.atUnixMs)
    }

    func lines(on terminal: Terminal) -> [String] {
        let progress = self.progress ?? MoultV1.MigrationProgress()
        let text = ProgressText(progress, of: status, phase: phase)
        let bar = ProgressBar(label: phase.word.padded(toColumns: Self.nameColumns))
            .line(text.work, on: terminal)
        guard !text.hasEnded else { return [bar] }
        return title(on: terminal) + [bar] + rows(text, on: terminal)
    }

    private func title(on terminal: Terminal) -> [String] {
        guard let status else { return [] }
        var text = "epoch \(status.epoch)  \(status.target)"
        if !status.adoptedTarget.isEmpty { text += "  from \(status.adoptedTarget)" }
        return [terminal.painted(text.truncated(toColumns: terminal.columns - 1), .bold)]
    }

    private func rows(_ text: ProgressText, on terminal: Terminal) -> [String] {
        var rows: [(name: String, value: String, paint: Paint?)] = []
        rows.append(("rate", rate(text, on: terminal), nil))
        if let left = text.left {
            rows.append(("left", left.onOneLine, text.progress.diverges ? .red : nil))
        }
        if let brake = text.brake {
            let isFree = text.progress.brake == .embedder
            rows.append(("brake", brake.onOneLine, isFree ? nil : .yellow))
        }
        if let reason = status?.reason, !reason.isEmpty,
            reason != text.progress.brakeMessage, reason != text.progress.etaMessage
        {
            rows.append(("because", reason.onOneLine, nil))
        }
        if text.progress.quarantined > 0 {
            rows.append(("quarantine", text.quarantined, .yellow))
        }
        if let spent = text.spent { rows.append(("spent", spent, nil)) }
        if let replayed = text.replayed { rows.append(("evaluated", replayed, nil)) }
        if let evaluation = status?.evaluation {
            rows.append(("verdict", evaluation.sentence.onOneLine, evaluation.verdict.paint))
        }
        return rows.map { row in
            let room = terminal.columns - 1 - 2 - Self.nameColumns
            let value = row.value.truncated(toColumns: max(0, room))
            let name = terminal.painted(row.name.padded(toColumns: Self.nameColumns), .dim)
            let line = "  \(name)\(row.paint.map { terminal.painted(value, $0) } ?? value)"
            return room > 0 ? line : row.name.truncated(toColumns: terminal.columns - 1)
        }
    }

    /// The rates, and how the first went lately where there is room for it.
    private func rate(_ text: ProgressText, on terminal: Terminal) -> String {
        let rates = text.rates
        let room = terminal.columns - 1 - 2 - Self.nameColumns - rates.columns - 2
        let line = history.line(columns: min(room, history.slotsMax))
        return line.isEmpty ? rates : "\(rates)  \(line)"
    }
}

import Foundation
import Messages

/// A migration as it goes: a picture on a terminal, a line a change in a pipe, events as JSON.
struct WatchDisplay {
    private let output: Output
    private var lines = LiveLines()
    private var picture = WatchPicture()
    private var log = WatchLog()
    /// When the status was asked for last, on the server's clock.
    private var statusAtUnixMs: Int64 = 0

    /// Knobs are turned without a phase change: the status is asked for again after this.
    private static let statusEveryMs: Int64 = 5_000

    init(output: Output) {
        self.output = output
    }

    private var isDrawn: Bool { output.complaints.isTerminal && !output.isJSON }

    /// Whether the picture needs more than `message` tells: knobs, target, verdict.
    func wantsStatus(with message: MoultV1.WatchResponse) -> Bool {
        guard isDrawn else { return false }
        return switch message.event {
        case .change: true
        case .progress(let progress): progress.atUnixMs - statusAtUnixMs >= Self.statusEveryMs
        case .heartbeat, nil: false
        }
    }

    mutating func take(_ status: MoultV1.MigrationStatus) {
        picture.take(status)
        statusAtUnixMs = status.progress?.atUnixMs ?? statusAtUnixMs
    }

    mutating func show(_ message: MoultV1.WatchResponse) {
        if output.isJSON { return output.json(WatchView(message)) }
        switch message.event {
        case .change(let change):
            picture.take(change)
            let sentence = WatchLog.sentence(change)
            guard isDrawn else { return output.line(sentence) }
            let terminal = self.terminal
            output.draw(
                lines.printAbove(
                    sentence,
                    live: picture.lines(on: terminal),
                    columns: terminal.columns
                )
            )
        case .progress(let progress):
            picture.take(progress)
            if isDrawn {
                let terminal = self.terminal
                output.draw(
                    lines.refresh(picture.lines(on: terminal), columns: terminal.columns)
                )
            } else if let line = log.line(for: progress, phase: picture.phase) {
                output.line(line)
            }
        case .heartbeat, nil: break
        }
    }

    mutating func end() {
        output.draw(lines.end())
    }

    /// As wide as it is now: a window may be resized while it is watched.
    private var terminal: Terminal { .behind(STDERR_FILENO) }
}

/// What a pipe is told: every change, and how far it is now and then.
struct WatchLog: Hashable, Sendable {
    /// Progress is told at most so often.
    static let progressEveryMs: Int64 = 10_000

    private var toldAtUnixMs: Int64 = 0

    /// nil: progress was told a moment ago.
    mutating func line(
        for progress: MoultV1.MigrationProgress,
        phase: MoultV1.Phase
    ) -> String? {
        guard progress.atUnixMs - toldAtUnixMs >= Self.progressEveryMs else { return nil }
        toldAtUnixMs = progress.atUnixMs
        let text = ProgressText(progress, of: nil, phase: phase)
        var parts = ["\(phase.word): \(text.embedded)", text.rates]
        if let left = text.left { parts.append("left: \(left)") }
        if progress.quarantined > 0 { parts.append("\(text.quarantined) in quarantine") }
        if let brake = text.brake { parts.append("brake: \(brake)") }
        let line = parts.joined(separator: "; ").onOneLine
        return "\(Moment.text(unixMs: progress.atUnixMs))  \(line)"
    }

    /// As "2026-03-01 12:00:03  backfilling → indexing".
    static func sentence(_ change: MoultV1.PhaseChange) -> String {
        var text = Moment.text(unixMs: change.atUnixMs)
        text += "  \(change.from.word) → \(change.to.word)"
        if change.to == .finished {
            let flip = Quantity.text(duration: .microseconds(change.flipMicroseconds))
            let hold = Quantity.text(duration: .microseconds(change.longestHoldMicroseconds))
            text += " (the flip took \(flip), the longest wait for it \(hold))"
        }
        return change.reason.isEmpty ? text : "\(text): \(change.reason.onOneLine)"
    }
}

import Messages
import MoultClient

extension Remote {
    /// Follows a migration until it ends, and shows what it hears.
    func watch(epoch: Int64, after sequence: Int64, interval: Int32) async throws {
        var view = WatchDisplay(output: output)
        defer { view.end() }
        let last = try await follow(epoch: epoch, after: sequence, interval: interval) {
            view.show($0)
        }
        if let last, last.to == .failed || last.to == .cancelled { throw ExitStatus.failed }
    }

    /// Gives every message of a migration's watch to `hear`.
    ///
    /// - Returns: the last phase change.
    @discardableResult
    func follow(
        epoch: Int64,
        after sequence: Int64,
        interval: Int32,
        _ hear: (MoultV1.WatchResponse) async throws -> Void
    ) async throws -> MoultV1.PhaseChange? {
        let stream = try client.serverStream(
            MoultV1.MigrationMethods.watch,
            MoultV1.WatchRequest(epoch: epoch, afterSequence: sequence, intervalMs: interval)
        )
        var last: MoultV1.PhaseChange?
        for try await message in stream {
            if case .change(let change) = message.event { last = change }
            try await hear(message)
            if message.final { break }
        }
        return last
    }
}

/// A migration as it goes: a bar on a terminal, a line a change in a pipe, events as JSON.
struct WatchDisplay {
    private let output: Output
    private var lines = LiveLines()
    private var phase = "waiting"
    private var reason = ""
    private var progress = MoultV1.MigrationProgress()

    init(output: Output) {
        self.output = output
    }

    mutating func show(_ message: MoultV1.WatchResponse) {
        switch message.event {
        case .change(let change): show(change)
        case .progress(let fresh):
            progress = fresh
            if output.isJSON {
                output.json(WatchView(progress: ProgressView(fresh)))
            } else if output.complaints.isTerminal {
                redraw()
            }
        case .heartbeat, nil: break
        }
    }

    private mutating func show(_ change: MoultV1.PhaseChange) {
        phase = change.to.word
        reason = change.reason
        if output.isJSON { return output.json(WatchView(change: ChangeView(change))) }
        guard output.complaints.isTerminal else { return output.line(sentence(change)) }
        output.draw(lines.printAbove(sentence(change), live: [bar]))
    }

    mutating func end() {
        output.draw(lines.end())
    }

    private mutating func redraw() {
        output.draw(lines.refresh([bar]))
    }

    private var bar: String {
        let rate = progress.itemsPerSecond
        return ProgressBar(label: phase.padded(toColumns: 12)).line(
            WorkProgress(
                done: Int(progress.embedded),
                total: Int(progress.total),
                perSecond: rate > 0 ? rate : nil
            ),
            on: output.complaints
        )
    }

    /// As "12:00:03  backfilling → indexing".
    private func sentence(_ change: MoultV1.PhaseChange) -> String {
        var text = Moment.text(unixMs: change.atUnixMs)
        text += "  \(change.from.word) → \(change.to.word)"
        if change.to == .finished {
            let flip = Quantity.text(duration: .microseconds(change.flipMicroseconds))
            let hold = Quantity.text(duration: .microseconds(change.longestHoldMicroseconds))
            text += " (the flip took \(flip), the longest wait for it \(hold))"
        }
        return change.reason.isEmpty ? text : "\(text): \(change.reason)"
    }
}

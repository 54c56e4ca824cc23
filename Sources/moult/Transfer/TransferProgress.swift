/// The line that shows how far an export or an import is, on a terminal only.
struct TransferProgress {
    private let label: String
    private let output: Output
    /// nil: not known.
    var total: Int?

    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastDrawn: Duration = .zero
    private var lines = LiveLines()
    private var rate = RateEstimate()

    private static let refreshEvery: Duration = .milliseconds(100)

    init(label: String, output: Output) {
        self.label = label
        self.output = output
        start = clock.now
    }

    mutating func draw(done: Int) {
        guard output.complaints.isTerminal, !output.isJSON else { return }
        let now = clock.now - start
        guard now - lastDrawn >= Self.refreshEvery || done == total else { return }
        lastDrawn = now
        rate.record(done: done, at: now)
        let progress = WorkProgress(done: done, total: total, perSecond: rate.perSecond)
        output.draw(
            lines.refresh([ProgressBar(label: label).line(progress, on: output.complaints)])
        )
    }

    mutating func end() {
        output.draw(lines.end())
    }
}

/// What an ingest came to.
struct IngestReport: Encodable {
    var files = 0
    var embedded = 0
    var pending = 0
    var unchanged = 0
    var refused = 0
    var deleted = 0
    var skipped: [SkipReason: Int] = [:]
    /// Of the skipped: they are there, and what is stored of them is not gone.
    var skippedPaths: [String] = []
    /// Inputs and lines that could not be read, and items that were refused.
    var problems: [String] = []

    var passages: Int { embedded + pending + unchanged }
    var isComplete: Bool { refused == 0 && problems.isEmpty }

    mutating func skip(_ path: String, _ reason: SkipReason) {
        skipped[reason, default: 0] += 1
        skippedPaths.append(path)
    }

    mutating func add(_ counts: SendingCounts) {
        embedded += counts.embedded
        pending += counts.pending
        unchanged += counts.unchanged
        refused += counts.refused
        problems += counts.refusals
    }

    func show(on output: Output) {
        if output.isJSON { return output.json(self) }
        for problem in problems { output.complain(problem) }
        output.line(sentence)
    }

    /// What came of it in one line, as "12 files: 340 stored, 5 unchanged, 1 skipped (1 empty)".
    private var sentence: String {
        var parts = ["\(Quantity.text(count: embedded + pending)) stored"]
        if pending > 0 { parts.append("\(Quantity.text(count: pending)) of them pending") }
        parts.append("\(Quantity.text(count: unchanged)) unchanged")
        if refused > 0 { parts.append("\(Quantity.text(count: refused)) refused") }
        if deleted > 0 { parts.append("\(Quantity.text(count: deleted)) deleted") }
        if !skipped.isEmpty { parts.append(skippedText) }
        return "\(Quantity.text(count: files, of: "file")): \(parts.joined(separator: ", "))."
    }

    private var skippedText: String {
        let reasons = skipped.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\(Quantity.text(count: $0.value)) \($0.key.text)" }
        let count = skipped.values.reduce(0, +)
        return "\(Quantity.text(count: count)) skipped (\(reasons.joined(separator: ", ")))"
    }

    private enum CodingKeys: String, CodingKey {
        case files
        case embedded
        case pending
        case unchanged
        case refused
        case deleted
        case skipped
        case problems
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(files, forKey: .files)
        try container.encode(embedded, forKey: .embedded)
        try container.encode(pending, forKey: .pending)
        try container.encode(unchanged, forKey: .unchanged)
        try container.encode(refused, forKey: .refused)
        try container.encode(deleted, forKey: .deleted)
        let named = skipped.map { ($0.key.rawValue, $0.value) }
        try container.encode(Dictionary(named) { first, _ in first }, forKey: .skipped)
        try container.encode(problems, forKey: .problems)
    }
}

/// The line that shows how far an ingest is, on a terminal only.
struct IngestProgress {
    private let label: String?
    private let output: Output
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var lastDrawn: Duration = .zero
    private var lines = LiveLines()
    private var rate = RateEstimate()

    private static let refreshEvery: Duration = .milliseconds(100)

    init(label: String?, output: Output) {
        self.label = label
        self.output = output
        start = clock.now
    }

    mutating func draw(_ counts: SendingCounts, _ report: inout IngestReport) {
        guard let label, output.complaints.isTerminal, !output.isJSON else { return }
        let now = clock.now - start
        guard now - lastDrawn >= Self.refreshEvery else { return }
        lastDrawn = now
        rate.record(done: counts.answered, at: now)
        let progress = WorkProgress(done: counts.answered, total: nil, perSecond: rate.perSecond)
        let files = Quantity.text(count: report.files, of: "file")
        let bar = ProgressBar(label: "\(label)  \(files)").line(progress, on: output.complaints)
        output.draw(lines.refresh([bar]))
    }

    mutating func end() {
        output.draw(lines.end())
    }
}

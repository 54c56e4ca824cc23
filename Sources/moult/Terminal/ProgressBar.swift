/// How far a piece of work is.
struct WorkProgress: Hashable, Sendable {
    var done: Int
    /// nil: not known.
    var total: Int?
    /// What is done a second; nil: not known yet.
    var perSecond: Double?

    /// 0 to 1; nil where the total is not known.
    var fraction: Double? {
        total.map { $0 <= 0 ? 1 : min(1, max(0, Double(done) / Double($0))) }
    }

    /// Rounded down, so that 100 is said when it is so.
    var percent: Int? {
        guard let total, total > 0, done < total else { return total.map { _ in 100 } }
        return Int(Double(max(0, done)) * 100 / Double(total))
    }

    /// nil: it cannot be told.
    var timeLeft: Duration? {
        guard let total, done < total, let perSecond, perSecond > 0, perSecond.isFinite else {
            return nil
        }
        let seconds = Double(max(0, total - done)) / perSecond
        return seconds < 1e9 ? .seconds(seconds) : nil
    }
}

/// A line that shows progress.
///
///     backfilling  ━━━━━━━━━━━━━━━━━━─────────────  58 %  2,900/5,000  312/s  7 s left
struct ProgressBar: Hashable, Sendable {
    let label: String

    static let barColumnsMax = 40
    /// Narrower ones say nothing: the numbers stand alone.
    static let barColumnsMin = 8

    /// The line without its end, narrower than the terminal.
    ///
    /// Where there is little room the bar gives way, not the numbers.
    func line(_ progress: WorkProgress, on terminal: Terminal) -> String {
        let numbers = Self.numbers(progress)
        // The last column stays free: some terminals wrap on it.
        let room = terminal.columns - 1 - (label + numbers).columns - 4
        guard let fraction = progress.fraction, room >= Self.barColumnsMin else {
            return "\(label)  \(numbers)".truncated(toColumns: terminal.columns - 1)
        }
        let columns = min(room, Self.barColumnsMax)
        let filled = Int(Double(columns) * fraction)
        let bar =
            terminal.painted(String(repeating: "━", count: filled), .green)
            + terminal.painted(String(repeating: "─", count: columns - filled), .dim)
        return "\(label)  \(bar)  \(numbers)"
    }

    private static func numbers(_ progress: WorkProgress) -> String {
        var parts: [String] = []
        if let percent = progress.percent {
            parts.append("\(percent) %".padded(toColumns: 5, .right))
        }
        let done = Quantity.text(count: progress.done)
        parts.append(progress.total.map { "\(done)/\(Quantity.text(count: $0))" } ?? done)
        if let rate = progress.perSecond { parts.append(Quantity.text(perSecond: rate)) }
        if let left = progress.timeLeft { parts.append("\(Quantity.text(duration: left)) left") }
        return parts.joined(separator: "  ")
    }
}

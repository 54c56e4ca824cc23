import Spaces

/// The wall clock as a function of the machine's time.
struct WallClock: Sendable {
    private static let dayMs: Int64 = 86_400_000
    private static let minuteMs: Int64 = 60_000

    /// Milliseconds since 1970 at the moment zero.
    let unixMsAtZero: Int64

    func unixMs(at now: Duration) -> Int64 {
        unixMsAtZero + now.milliseconds
    }

    /// "07:05", in UTC.
    func minuteText(at now: Duration) -> String {
        let minutes = sinceMidnight(now) / Self.minuteMs
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }

    /// When `hours` begin next; nil: they are now.
    func opening(of hours: HoursOfDay, at now: Duration) -> Duration? {
        let passed = sinceMidnight(now)
        let from = Int64(hours.fromMinute) * Self.minuteMs
        let to = Int64(hours.toMinute) * Self.minuteMs
        let isInside = from < to ? (from..<to).contains(passed) : passed >= from || passed < to
        guard !isInside else { return nil }
        let wait = from > passed ? from - passed : from - passed + Self.dayMs
        return now + .milliseconds(wait)
    }

    private func sinceMidnight(_ now: Duration) -> Int64 {
        let passed = unixMs(at: now) % Self.dayMs
        return passed < 0 ? passed + Self.dayMs : passed
    }
}

/// Items a second, kept exactly over long runs.
///
/// A schedule instead of a level: each item moves `opensAt` on by one interval, so nothing is lost
/// to rounding. A batch that is late may be made up for, by at most `creditMax`.
struct Throttle: Sendable {
    static let creditMax: Duration = .seconds(1)
    /// One item in eleven days: no interval is too long for a `Duration`.
    private static let rateMin = 1e-6
    /// The share of a second's items that one batch may hold, so that a low rate flows evenly.
    private static let batchesPerSecond = 4.0

    /// nil: no limit.
    private let interval: Duration?
    /// The most items that one batch should hold.
    let batchItemsMax: Int
    private(set) var opensAt: Duration

    /// `itemsPerSecondMax` above 0; nil: no limit.
    init(itemsPerSecondMax: Double?, at now: Duration) {
        opensAt = now
        guard let rate = itemsPerSecondMax.map({ max($0, Self.rateMin) }), rate.isFinite else {
            interval = nil
            batchItemsMax = .max
            return
        }
        interval = .seconds(1) / rate
        batchItemsMax = Int(min(max(rate / Self.batchesPerSecond, 1), 1e9))
    }

    func isOpen(at now: Duration) -> Bool {
        interval == nil || now >= opensAt
    }

    /// The same debt, in items, at another rate: turning the knob lets nothing through by itself.
    func retuned(itemsPerSecondMax: Double?, at now: Duration) -> Throttle {
        var throttle = Throttle(itemsPerSecondMax: itemsPerSecondMax, at: now)
        if let interval, let fresh = throttle.interval, opensAt > now {
            throttle.opensAt = now + fresh * ((opensAt - now) / interval)
        }
        return throttle
    }

    mutating func charge(_ items: Int, at now: Duration) {
        guard let interval else { return }
        opensAt = max(opensAt, now - Self.creditMax) + interval * items
    }
}

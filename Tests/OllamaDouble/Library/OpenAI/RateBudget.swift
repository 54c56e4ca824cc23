/// How much of something may be used in a minute: what is used comes back evenly.
package struct RateBudget: Sendable {
    package let perMinute: Int
    private var left: Double
    private var countedAt = Duration.zero

    package init(perMinute: Int) {
        self.perMinute = perMinute
        left = Double(perMinute)
    }

    /// Takes `amount`, or says how long it will be until there is so much.
    ///
    /// More than a minute's worth is never there; it is said to take a minute.
    package mutating func take(_ amount: Int, at now: Duration) -> Duration? {
        refill(at: now)
        if Double(amount) <= left {
            left -= Double(amount)
            return nil
        }
        return .seconds(min(60, (Double(amount) - left) / perSecond))
    }

    package func remaining(at now: Duration) -> Int {
        var later = self
        later.refill(at: now)
        return Int(later.left)
    }

    /// Until everything is there again.
    package func reset(at now: Duration) -> Duration {
        var later = self
        later.refill(at: now)
        return .seconds((Double(perMinute) - later.left) / perSecond)
    }

    private var perSecond: Double { Double(perMinute) / 60 }

    private mutating func refill(at now: Duration) {
        let passed = max(.zero, now - countedAt) / .seconds(1)
        left = min(Double(perMinute), left + passed * perSecond)
        countedAt = max(countedAt, now)
    }
}

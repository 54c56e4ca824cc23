import Spaces

/// Counts from the store, kept up by what is stored between two looks at it.
struct ProgressGauge: Sendable {
    private let refresh: Duration
    private let window: Duration
    private(set) var counts: SpaceCounts?
    private(set) var storedInAll = 0
    /// When how many had been stored, over the window and one entry more.
    private var samples: [(at: Duration, stored: Int)]
    /// Items a second that came to be missing otherwise than by the migration's own work.
    private(set) var arrivalsPerSecond = 0.0
    private var lastCount: (at: Duration, missing: Int, stored: Int)?
    private var isCounting = false
    private(set) var nextCount: Duration?

    init(limits: MigrationLimits, at now: Duration) {
        refresh = limits.countRefresh
        window = limits.rateWindow
        samples = [(now, 0)]
        nextCount = now
    }

    mutating func beginCount(at now: Duration) -> Bool {
        guard !isCounting, let next = nextCount, next <= now else { return false }
        isCounting = true
        nextCount = nil
        return true
    }

    /// The next count is due, unless one is under way.
    mutating func countNow(at now: Duration) {
        if !isCounting { nextCount = now }
    }

    /// `fresh` nil: the store could not count; what was known stays.
    mutating func endCount(_ fresh: SpaceCounts?, at now: Duration) {
        isCounting = false
        nextCount = now + refresh
        guard let fresh else { return }
        if let last = lastCount, now > last.at {
            let arrived = fresh.missing - last.missing + storedInAll - last.stored
            arrivalsPerSecond = max(0, Double(arrived) / ((now - last.at) / .seconds(1)))
        }
        lastCount = (now, fresh.missing, storedInAll)
        counts = fresh
    }

    mutating func stored(_ items: Int, at now: Duration) {
        storedInAll += items
        counts = counts?.adding(embedded: items, quarantined: 0)
        // One entry a tenth of the window at most, so that their number is bounded.
        if let last = samples.last, samples.count > 1, now - last.at < window / 10 {
            samples[samples.count - 1].stored = storedInAll
        } else {
            samples.append((now, storedInAll))
        }
        while samples.count > 1, samples[1].at <= now - window { samples.removeFirst() }
    }

    /// So many more; fewer, if negative.
    mutating func quarantined(_ items: Int) {
        counts = counts?.adding(embedded: 0, quarantined: items)
    }

    /// Items a second that were stored, over the window.
    func rate(at now: Duration) -> Double {
        let start = samples.last { $0.at <= now - window } ?? samples[0]
        let length = min(max(now - start.at, .milliseconds(1)), window)
        return Double(storedInAll - start.stored) / (length / .seconds(1))
    }
}

extension SpaceCounts {
    fileprivate func adding(embedded more: Int, quarantined: Int) -> SpaceCounts {
        SpaceCounts(
            items: items,
            embedded: min(items, embedded + more),
            vectors: vectors + more,
            quarantined: max(0, self.quarantined + quarantined)
        )
    }
}

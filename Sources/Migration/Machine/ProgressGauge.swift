import Spaces

/// How far a migration is.
package struct MigrationProgress: Sendable, Hashable {
    /// Items in the store.
    package let total: Int
    /// Those with a current vector in the new space.
    package let embedded: Int
    /// Over the last seconds.
    package let itemsPerSecond: Double
    package let eta: ETA
    /// Vectors that this process stored for the migration.
    package let stored: Int

    package var missing: Int { total - embedded }

    package enum ETA: Sendable, Hashable {
        case after(Duration)
        /// With the reason, as one sentence.
        case unknown(String)
    }
}

/// Counts from the store, kept up by what is stored between two looks at it.
struct ProgressGauge: Sendable {
    private let refresh: Duration
    private let window: Duration
    private var counts: (total: Int, embedded: Int)?
    private var storedInAll = 0
    /// When how many had been stored, over the window and one entry more.
    private var samples: [(at: Duration, stored: Int)]
    /// Items a second that came to be missing otherwise than by the migration's own work.
    private var arrivalsPerSecond = 0.0
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
        counts = (fresh.items, fresh.embedded)
    }

    mutating func stored(_ items: Int, at now: Duration) {
        storedInAll += items
        if let known = counts {
            counts = (known.total, min(known.total, known.embedded + items))
        }
        // One entry a tenth of the window at most, so that their number is bounded.
        if let last = samples.last, samples.count > 1, now - last.at < window / 10 {
            samples[samples.count - 1].stored = storedInAll
        } else {
            samples.append((now, storedInAll))
        }
        while samples.count > 1, samples[1].at <= now - window { samples.removeFirst() }
    }

    private func rate(at now: Duration) -> Double {
        let start = samples.last { $0.at <= now - window } ?? samples[0]
        let length = min(max(now - start.at, .milliseconds(1)), window)
        return Double(storedInAll - start.stored) / (length / .seconds(1))
    }
}

extension ProgressGauge {
    func progress(
        of state: MigrationMachine.State,
        reason: String,
        at now: Duration
    ) -> MigrationProgress {
        let rate = rate(at: now)
        return MigrationProgress(
            total: counts?.total ?? 0,
            embedded: counts?.embedded ?? 0,
            itemsPerSecond: rate,
            eta: eta(state, reason, rate),
            stored: storedInAll
        )
    }

    private func eta(
        _ state: MigrationMachine.State,
        _ reason: String,
        _ rate: Double
    ) -> MigrationProgress.ETA {
        switch state {
        case .fresh: return .unknown("it has not begun")
        case .preparing: return .unknown("the search index is being made ready")
        case .probing: return .unknown("the embedder is being asked whether it is there")
        case .handingOver: return .unknown("it is handing over")
        case .paused: return .unknown(reason)
        case .cancelling: return .unknown("it is being cancelled")
        case .ended: return .unknown("it has ended")
        case .walking: break
        }
        guard let counts else { return .unknown("the items are being counted") }
        guard rate > 0 else { return .unknown("nothing was embedded in the last \(window)") }
        guard rate > arrivalsPerSecond else {
            let numbers = "\(Int(rate)) items a second are embedded, \(Int(arrivalsPerSecond)) come"
            return .unknown("\(numbers): raise rate or concurrency, or write less")
        }
        let seconds = Double(counts.total - counts.embedded) / (rate - arrivalsPerSecond)
        // `Duration` traps on what it cannot hold; nobody waits longer.
        return .after(.seconds(min(seconds.rounded(.up), 1e12)))
    }
}

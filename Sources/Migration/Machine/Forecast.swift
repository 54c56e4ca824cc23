import Spaces

/// Whether a migration converges, and when: what is embedded beside what arrives.
///
/// Fed with each count of the items; it speaks for the stretch since it was last restarted.
struct Forecast: Sendable {
    /// Counts before it says that a migration does not converge.
    static let countsMin = 3

    private struct Sample: Sendable {
        let at: Duration
        let missing: Int
        let stored: Int
    }

    /// Between two counts.
    private struct Stretch: Sendable {
        let seconds: Double
        let embedded: Double
        let arrived: Double

        var netPerSecond: Double { (embedded - arrived) / seconds }
    }

    /// How long it takes: between `least` and `most`, which is nil where the slowest stretch did
    /// not converge.
    struct Band: Sendable, Hashable {
        let least: Duration
        let likely: Duration
        let most: Duration?
    }

    private let window: Duration
    private var samples: [Sample] = []

    init(window: Duration) {
        self.window = window
    }

    mutating func restart() {
        samples = []
    }

    /// - Parameter stored: in all, by the migration itself.
    mutating func counted(missing: Int, stored: Int, at now: Duration) {
        if let last = samples.last, last.at >= now { return }
        samples.append(Sample(at: now, missing: missing, stored: stored))
        // One from before the window stays, so that the window is covered.
        while samples.count > 2, samples[1].at <= now - window { samples.removeFirst() }
    }

    private var stretches: [Stretch] {
        zip(samples, samples.dropFirst()).map { first, second in
            let embedded = Double(second.stored - first.stored)
            return Stretch(
                seconds: (second.at - first.at) / .seconds(1),
                embedded: embedded,
                arrived: max(0, Double(second.missing - first.missing) + embedded)
            )
        }
    }

    /// Items a second, over the window; nil: it was not counted twice yet.
    var rates: (embedding: Double, arriving: Double)? {
        let stretches = stretches
        let seconds = stretches.reduce(0) { $0 + $1.seconds }
        guard seconds > 0 else { return nil }
        let embedded = stretches.reduce(0) { $0 + $1.embedded }
        let arrived = stretches.reduce(0) { $0 + $1.arrived }
        return (embedded / seconds, arrived / seconds)
    }

    /// At this rate there is always something missing.
    var diverges: Bool {
        guard samples.count >= Self.countsMin, let last = samples.last, last.missing > 0,
            let rates
        else { return false }
        return rates.arriving > 0 && rates.arriving >= rates.embedding
    }

    /// nil: it does not converge, or it was not counted often enough.
    func band(missing: Int) -> Band? {
        guard samples.count >= Self.countsMin, let rates, rates.embedding > rates.arriving else {
            return nil
        }
        let nets = stretches.map(\.netPerSecond)
        let likely = rates.embedding - rates.arriving
        let fastest = max(nets.max() ?? likely, likely)
        let slowest = min(nets.min() ?? likely, likely)
        return Band(
            least: Self.time(for: missing, at: fastest),
            likely: Self.time(for: missing, at: likely),
            most: slowest > 0 ? Self.time(for: missing, at: slowest) : nil
        )
    }

    private static func time(for items: Int, at rate: Double) -> Duration {
        // `Duration` traps on what it cannot hold; nobody waits longer.
        .seconds(min((Double(items) / rate).rounded(.up), 1e12))
    }
}

/// Arrivals.
extension MigrationMachine {
    /// The share of what is embedded that may arrive, so that the rest catches up.
    static let arrivalShare = 0.8
    /// Items a second that may arrive at the least.
    static let arrivalsMin = 1.0

    mutating func weighArrivals(_ counts: SpaceCounts, _ now: Duration) {
        guard case .walking = state else { return forecast.restart() }
        forecast.counted(missing: counts.missing, stored: gauge.storedInAll, at: now)
        guard settings.slowsWrites, !isHeldBack else { return limitArrivals(to: nil) }
        guard let rates = forecast.rates else { return }
        guard rates.embedding > 0 else { return limitArrivals(to: nil) }
        let share = max(rates.embedding * Self.arrivalShare, Self.arrivalsMin)
        if forecast.diverges {
            limitArrivals(to: share)
        } else if let limit = arrivalLimit {
            // Once it has caught up, no more is embedded than comes: that says nothing of the most
            // that could be, and must not bring the limit down.
            limitArrivals(to: max(limit, share))
        }
    }

    /// It embeds less than it could, by what writes cannot help: to slow them to its pace would
    /// slow them for hours.
    private var isHeldBack: Bool { bottleneck == .hours || bottleneck == .liveLoad }

    mutating func limitArrivals(to limit: Double?) {
        guard limit != arrivalLimit else { return }
        arrivalLimit = limit
        emit(.limitArrivals(limit))
    }

    /// What is so, and what would help.
    var divergence: String? {
        guard forecast.diverges, let rates = forecast.rates else { return nil }
        let help =
            switch bottleneck {
            case .rate: "raise items_per_second_max"
            case .nice: "lower nice"
            case .hours: "widen the hours"
            case .liveLoad: "raise search_p99_ms_max or query_wait_ms_max"
            case .spend: "raise spend_micros_max"
            default: "raise concurrency or batch_items"
            }
        let writes = settings.slowsWrites ? "" : ", turn slow_writes on"
        return """
            it will not converge at this rate: \(Int(rates.arriving.rounded())) items a second \
            arrive and \(Int(rates.embedding.rounded())) are embedded; \(help)\(writes), or wait \
            for a quieter hour
            """
    }
}

import NIOCore

/// The one timer of a connection: set to the nearest of all its deadlines.
struct Sweep {
    private var timer: Scheduled<Void>?
    private var due: ContinuousClock.Instant?

    /// Sets the timer, unless it already goes off by then.
    mutating func arm(
        for instant: ContinuousClock.Instant,
        granularity: Duration,
        on loop: any EventLoop,
        _ fire: @escaping @Sendable () -> Void
    ) {
        if let due, due <= instant + granularity { return }
        timer?.cancel()
        let delay = max(ContinuousClock.now.duration(to: instant), .zero) + granularity
        due = instant + granularity
        timer = loop.scheduleTask(in: TimeAmount(delay), fire)
    }

    /// Forgets the timer, which has gone off.
    mutating func fired() {
        timer = nil
        due = nil
    }

    mutating func cancel() {
        timer?.cancel()
        fired()
    }
}

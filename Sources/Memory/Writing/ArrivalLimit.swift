import Synchronization
import Waiting

/// When each write may begin, so that no more items a second come in than are wanted, as a value.
///
/// Each write begins when those before it have had their share of the time: the first at once, and
/// none later than the bound on its wait. Times are durations since the start of one timeline.
struct ArrivalPace: Sendable {
    /// A limit below it, which would keep a single item waiting, is taken for it.
    static let perSecondMin = 0.1

    private(set) var perSecond: Double?
    private var free: Duration = .zero

    /// nil: as many as come.
    ///
    /// What was let in under the limit before is still owed, at the pace of the new one: a limit
    /// that is set again and again lets nothing through by itself.
    mutating func limit(toPerSecond limit: Double?, at now: Duration) {
        let fresh = limit.map { $0.isFinite ? max($0, Self.perSecondMin) : Self.perSecondMin }
        if let perSecond, let fresh, free > now {
            free = now + (free - now) * (perSecond / fresh)
        } else {
            free = now
        }
        perSecond = fresh
    }

    /// - Parameter latest: when it begins in any case.
    /// - Returns: when the write of `items` may begin.
    mutating func turn(of items: Int, latest: Duration, at now: Duration) -> Duration {
        guard let perSecond, items > 0 else { return now }
        let begin = max(now, min(free, latest))
        // From its true beginning: what began before its turn is not owed by all who come later.
        free = begin + .seconds(Double(items) / perSecond)
        return begin
    }
}

/// Has writes wait for their turn.
final class ArrivalLimit: Sendable {
    private struct State {
        var pace = ArrivalPace()
        var changed = OneShot<Void>()
    }

    private let state = Mutex(State())
    private let timeline: Timeline
    private let limits: WriteLimits

    init(timeline: Timeline, limits: WriteLimits) {
        self.timeline = timeline
        self.limits = limits
    }

    func limit(toPerSecond limit: Double?) {
        let changed = state.withLock { state in
            state.pace.limit(toPerSecond: limit, at: timeline.now)
            defer { state.changed = OneShot() }
            return state.changed
        }
        changed.fulfil(())
    }

    /// Returns when a write of so many new or changed items may begin: at its turn, in time before
    /// its caller's deadline, or when the limit is lifted.
    func wait(for items: Int, deadline: Duration?) async {
        let (begin, first) = state.withLock { state in
            let now = timeline.now
            let patience = now + limits.arrivalWait
            let latest = deadline.map { min(patience, $0 - limits.arrivalMargin) } ?? patience
            return (state.pace.turn(of: items, latest: latest, at: now), state.changed)
        }
        var changed = first
        while !Task.isCancelled, timeline.now < begin {
            guard await timeline.value(of: changed, until: begin) != nil else { return }
            let next = state.withLock { $0.pace.perSecond == nil ? nil : $0.changed }
            guard let next else { return }
            changed = next
        }
    }
}

extension LiveMemory {
    /// Lets at most so many new or changed items a second in; nil: as many as come.
    ///
    /// Writes wait, none fails for it.
    package func limitArrivals(toPerSecond limit: Double?) {
        arrivals.limit(toPerSecond: limit)
    }
}

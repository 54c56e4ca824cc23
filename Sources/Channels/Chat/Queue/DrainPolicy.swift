/// Which job is next: the loaded model's, within bounds, for to change models costs much.
///
/// Stays on the loaded model until `jobsMax` of its jobs, or `timeMax`, have passed while others
/// waited, or until one of those has waited for `waitMax`. Then it goes to the model of the most
/// urgent waiter: one that has waited for `waitMax`, the oldest of them first; else by priority, and
/// of one priority the oldest.
///
/// What keeps many late jobs from causing a change each: a model that was changed to is promised
/// `changesPaidBack` times what the change took. What keeps that promise from making anybody late:
/// a job that would be by then counts as late when the choice is made.
package struct DrainPolicy: Sendable, Hashable {
    package var jobsMax = 20
    package var timeMax: Duration = .seconds(120)
    package var waitMax: Duration = .seconds(300)
    /// A guest's turn, when jobs wait.
    package var guestSlice: Duration = .seconds(20)
    package var changesPaidBack = 2

    package init() {}

    enum Choice: Sendable, Hashable {
        case job(QueueEntry)
        case guest
    }

    /// What the policy looks at beside the queue.
    struct Circumstances {
        /// When the guest that wants the slot began to wait; nil: none does.
        var guestSince: Duration?
        /// One that gave up waiting will ask again: what the loaded model has had still counts.
        var isGuestExpected = false
        /// What a change to a model takes; zero: not known.
        var change: (String) -> Duration
    }

    /// The next job; nil: none is due.
    ///
    /// A drain that nobody else waits for begins anew.
    func choose(
        from queue: JobQueue,
        _ drain: inout Drain,
        _ circumstances: Circumstances,
        at now: Duration
    ) -> Choice? {
        guard let model = drain.model, let lane = queue.lane(of: model) else {
            return mostUrgent(of: queue.lanes, drain, circumstances, at: now)
        }
        let others = queue.lanes.filter { $0.model != model }
        if others.isEmpty, circumstances.guestSince == nil {
            if !circumstances.isGuestExpected { drain.beginAnew(at: now) }
            return lane.next(lateBefore: now - waitMax).map(Choice.job)
        }
        if mustEnd(drain, for: others, circumstances, at: now) {
            return mostUrgent(of: others, drain, circumstances, at: now)
        }
        return lane.next(lateBefore: now - waitMax).map(Choice.job)
    }

    private func mustEnd(
        _ drain: Drain,
        for others: [ModelLane],
        _ circumstances: Circumstances,
        at now: Duration
    ) -> Bool {
        // What a model was loaded for is done at least once.
        guard drain.jobs > 0 else { return false }
        let lasted = now - drain.since
        if drain.jobs >= jobsMax || lasted >= timeMax { return true }
        let waiting =
            others.compactMap { $0.oldest?.submitted }
            + [circumstances.guestSince]
            .compactMap(\.self)
        guard let oldest = waiting.min(), now - oldest >= waitMax else { return false }
        return lasted >= promise(to: drain.model, circumstances)
    }

    /// The time that a model has for sure once it was changed to.
    private func promise(to model: String?, _ circumstances: Circumstances) -> Duration {
        guard let model else { return .zero }
        return min(timeMax, circumstances.change(model) * changesPaidBack)
    }

    private func mostUrgent(
        of lanes: [ModelLane],
        _ drain: Drain,
        _ circumstances: Circumstances,
        at now: Duration
    ) -> Choice? {
        let late = lanes.filter { isLate($0, circumstances, at: now) }
        let oldest = late.min { $0.isOlder(than: $1) }
        let lateGuest = circumstances.guestSince.flatMap { now - $0 >= waitMax ? $0 : nil }
        if let lateGuest, oldest?.oldest.map({ lateGuest < $0.submitted }) ?? true { return .guest }
        if let oldest { return oldest.next(lateBefore: now - waitMax).map(Choice.job) }
        if circumstances.guestSince != nil, lanes.isEmpty || !drain.wasGuest { return .guest }
        let first = lanes.compactMap { $0.next(lateBefore: now - waitMax) }.max {
            ($0.priority, $1) < ($1.priority, $0)
        }
        return first.map(Choice.job)
    }

    private func isLate(
        _ lane: ModelLane,
        _ circumstances: Circumstances,
        at now: Duration
    ) -> Bool {
        guard let oldest = lane.oldest else { return false }
        let ahead = circumstances.change(lane.model) + promise(to: lane.model, circumstances)
        return now - oldest.submitted + min(ahead, waitMax / 2) >= waitMax
    }
}

/// How long the loaded model has been served while others waited.
struct Drain: Sendable, Hashable {
    /// nil: none is loaded.
    var model: String?
    var jobs = 0
    var since: Duration
    /// The slot was a guest's before: now it is the jobs' turn.
    var wasGuest = false

    mutating func beginAnew(at now: Duration) {
        jobs = 0
        since = now
    }
}

package import Knowledge
import Spaces

/// A migration, as a value: an event goes in, actions come out.
///
/// It knows no clock, task, lock or log: `now` is an argument, counted from any fixed moment. What
/// must survive a crash is only the store's difference; the machine's own state may be lost at any
/// moment and begun again with `.begin`.
///
/// Invariant: `flip(pass:through:)` is only asked for when every revision up to `pass` was seen by
/// a walk that reached the backlog's end and had all its batches *stored*, and no vector has left
/// the space since; and the route was turned before `through` was read.
///
/// Invariant: after `cancelRequested` there is no `readBacklog`, `embed`, `store` or `flip`.
package struct MigrationMachine: Sendable {
    package let epoch: Epoch
    let identity: SpaceIdentity
    let settings: MigrationSettings
    let limits: MigrationLimits

    var state = State.fresh
    var throttle: Throttle
    var backoff: Backoff
    /// Hand-overs that were abandoned rest longer each time, whatever succeeded between them.
    var handOverBackoff: Backoff
    var gauge: ProgressGauge
    /// Items that stood alone and were refused, at the revision that was.
    var refusals: [ItemID: Refusal] = [:]
    /// The index is loaded and fed by commits.
    var isIndexReady = false
    /// The embedder gave a valid answer since the last fault.
    var hasAnswer = false
    private var shown: (phase: Phase, reason: String)
    private var tickets = 0
    private var outbox: [Action] = []

    /// - Parameters:
    ///   - textsPerCallMax: the embedder's own bound on a batch.
    ///   - jitterSeed: spreads the rests after failures.
    package init(
        _ record: MigrationRecord,
        limits: MigrationLimits = .standard,
        textsPerCallMax: Int,
        jitterSeed: UInt64,
        at now: Duration
    ) {
        epoch = record.epoch
        identity = record.space.identity
        self.limits = limits
        var settings = record.settings
        let itemsMax = min(textsPerCallMax, limits.batchItemsMax)
        settings.batchItems = max(1, min(settings.batchItems, itemsMax))
        settings.concurrency = max(1, min(settings.concurrency, limits.concurrencyMax))
        self.settings = settings
        throttle = Throttle(itemsPerSecondMax: settings.itemsPerSecondMax, at: now)
        backoff = Backoff(first: limits.backoffFirst, longest: limits.backoffMax, seed: jitterSeed)
        handOverBackoff = Backoff(
            first: limits.backoffFirst,
            longest: limits.backoffMax,
            seed: ~jitterSeed
        )
        gauge = ProgressGauge(limits: limits, at: now)
        shown = (record.phase, record.reason)
    }

    /// What to do about `event`.
    ///
    /// Answers to what is no longer asked for change nothing.
    package mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .begin: begin(now)
        case .counted(let result): counted(result, now)
        case .read(let ticket, let result): read(ticket, result, now)
        case .embedded(let ticket, let result): embedded(ticket, result, now)
        case .stored(let ticket, let result): stored(ticket, result, now)
        case .indexed(let ticket, let result): indexed(ticket, result, now)
        case .probed(let ticket, let result): probed(ticket, result, now)
        case .turned(let ticket): turned(ticket)
        case .newest(let ticket, let result): newest(ticket, result, now)
        case .flipped(let ticket, let result): flipped(ticket, result, now)
        case .writePathFault(let reason): writePathFault(reason, now)
        case .vectorsRemoved: vectorsRemoved(now)
        case .cancelRequested: cancelRequested()
        case .tuned, .resumeRequested, .quarantineRetried: break
        case .cancelled(let result): cancelled(result, now)
        case .foundEnded(let outcome): foundEnded(outcome)
        case .tick: tick(now)
        }
        defer { outbox = [] }
        return outbox
    }

    private mutating func begin(_ now: Duration) {
        guard case .fresh = state else { return }
        let isResumed = shown.phase != .planned
        state = .walking(Walk(after: .none), shownAs: .backfilling)
        show(.backfilling, reason: isResumed ? "resumed after a restart" : "")
        refreshCounts(now)
        advance(now)
    }

    private mutating func tick(_ now: Duration) {
        refreshCounts(now)
        if case .paused(let pause) = state, let nextTry = pause.nextTry, nextTry <= now {
            retry(pause, now)
        } else {
            advance(now)
        }
    }

    private mutating func refreshCounts(_ now: Duration) {
        if !isEnding, gauge.beginCount(at: now) { emit(.count) }
    }

    private mutating func counted(_ result: Result<SpaceCounts, StoreError>, _ now: Duration) {
        gauge.endCount(try? result.get(), at: now)
    }
}

/// What the event handlers share.
extension MigrationMachine {
    mutating func emit(_ action: Action) {
        outbox.append(action)
    }

    mutating func ticket() -> Ticket {
        tickets += 1
        return Ticket(rawValue: tickets)
    }

    /// Records a change of what is shown; the same again is no change.
    mutating func show(_ phase: Phase, reason: String = "") {
        guard shown != (phase, reason) else { return }
        shown = (phase, reason)
        emit(.record(phase, reason: reason))
    }

    mutating func end(as phase: Phase) {
        state = .ended(phase)
        shown = (phase, "")
        emit(.finish(phase))
    }

    private var isEnding: Bool {
        switch state {
        case .cancelling, .ended: true
        case .fresh, .walking, .preparing, .probing, .handingOver, .paused: false
        }
    }
}

/// What may be asked of a machine at any time.
extension MigrationMachine {
    package var phase: Phase { shown.phase }
    package var reason: String { shown.reason }

    /// The route leads to the new space: whoever drops the machine has to turn it back.
    package var isRouteTurned: Bool {
        switch state {
        case .handingOver: true
        case .cancelling(let cancelling): cancelling.handOver != nil
        case .fresh, .walking, .preparing, .probing, .paused, .ended: false
        }
    }

    /// The last word on a flip that the writer takes up: asked by its `permit`.
    package func permitsFlip(_ ticket: Ticket) -> Bool {
        guard case .handingOver(let handOver) = state,
            case .flipping(ticket, _, nil) = handOver.step
        else { return false }
        return true
    }

    /// When a paused migration tries again.
    package var nextTry: Duration? {
        if case .paused(let pause) = state { pause.nextTry } else { nil }
    }

    /// When `.tick` is due; nil: not before something happens.
    package func nextWake(after now: Duration) -> Duration? {
        var wakes: [Duration?] = [isEnding ? nil : gauge.nextCount]
        switch state {
        case .walking(let walk, _):
            wakes.append(throttledUntil(walk, now))
        case .paused(let pause):
            wakes += [pause.nextTry, throttledUntil(pause.walk, now)]
        case .handingOver:
            wakes.append(now + limits.faultPoll)
        case .fresh, .preparing, .probing, .cancelling, .ended:
            break
        }
        return wakes.compactMap(\.self).min()
    }

    private func throttledUntil(_ walk: Walk, _ now: Duration) -> Duration? {
        walk.hasQueued && !throttle.isOpen(at: now) ? throttle.opensAt : nil
    }

    package func progress(at now: Duration) -> MigrationProgress {
        gauge.progress(of: state, reason: reason, at: now)
    }
}

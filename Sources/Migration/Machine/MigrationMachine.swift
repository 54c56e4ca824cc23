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
/// Invariant: after `cancelRequested` there is no `readBacklog`, `embed`, `store` or `flip`; while
/// an operator's pause holds there is no `embed`, `probe`, `checkCanaries` or `evaluate`.
///
/// Invariant: no request starts unless what it costs at most is within the limit and counted.
package struct MigrationMachine: Sendable {
    package let epoch: Epoch
    let identity: SpaceIdentity
    let limits: MigrationLimits
    let clock: WallClock
    /// The embedder's own bound on a batch.
    private let textsPerCallMax: Int
    /// Searches were served from the space before: only `gate` *block* has it compared again.
    package var isReturning: Bool

    var settings: MigrationSettings
    var state = State.fresh
    var flights = Flights()
    var retrials = Retrials()
    var throttle: Throttle
    var rests = SlotRests()
    var governor: LoadGovernor
    var nextLoadLook: Duration
    var purse: Purse
    var backoff: Backoff
    /// Hand-overs that were abandoned rest longer each time, whatever succeeded between them.
    var handOverBackoff: Backoff
    var gauge: ProgressGauge
    var forecast: Forecast
    /// Valid answers that the embedder gave.
    var answers = 0
    var index = IndexState.absent
    var canaries: CanaryWatch
    var evidence = Evidence()
    var adoption: Adoption
    /// What writes are slowed down to.
    var arrivalLimit: Double?
    /// What the slots wait for.
    var bottleneck = Brake.embedder
    private(set) var brake: (kind: Brake?, since: Duration)
    private(set) var shown: (phase: Phase, reason: String)
    private var tickets = 0
    private var outbox: [Action] = []

    /// - Parameters:
    ///   - textsPerCallMax: the embedder's own bound on a batch.
    ///   - contextTokensMax: its own bound on a text; nil: none.
    ///   - microsPerMillionTokens: its price; 0: it costs nothing.
    ///   - isReturning: searches were served from the space before.
    ///   - unixMsAtZero: the wall clock at the moment zero of `now`.
    ///   - jitterSeed: spreads the rests after failures.
    package init(
        _ record: MigrationRecord,
        limits: MigrationLimits = .standard,
        textsPerCallMax: Int,
        contextTokensMax: Int? = nil,
        microsPerMillionTokens: Int64 = 0,
        isReturning: Bool = false,
        unixMsAtZero: Int64 = 0,
        jitterSeed: UInt64,
        at now: Duration
    ) {
        epoch = record.epoch
        identity = record.space.identity
        self.limits = limits
        self.textsPerCallMax = textsPerCallMax
        self.isReturning = isReturning
        clock = WallClock(unixMsAtZero: unixMsAtZero)
        let settings = record.settings.bounded(by: limits, textsPerCallMax: textsPerCallMax)
        self.settings = settings
        throttle = Throttle(itemsPerSecondMax: settings.itemsPerSecondMax, at: now)
        governor = LoadGovernor(most: settings.concurrency)
        nextLoadLook = now
        purse = Purse(
            record.spend,
            microsPerMillionTokens: microsPerMillionTokens,
            texts: Purse.Texts(
                prefixBytes: record.space.identity.documentPrefix.utf8.count,
                contextTokensMax: contextTokensMax
            ),
            limit: settings.spendMicrosMax
        )
        backoff = Backoff(first: limits.backoffFirst, longest: limits.backoffMax, seed: jitterSeed)
        handOverBackoff = Backoff(
            first: limits.backoffFirst,
            longest: limits.backoffMax,
            seed: ~jitterSeed
        )
        gauge = ProgressGauge(limits: limits, at: now)
        forecast = Forecast(window: limits.forecastWindow)
        canaries = CanaryWatch(dueAt: now)
        adoption = settings.adopted.map { .underWay(from: $0, after: nil) } ?? .done
        evidence.isReused = record.phase == .holding || record.phase == .handingOver
        brake = (nil, now)
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
        case .readRetrying(let ticket, let result): readRetrying(ticket, result, now)
        case .wasSetAside(let ticket, let result): wasSetAside(ticket, result, now)
        case .embedded(let ticket, let result): embedded(ticket, result, now)
        case .stored(let ticket, let result): stored(ticket, result, now)
        case .quarantined(let ticket, let result): quarantined(ticket, result, now)
        case .adopted(let ticket, let result): adopted(ticket, result, now)
        case .indexed(let ticket, let result): indexed(ticket, result, now)
        case .probed(let ticket, let result): probed(ticket, result, now)
        case .canariesChecked(let ticket, let result): canariesChecked(ticket, result, now)
        case .replayed(let ticket, let queries, let all): replayed(ticket, queries, of: all)
        case .evaluated(let ticket, let result): evaluated(ticket, result, now)
        case .hookAnswered(let ticket, let refusal): hookAnswered(ticket, refusal, now)
        case .load(let load): measured(load, now)
        case .turned(let ticket): turned(ticket)
        case .newest(let ticket, let result): newest(ticket, result, now)
        case .flipped(let ticket, let result): flipped(ticket, result, now)
        case .writePathFault(let reason): writePathFault(reason, now)
        case .vectorsRemoved: vectorsRemoved(now)
        case .cancelRequested: cancelRequested()
        case .tuned(let settings): tuned(settings, now)
        case .resumeRequested: resumeRequested(now)
        case .quarantineRetried: quarantineRetried(now)
        case .cancelled(let result): cancelled(result, now)
        case .foundEnded(let outcome): foundEnded(outcome)
        case .tick: tick(now)
        }
        settleBrake(now)
        defer { outbox = [] }
        return outbox
    }

    private mutating func settleBrake(_ now: Duration) {
        let kind = brakeNow
        if kind != brake.kind { brake = (kind, now) }
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
        limitArrivals(to: nil)
        state = .ended(phase)
        shown = (phase, "")
        emit(.finish(phase))
    }

    /// Turns the knobs; what they stand for follows.
    mutating func take(_ fresh: MigrationSettings, _ now: Duration) {
        let old = settings
        settings = fresh.bounded(by: limits, textsPerCallMax: textsPerCallMax)
        if settings.itemsPerSecondMax != old.itemsPerSecondMax {
            throttle = throttle.retuned(itemsPerSecondMax: settings.itemsPerSecondMax, at: now)
        }
        if settings.nice < old.nice { rests.removeAll() }
        governor =
            settings.isLoadBound
            ? governor.tuned(most: settings.concurrency)
            : LoadGovernor(most: settings.concurrency)
        purse.limit = settings.spendMicrosMax
        // Those that could not be paid may be now.
        if settings.spendMicrosMax != old.spendMicrosMax { retrials.restart() }
    }
}

extension MigrationSettings {
    /// The knobs as far as they can be turned.
    func bounded(by limits: MigrationLimits, textsPerCallMax: Int) -> MigrationSettings {
        var settings = self
        let itemsMax = min(textsPerCallMax, limits.batchItemsMax)
        settings.batchItems = max(1, min(batchItems, itemsMax))
        settings.concurrency = max(1, min(concurrency, limits.concurrencyMax))
        settings.nice = max(0, nice)
        return settings
    }

    /// It yields to the live system.
    var isLoadBound: Bool { searchP99MsMax != nil || queryWaitMsMax != nil }
}

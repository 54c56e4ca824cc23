import Spaces

/// How far a migration is.
package struct MigrationProgress: Sendable, Hashable {
    /// Items in the store.
    package var total: Int
    /// Those with a current vector in the new space.
    package var embedded: Int
    /// Those in its quarantine.
    package var quarantined = 0
    /// Items a second, over the last seconds.
    package var itemsPerSecond: Double
    /// Items a second that came to be missing otherwise than by the migration's own work.
    package var arrivalsPerSecond = 0.0
    package var eta: ETA
    /// Around an `eta` that is known.
    package var etaBand: ETABand?
    /// It will not converge at this rate; `eta` says what would help.
    package var diverges = false
    /// Vectors that this process stored for the migration.
    package var stored: Int
    /// Spent, or set aside for requests in flight.
    package var spend = MigrationSpend.none
    /// nil: nothing that could be turned keeps it.
    package var brake: BrakeReport?
    /// While it evaluates.
    package var queriesReplayed = 0
    package var queriesToReplay = 0

    package var missing: Int { max(0, total - embedded - quarantined) }

    package init(
        total: Int,
        embedded: Int,
        itemsPerSecond: Double,
        eta: ETA,
        stored: Int
    ) {
        self.total = total
        self.embedded = embedded
        self.itemsPerSecond = itemsPerSecond
        self.eta = eta
        self.stored = stored
    }

    package enum ETA: Sendable, Hashable {
        case after(Duration)
        /// With the reason, as one sentence.
        case unknown(String)
    }

    /// By the fastest and by the slowest of the last stretches.
    package struct ETABand: Sendable, Hashable {
        package let least: Duration
        /// nil: the slowest stretch did not converge.
        package let most: Duration?
    }

    /// Why it goes no faster, and since when.
    package struct BrakeReport: Sendable, Hashable {
        package let brake: Brake
        /// One sentence.
        package let sentence: String
        /// Milliseconds since 1970.
        package let sinceUnixMs: Int64
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
        case .fresh, .adopting, .walking, .preparing, .evaluating, .holding, .checking, .paused,
            .ended:
            false
        }
    }

    var isEnding: Bool {
        switch state {
        case .cancelling, .ended: true
        case .fresh, .adopting, .walking, .preparing, .evaluating, .holding, .checking,
            .handingOver, .paused:
            false
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

    package func progress(at now: Duration) -> MigrationProgress {
        let rate = gauge.rate(at: now)
        let counts = gauge.counts
        var progress = MigrationProgress(
            total: counts?.items ?? 0,
            embedded: counts?.embedded ?? 0,
            itemsPerSecond: rate,
            eta: .unknown(reason),
            stored: gauge.storedInAll
        )
        progress.quarantined = counts?.quarantined ?? 0
        progress.arrivalsPerSecond = forecast.rates?.arriving ?? gauge.arrivalsPerSecond
        progress.spend = MigrationSpend(micros: purse.spent, tokens: purse.tokens)
        progress.brake = brake.kind.map {
            MigrationProgress.BrakeReport(
                brake: $0,
                sentence: brakeSentence(at: now),
                sinceUnixMs: clock.unixMs(at: brake.since)
            )
        }
        progress.foresee(self, rate: rate, missing: progress.missing)
        if case .evaluating = state {
            progress.queriesReplayed = evidence.replayed.queries
            progress.queriesToReplay = evidence.replayed.of
        }
        return progress
    }
}

extension MigrationProgress {
    fileprivate mutating func foresee(_ machine: MigrationMachine, rate: Double, missing: Int) {
        if let wait = machine.waitSentence {
            eta = .unknown(wait)
        } else if machine.gauge.counts == nil {
            eta = .unknown("the items are being counted")
        } else if let sentence = machine.divergence {
            diverges = true
            eta = .unknown(sentence)
        } else if let band = machine.forecast.band(missing: missing) {
            eta = .after(band.likely)
            etaBand = ETABand(least: band.least, most: band.most)
        } else if rate > machine.gauge.arrivalsPerSecond {
            let seconds = Double(missing) / (rate - machine.gauge.arrivalsPerSecond)
            // `Duration` traps on what it cannot hold; nobody waits longer.
            eta = .after(.seconds(min(seconds.rounded(.up), 1e12)))
        } else {
            eta = .unknown("too little was embedded lately to tell")
        }
    }
}

extension MigrationMachine {
    /// What it waits for where no rate tells how long; nil: for embedding.
    fileprivate var waitSentence: String? {
        switch state {
        case .walking: phase == .holding ? reason : nil
        case .fresh: "it has not begun"
        case .adopting: "vectors are being taken over"
        case .preparing: "the search index is being made ready"
        case .evaluating: "queries are being replayed"
        case .checking: "the embedder is being looked at before the hand-over"
        case .handingOver: "it is handing over"
        case .holding, .paused: reason
        case .cancelling: "it is being cancelled"
        case .ended: "it has ended"
        }
    }
}

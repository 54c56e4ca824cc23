import Knowledge
import Spaces

/// Walking the backlog: read, embed, store.
extension MigrationMachine {
    mutating func read(
        _ ticket: Ticket,
        _ result: Result<BacklogPage, StoreError>,
        _ now: Duration
    ) {
        guard var walk = state.walk, walk.reading == ticket else { return }
        switch result {
        case .success(let page):
            let refusal = walk.accept(page, refusals: refusals)
            state.walk = walk
            if let refusal {
                fail(.refusal(refusal), now)
            } else {
                succeed(.read, now)
            }
        case .failure(let error):
            fail(.store(error), now)
        }
    }

    mutating func embedded(
        _ ticket: Ticket,
        _ result: Result<[[Float]], EmbedderError>,
        _ now: Duration
    ) {
        guard var walk = state.walk, let flight = walk.flights[ticket],
            case .embedding = flight.stage
        else { return }
        switch result {
        case .success(let answer):
            if let fault = fault(in: answer, count: flight.items.count) {
                return lose(ticket, to: fault, now)
            }
            hasAnswer = true
            let vectors = zip(flight.items, answer).map { item, values in
                Vector(item: item.id, revision: item.revision, values: values)
            }
            walk.answered(ticket, with: vectors)
            state.walk = walk
            emit(.store(ticket, vectors))
        case .failure(let error):
            refused(ticket, flight.items, error, now)
        }
    }

    private func fault(in answer: [[Float]], count: Int) -> Fault? {
        let fault = VectorValidity.fault(in: answer, count: count, identity: identity)
        return fault.map { .embedder("the answer of \(identity.target) cannot be stored: \($0)") }
    }

    /// What one text refuses, a split of the batch must prove: the accused is asked for alone.
    private mutating func refused(
        _ ticket: Ticket,
        _ items: [Item],
        _ error: EmbedderError,
        _ now: Duration
    ) {
        guard case .textRefused(let position) = error.code, items.indices.contains(position) else {
            return lose(ticket, to: .embedder(error.message), now)
        }
        let item = items[position]
        guard items.count == 1 else {
            state.walk?.split(ticket, at: position)
            return advance(now)
        }
        let refusal = Refusal(
            item: item.id,
            key: item.key,
            revision: item.revision,
            reason: error.message
        )
        refusals[item.id] = refusal
        lose(ticket, to: .refusal(refusal), now)
    }

    private mutating func lose(_ ticket: Ticket, to fault: Fault, _ now: Duration) {
        state.walk?.lose(ticket, keepingSplits: fault.cause == .refusal)
        fail(fault, now)
    }

    mutating func stored(_ ticket: Ticket, _ result: Result<Int, StoreError>, _ now: Duration) {
        guard var walk = state.walk, let flight = walk.flights[ticket],
            case .storing = flight.stage
        else { return }
        switch result {
        case .success(let effective):
            gauge.stored(effective, at: now)
            walk.landed(ticket)
            state.walk = walk
            succeed(.stored, now)
        case .failure(let error):
            walk.keepUnstored(ticket)
            state.walk = walk
            fail(.store(error), now)
        }
    }

    mutating func vectorsRemoved(_ now: Duration) {
        switch state {
        case .walking(let walk, _):
            state = .walking(walk.restarted(after: .none), shownAs: .backfilling)
            show(.backfilling)
            advance(now)
        case .preparing, .probing:
            state = .walking(Walk(after: .none), shownAs: .backfilling)
            show(.backfilling)
            advance(now)
        case .paused(var pause):
            pause.walk = pause.walk.restarted(after: .none)
            state = .paused(pause)
        case .handingOver(var handOver):
            handOver.isVoid = true
            interrupt(handOver, "vectors were removed from the space while it was handed over", now)
        case .cancelling(var cancelling):
            cancelling.floor = .none
            cancelling.handOver?.isVoid = true
            state = .cancelling(cancelling)
        case .fresh, .ended:
            break
        }
    }
}

/// Going on.
extension MigrationMachine {
    /// Asks for whatever the state has room for.
    mutating func advance(_ now: Duration) {
        switch state {
        case .walking(let walk, _):
            if let pass = walk.provenThrough {
                prove(pass)
            } else {
                drive(width: settings.concurrency, now)
            }
        case .paused(let pause):
            if pause.nextTry == nil {
                drive(width: 1, now)
            } else if pause.cause == .refusal, pause.walk.hasSplits {
                drive(width: settings.concurrency, onlySplits: true, now)
            }
        case .handingOver(let handOver):
            guard case .catchingUp(let walk, let through) = handOver.step else { return }
            if walk.provenThrough != nil {
                flip(handOver, through: through)
            } else {
                drive(width: settings.concurrency, isThrottled: false, now)
            }
        case .fresh, .preparing, .probing, .cancelling, .ended:
            break
        }
    }

    /// The pass is proven: the index is loaded, then the hand-over begins.
    ///
    /// What came while the index was loading is walked once more, so that little is left for the
    /// hand-over, for which acknowledgements wait. No quiet moment is waited for.
    private mutating func prove(_ pass: Revision) {
        if isIndexReady, hasAnswer { return beginHandOver(pass) }
        let ticket = ticket()
        show(.indexing)
        if isIndexReady {
            state = .probing(ticket, pass: pass)
            emit(.probe(ticket))
        } else {
            state = .preparing(ticket, pass: pass)
            emit(.prepareIndex(ticket))
        }
    }

    mutating func indexed(_ ticket: Ticket, _ result: Result<Void, StoreError>, _ now: Duration) {
        guard case .preparing(ticket, let pass) = state else { return }
        switch result {
        case .success:
            isIndexReady = true
            state = .walking(Walk(after: pass), shownAs: .indexing)
            advance(now)
        case .failure(let error):
            fail(.store(error), now)
        }
    }

    mutating func probed(
        _ ticket: Ticket,
        _ result: Result<[[Float]], EmbedderError>,
        _ now: Duration
    ) {
        guard case .probing(ticket, let pass) = state else { return }
        switch result {
        case .success(let answer):
            if let fault = fault(in: answer, count: 1) { return fail(fault, now) }
            hasAnswer = true
            state = .walking(Walk(after: pass), shownAs: .indexing)
            advance(now)
        case .failure(let error):
            fail(.embedder(error.message), now)
        }
    }

    /// Fills the `width` of batches in flight, and reads ahead.
    ///
    /// The hand-over is not throttled, for acknowledgements wait for it; it is charged all the
    /// same.
    private mutating func drive(
        width: Int,
        onlySplits: Bool = false,
        isThrottled: Bool = true,
        _ now: Duration
    ) {
        guard var walk = state.walk else { return }
        let items = min(settings.batchItems, isThrottled ? throttle.batchItemsMax : .max)
        while walk.flights.count < width, !isThrottled || throttle.isOpen(at: now) {
            let ticket = ticket()
            guard let batch = walk.launch(ticket, items: items, onlySplits: onlySplits) else {
                break
            }
            throttle.charge(batch.count, at: now)
            emit(.embed(ticket, batch))
        }
        let round = settings.batchItems * settings.concurrency
        if !onlySplits, walk.wantsPage(below: round) {
            let ticket = ticket()
            walk.read(ticket)
            emit(.readBacklog(ticket, after: walk.cursor, limit: BacklogLimit(items: round)))
        }
        state.walk = walk
    }
}

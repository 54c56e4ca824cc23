import Knowledge
import Spaces

/// Whose fault a refusal is: a provider's, or one item's.
///
/// A batch is split until the guilty item stands alone. That it is the item's own fault takes one
/// more proof: that the embedder has answered something else since.
extension MigrationMachine {
    mutating func refused(
        _ ticket: Ticket,
        _ flight: Flight,
        _ error: EmbedderError,
        _ now: Duration
    ) {
        guard error.code.blamesTexts else { return lose(ticket, to: .embedder(error), now) }
        if flight.items.count == 1 {
            return accuse(ticket, flight, error, now)
        }
        guard var walk = state.walk else { return drop(ticket) }
        let batch = Walk.Batch(items: flight.items, answersBefore: flight.answersBefore)
        if case .textRefused(let position) = error.code, batch.items.indices.contains(position) {
            walk.split(batch, at: position)
        } else {
            walk.bisect(batch)
        }
        state.walk = walk
        flights[ticket] = nil
        advance(now)
    }

    private mutating func accuse(
        _ ticket: Ticket,
        _ flight: Flight,
        _ error: EmbedderError,
        _ now: Duration
    ) {
        let item = flight.items[0]
        let refusal = ItemRefusal(item: item.id, revision: item.revision, reason: error.message)
        if answers > flight.answersBefore {
            quarantine(ticket, refusal)
            advance(now)
        } else if mayAsk(isRetrial: flight.isRetrial) {
            flights.move(ticket, to: .accused(refusal))
            emit(.probe(ticket))
        } else {
            drop(ticket)
        }
    }

    mutating func probed(
        _ ticket: Ticket,
        _ result: Result<[[Float]], EmbedderError>,
        _ now: Duration
    ) {
        guard case .accused(let refusal) = flights[ticket]?.stage else { return }
        switch result {
        case .success(let answer):
            if let fault = fault(in: answer, count: 1) {
                return lose(ticket, to: .answer(fault), now)
            }
            answers += 1
            quarantine(ticket, refusal)
            advance(now)
        case .failure(let error):
            lose(ticket, to: .embedder(error), now)
        }
    }

    private mutating func quarantine(_ ticket: Ticket, _ refusal: ItemRefusal) {
        flights.move(ticket, to: .quarantining(refusal))
        emit(.quarantine(ticket, refusal))
    }

    mutating func quarantined(
        _ ticket: Ticket,
        _ result: Result<Int, StoreError>,
        _ now: Duration
    ) {
        guard let flight = flights[ticket], case .quarantining(let refusal) = flight.stage else {
            return
        }
        switch result {
        case .success(let rows):
            if !flight.isRetrial { gauge.quarantined(rows) }
            flights[ticket] = nil
            succeed(.stored, now)
        case .failure(let error):
            flights.move(ticket, to: .unquarantined(refusal))
            fail(.store(error), now)
        }
    }

    mutating func quarantineRetried(_ now: Duration) {
        retrials.restart()
        advance(now)
    }

    /// The sentence that keeps it from the flip; nil: what is quarantined is little enough.
    var quarantineSentence: String? {
        guard let counts = gauge.counts, counts.items > 0,
            Double(counts.quarantined) > settings.quarantineShareMax * Double(counts.items)
        else { return nil }
        return """
            \(counts.quarantined) of \(counts.items) items are quarantined, and the flip takes \
            a share of \(settings.quarantineShareMax) at most: mend or delete them, retry them, or \
            raise quarantine_share_max
            """
    }
}

extension EmbedderError.Code {
    /// What was asked for may be what is wrong, and not whoever was asked.
    var blamesTexts: Bool {
        switch self {
        case .textRefused, .batchRefused, .invalidAnswer: true
        case .unavailable, .denied, .timedOut, .cancelled: false
        }
    }
}

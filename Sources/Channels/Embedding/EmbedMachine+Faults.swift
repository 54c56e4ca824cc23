import Spaces

// Requests that failed: whose fault it is, as far as that can be told.
extension EmbedMachine {
    /// A request failed.
    mutating func failed(
        _ id: EmbedRequestID,
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        guard let request = requests.removeValue(forKey: id) else { return [] }
        loads[request.lane]?.lastTurn = now
        if request.lane == .query { lastQuery = now }
        return blame(request, error, at: now) + dispatch(at: now)
    }

    private mutating func blame(
        _ request: Request,
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        switch error.code {
        case .textRefused(let position) where request.flights.indices.contains(position):
            return refused(request.flights[position], of: request, error, at: now)
        case .textRefused, .batchRefused, .invalidAnswer:
            return doubtful(request, error, at: now)
        case .unavailable, .timedOut, .denied, .cancelled:
            if let time = error.retryAfter {
                restsUntil = max(restsUntil, now + min(time, settings.restMax))
            }
            if error.code != .denied { concurrency.lower() }
            return failAll(request.flights, error.asTold, at: now)
        }
    }

    /// The provider refuses one text: the others are asked for again without it.
    ///
    /// Where others' texts were with it, it is asked for alone first: it may have been refused for
    /// their sake.
    private mutating func refused(
        _ flight: FlightID,
        of request: Request,
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        var actions: [Action] = []
        if owners(of: request, at: now).count > 1 {
            askApart([flight], at: now)
        } else {
            actions = fail(flight, error, at: now)
        }
        askApart(request.flights.filter { $0 != flight }, at: now)
        return actions
    }

    /// Something about the request is wrong, and nobody says of which text.
    ///
    /// Texts of several callers are halved, caller by caller, until what is wrong stands with one
    /// of them: it is told, and none of the others hears of it.
    mutating func doubtful(
        _ request: Request,
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        let groups = owners(of: request, at: now)
        guard groups.count > 1 else {
            let left = groups.flatMap(\.self)
            // The text that is wrong may have been that of a caller who has gone.
            if left.count == request.flights.count { return failAll(left, error, at: now) }
            askApart(left, at: now)
            return []
        }
        let half = groups.count / 2
        askApart(groups[..<half].flatMap(\.self), at: now)
        askApart(groups[half...].flatMap(\.self), at: now)
        return []
    }

    /// The request's texts, those together for which the very same callers wait.
    ///
    /// What nobody waits for is forgotten.
    private mutating func owners(of request: Request, at now: Duration) -> [[FlightID]] {
        for id in request.flights where flights[id]?.waiters.isEmpty == true {
            forget(id, at: now)
        }
        let awaited = request.flights.filter { flights[$0] != nil }
        return Dictionary(grouping: awaited) { flights[$0]?.owners ?? [] }
            .values.sorted { ($0.first?.rawValue ?? 0) < ($1.first?.rawValue ?? 0) }
    }

    /// Has texts asked for again, in a request without others.
    ///
    /// It goes with the queries as soon as one of the texts is a query's, so that none of those
    /// waits for bulk.
    mutating func askApart(_ ids: [FlightID], at now: Duration) {
        let group = ids.filter { flights[$0]?.waiters.isEmpty == false }
        for id in ids where flights[id]?.waiters.isEmpty == true { forget(id, at: now) }
        guard !group.isEmpty else { return }
        let lane: EmbedLane = group.contains { flights[$0]?.lane == .query } ? .query : .bulk
        for id in group {
            flights[id]?.state = .waiting
            flights[id]?.lane = lane
            count(id, 1, at: now)
        }
        queues[lane]?.setApart(group)
    }

    private mutating func failAll(
        _ ids: [FlightID],
        _ error: EmbedderError,
        at now: Duration
    ) -> [Action] {
        ids.reduce(into: []) { $0 += fail($1, error, at: now) }
    }
}

extension EmbedderError {
    /// As those hear it who did not cancel: a request ended under them is the provider's trouble.
    fileprivate var asTold: EmbedderError {
        guard code == .cancelled else { return self }
        return EmbedderError(.unavailable, "The request was ended early (\(message)): try again.")
    }
}

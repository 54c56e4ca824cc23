import Spaces

// Which texts go out now, and together.
extension EmbedMachine {
    /// When a lane's next request may begin.
    enum Turn: Equatable {
        case now
        case at(Duration)
        /// When something that is under way has ended, or something else has come.
        case later
    }

    /// Sends whatever may go out, and says when to look again.
    mutating func dispatch(at now: Duration) -> [Action] {
        var actions: [Action] = []
        var wake: Duration?
        for lane in EmbedLane.allCases {
            while true {
                let turn = turn(of: lane, at: now)
                if case .at(let time) = turn { wake = min(wake ?? time, time) }
                guard turn == .now, let request = send(lane, at: now) else { break }
                actions.append(request)
            }
        }
        if let wake { actions.append(.wake(at: wake)) }
        return actions
    }

    func turn(of lane: EmbedLane, at now: Duration) -> Turn {
        guard let load = loads[lane], load.texts > 0, let since = load.since else { return .later }
        let sinceTurn = max(since, load.lastTurn ?? since)
        if lane == .bulk {
            let turn = bulkTurn(since: sinceTurn, at: now)
            guard turn == .now else { return turn }
        } else if underWay(.query) >= concurrency.current
            || requests.count > concurrency.current
        {
            return .later
        }
        // Callers who were answered together come again together, one after another.
        let end = (load.wasGathered ? sinceTurn : since) + settings.gatherWindow
        let gathers = load.wasGathered || underWay(lane) > 0
        guard gathers, queues[lane]?.hasApart != true, load.texts < bounds.textsMax, now < end
        else { return .now }
        return .at(end)
    }

    /// Bulk gives way to queries, and has a turn in any case when it has waited its bound.
    private func bulkTurn(since: Duration, at now: Duration) -> Turn {
        guard restsUntil <= now else { return .at(restsUntil) }
        let bound = since + bulkWait
        let isDue = bound <= now
        // One at a time beside queries: of all that is under way, each query waits for it alone.
        guard underWay(.bulk) < concurrency.current,
            requests.count < concurrency.current + (isDue ? 1 : 0)
        else { return isDue || underWay(.bulk) > 0 ? .later : .at(bound) }
        guard concurrency.current == 1, !isDue, let lastQuery else { return .now }
        guard loads[.query]?.texts == 0, underWay(.query) == 0 else { return .at(bound) }
        let wait = rhythm.wait(
            after: now - lastQuery,
            for: cost.fixed + timeMax(of: .bulk, at: now),
            grace: min(queryTime * settings.queryGraceFactor, settings.queryGraceMax)
        )
        return wait.map { .at(min(lastQuery + $0, bound)) } ?? .now
    }

    /// Long enough that few queries meet bulk, and no longer than bulk may wait.
    private var bulkWait: Duration {
        let rare = queryTime * settings.queriesPerBulkMin
        return min(max(settings.bulkWaitMin, rare), settings.bulkWaitMax)
    }

    func underWay(_ lane: EmbedLane) -> Int { requests.values.count { $0.lane == lane } }

    /// What a request's texts may take together.
    ///
    /// As much as the request itself costs in any case: what it costs would go to waste otherwise,
    /// and a query waits at most twice as long as for a single text.
    func timeMax(of lane: EmbedLane, at now: Duration) -> Duration {
        let cap =
            switch lane {
            case .query: settings.queryTimeMax
            case .bulk where areQueriesComing(at: now): settings.bulkTimeBesideQueriesMax
            case .bulk: settings.bulkTimeMax
            }
        return max(cap, cost.fixed)
    }

    func areQueriesComing(at now: Duration) -> Bool {
        lastQuery.map { now < $0 + settings.queriesComeFor } ?? false
    }

    private mutating func send(_ lane: EmbedLane, at now: Duration) -> Action? {
        let (ids, isGathered) = nextTexts(of: lane, at: now)
        guard let first = ids.first, let shape = flights[first]?.key.shape else { return nil }
        let id = EmbedRequestID(rawValue: nextNumber())
        for flight in ids {
            count(flight, -1, at: now)
            flights[flight]?.state = .sent(id)
        }
        let hasCompany = !requests.isEmpty
        for other in requests.keys { requests[other]?.hadCompany = true }
        requests[id] = Request(
            lane: lane,
            shape: shape,
            flights: ids,
            weight: ids.reduce(0) { $0 + weight(of: $1) },
            hadCompany: hasCompany,
            isGathered: isGathered
        )
        loads[lane]?.wasGathered = isGathered
        loads[lane]?.lastTurn = now
        return .send(
            id,
            EmbedRequest(
                ids.compactMap { flights[$0]?.key.text },
                dimensions: shape.dimensions,
                truncates: shape.truncates
            )
        )
    }

    func weight(of flight: FlightID) -> Double {
        RequestCost.weight(ofTokens: flights[flight]?.key.tokensEstimate ?? 0)
    }

    /// - Returns: and whether they are of several calls.
    private mutating func nextTexts(
        of lane: EmbedLane,
        at now: Duration
    ) -> ([FlightID], isGathered: Bool) {
        let flights = flights
        let isStale = { (id: FlightID) in
            flights[id].map { $0.state != .waiting || $0.lane != lane } ?? true
        }
        if let group = queues[lane]?.nextApart(isStale: isStale) { return (group, false) }
        var batch = Batch(
            bounds: bounds,
            gatheredTokensMax: settings.gatheredTokensMaxInContext,
            cost: cost,
            timeMax: timeMax(of: lane, at: now)
        )
        var taken: Set<FlightID> = []
        while !batch.isFull,
            let id = queues[lane]?.next(
                isStale: { taken.contains($0) || isStale($0) },
                fits: { flights[$0].map(batch.takes) ?? false }
            ),
            let flight = flights[id]
        {
            taken.insert(id)
            batch.append(id, flight)
        }
        return (batch.flights, batch.owners.count > 1)
    }
}

/// A request's texts, as they are gathered.
private struct Batch {
    let bounds: EmbedMachine.RequestBounds
    let gatheredTokensMax: Int
    let cost: RequestCost
    let timeMax: Duration

    /// Until something is known: as many texts as do no harm.
    private static let unknownTextsMax = 16
    /// So many times what was ever answered, a request may weigh: what is learned of small ones
    /// says little of large ones.
    private static let growth = 4.0
    private static let harmlessWeight = Double(unknownTextsMax) * RequestCost.weightPerText * 2

    private(set) var flights: [FlightID] = []
    private(set) var owners: Set<EmbedCallID> = []
    private var shape: TextKey.Shape?
    private var tokens = 0
    private var weight = 0.0
    private var isClosed = false

    init(
        bounds: EmbedMachine.RequestBounds,
        gatheredTokensMax: Int,
        cost: RequestCost,
        timeMax: Duration
    ) {
        self.bounds = bounds
        self.gatheredTokensMax = gatheredTokensMax
        self.cost = cost
        self.timeMax = timeMax
    }

    /// No further text fits, however short.
    var isFull: Bool {
        guard !flights.isEmpty else { return false }
        return isClosed || flights.count >= bounds.textsMax
            || !isQuick(weight + RequestCost.weightPerText)
    }

    /// The first is always taken, whatever it costs.
    func takes(_ flight: Flight) -> Bool {
        guard let shape else { return true }
        let tokens = tokens + flight.key.tokensEstimate
        return !isFull && !travelsAlone(flight) && shape == flight.key.shape
            && tokens <= bounds.tokensMax
            && isQuick(weight + RequestCost.weight(ofTokens: flight.key.tokensEstimate))
    }

    private func isQuick(_ weight: Double) -> Bool {
        guard cost.isKnown else { return flights.count < Self.unknownTextsMax }
        return cost.time(ofWeight: weight) <= timeMax
            && weight <= max(Self.growth * cost.weightMax, Self.harmlessWeight)
    }

    mutating func append(_ id: FlightID, _ flight: Flight) {
        flights.append(id)
        owners.formUnion(flight.owners)
        shape = flight.key.shape
        tokens += flight.key.tokensEstimate
        weight += RequestCost.weight(ofTokens: flight.key.tokensEstimate)
        isClosed = travelsAlone(flight)
    }

    /// Whether the provider's count of tokens, or its second try, is to be of this text only.
    private func travelsAlone(_ flight: Flight) -> Bool {
        flight.hadZeros || flight.key.tokensEstimate > gatheredTokensMax
    }
}

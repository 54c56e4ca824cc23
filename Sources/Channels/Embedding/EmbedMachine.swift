import Spaces
import Waiting

/// The embed channel's decisions, as a value: which text goes out when, with which others, and who
/// gets what came back.
///
///     ask ──▶ waiting ──dispatch──▶ sent ──answer──▶ landed (cached, told to all who wait)
///               ▲                     │
///               └──── asked apart ◀───┘ something about its request was refused
///
/// Times are durations since the start of one timeline.
struct EmbedMachine: Sendable {
    enum Action: Sendable {
        case send(EmbedRequestID, EmbedRequest)
        /// Nobody waits for any of its texts.
        case cancel(EmbedRequestID)
        case settle(EmbedCallID, Result<ChannelReply, EmbedderError>)
        /// Call `tick` then.
        case wake(at: Duration)
    }

    /// What of one lane waits.
    struct Load: Sendable {
        var texts = 0
        var bytes = 0
        /// Since when something waits without a pause; nil: nothing does.
        var since: Duration?
        /// Its last request took the texts of several calls: others may come.
        var wasGathered = false
        /// When it last had a request under way.
        var lastTurn: Duration?
    }

    let model: String
    let settings: EmbedSettings
    let bounds: RequestBounds

    var calls: [EmbedCallID: EmbedCall] = [:]
    var flights: [FlightID: Flight] = [:]
    var flightsByKey: [TextKey: FlightID] = [:]
    var requests: [EmbedRequestID: Request] = [:]
    var queues: [EmbedLane: LaneQueue] = [.query: LaneQueue(), .bulk: LaneQueue()]
    var loads: [EmbedLane: Load] = [.query: Load(), .bulk: Load()]
    var cache: VectorCache
    var cost = RequestCost()
    var concurrency: ConcurrencyLimit
    /// The width of the model's own vectors, once one came.
    var nativeDimensions: Int?
    /// A query came, or was answered.
    var lastQuery: Duration?
    /// What a query's request takes, lately.
    var queryTime: Duration = .zero
    var rhythm = QueryRhythm()
    /// The provider wants to be left alone until then.
    var restsUntil: Duration = .zero
    private var numbered = 0

    /// What one request of the provider takes.
    struct RequestBounds: Sendable {
        let textsMax: Int
        let tokensMax: Int
    }

    init(model: String, settings: EmbedSettings, bounds: RequestBounds) {
        self.model = model
        self.settings = settings
        self.bounds = bounds
        cache = VectorCache(bytesMax: settings.cacheBytesMax)
        concurrency = ConcurrencyLimit(most: settings.concurrencyMax)
    }

    mutating func nextNumber() -> Int {
        numbered += 1
        return numbered
    }

    /// Time has passed.
    mutating func tick(at now: Duration) -> [Action] {
        dispatch(at: now)
    }

    /// The model is another one now: what it answered before is void.
    mutating func forget() {
        cache.removeAll()
        nativeDimensions = nil
    }
}

/// What one call wants.
struct EmbedWish: Sendable {
    let texts: [String]
    let shape: TextKey.Shape
    let lane: EmbedLane
    /// Whether the cache may answer it, and keeps what it is answered.
    let remembers: Bool

    init(texts: [String], shape: TextKey.Shape, lane: EmbedLane, remembers: Bool? = nil) {
        self.texts = texts
        self.shape = shape
        self.lane = lane
        self.remembers = remembers ?? (lane == .query)
    }
}

extension EmbedMachine {
    /// Takes in a call, which is settled once unless it leaves before.
    mutating func ask(_ wish: EmbedWish, at now: Duration) -> (EmbedCallID, [Action]) {
        let id = EmbedCallID(rawValue: nextNumber())
        if wish.lane == .query { noteQuery(at: now) }
        let keys = wish.texts.map { TextKey(text: $0, shape: wish.shape) }
        // A document is asked for once, or to see whether the model is still the same one.
        let known = keys.map { wish.remembers ? cache.text(for: $0) : nil }
        let missing = known.count { $0 == nil }
        var call = EmbedCall(
            lane: wish.lane,
            texts: known,
            fresh: known.map { $0 == nil },
            missing: missing
        )
        guard missing > 0 else { return (id, [.settle(id, .success(call.reply))]) }
        let asked = keys.indices.filter { known[$0] == nil }
        if let refusal = refusal(of: asked.map { keys[$0] }, in: wish.lane) {
            return (id, [.settle(id, .failure(refusal))])
        }
        var waiting: [FlightID] = []
        for position in asked {
            let flight = join(
                keys[position],
                Flight.Place(call: id, position: position),
                wish,
                at: now
            )
            guard call.flights.insert(flight).inserted else { continue }
            if flights[flight]?.state == .waiting { waiting.append(flight) }
        }
        calls[id] = call
        queues[wish.lane]?.append(waiting, of: id)
        return (id, dispatch(at: now))
    }

    private mutating func noteQuery(at now: Duration) {
        let isFirst = loads[.query]?.texts == 0 && underWay(.query) == 0
        if isFirst, areQueriesComing(at: now), let lastQuery { rhythm.saw(pause: now - lastQuery) }
        lastQuery = now
    }

    /// Why a call is not taken in; nil: it is.
    private func refusal(of keys: [TextKey], in lane: EmbedLane) -> EmbedderError? {
        guard let load = loads[lane] else { return nil }
        let bytes = keys.reduce(0) { $0 + $1.bytes }
        if keys.count > settings.waitingTextsMax || bytes > settings.waitingBytesMax {
            return EmbedderError(
                .batchRefused,
                "\(keys.count) texts of \(bytes) bytes are more than may wait for \(model) at once "
                    + "(\(settings.waitingTextsMax) texts, \(settings.waitingBytesMax) bytes): ask "
                    + "for fewer."
            )
        }
        let isFull =
            load.texts + keys.count > settings.waitingTextsMax
            || load.bytes + bytes > settings.waitingBytesMax
        guard isFull else { return nil }
        return EmbedderError(
            .unavailable,
            "\(load.texts) texts wait for \(model) already, and \(settings.waitingTextsMax) may "
                + "(of \(settings.waitingBytesMax) bytes): try again later.",
            retryAfter: max(.seconds(1), cost.fixed)
        )
    }

    /// A flight for the text: the one under way, or a new one.
    private mutating func join(
        _ key: TextKey,
        _ place: Flight.Place,
        _ wish: EmbedWish,
        at now: Duration
    ) -> FlightID {
        if let id = flightsByKey[key] {
            flights[id]?.waiters.append(place)
            if wish.remembers { flights[id]?.isRemembered = true }
            if wish.lane == .query { promote(id, at: now) }
            return id
        }
        let id = FlightID(rawValue: nextNumber())
        flights[id] = Flight(
            key: key,
            lane: wish.lane,
            isRemembered: wish.remembers,
            waiters: [place]
        )
        flightsByKey[key] = id
        count(id, 1, at: now)
        return id
    }

    /// A query waits for it too: it goes with the queries, if it has not gone yet.
    private mutating func promote(_ id: FlightID, at now: Duration) {
        guard let flight = flights[id], flight.lane == .bulk else { return }
        if flight.state == .waiting { count(id, -1, at: now) }
        flights[id]?.lane = .query
        if flight.state == .waiting { count(id, 1, at: now) }
    }

    /// Counts a flight among those of its lane that wait, or no longer.
    mutating func count(_ id: FlightID, _ sign: Int, at now: Duration) {
        guard let flight = flights[id], var load = loads[flight.lane] else { return }
        if load.texts == 0 { load.since = now }
        load.texts += sign
        load.bytes += sign * flight.key.bytes
        if load.texts == 0 { load.since = nil }
        loads[flight.lane] = load
    }
}

extension EmbedMachine {
    /// A call's caller has gone.
    mutating func leave(_ id: EmbedCallID, at now: Duration) -> [Action] {
        drop(id, at: now) + dispatch(at: now)
    }

    /// Nobody waits for the call's texts on its behalf any more.
    mutating func drop(_ id: EmbedCallID, at now: Duration) -> [Action] {
        guard let call = calls.removeValue(forKey: id) else { return [] }
        queues[call.lane]?.remove(id)
        var deserted: Set<EmbedRequestID> = []
        for flight in call.flights.sorted(by: { $0.rawValue < $1.rawValue }) {
            flights[flight]?.waiters.removeAll { $0.call == id }
            switch flights[flight]?.state {
            case .waiting: keepWaiting(flight, at: now)
            case .sent(let request): deserted.insert(request)
            case nil: break
            }
        }
        let ended = deserted.filter(isDeserted).sorted { $0.rawValue < $1.rawValue }
        return ended.map { request in
            end(request, at: now)
            return .cancel(request)
        }
    }

    /// Lists a flight under another call that waits for it, or forgets it.
    private mutating func keepWaiting(_ id: FlightID, at now: Duration) {
        guard let flight = flights[id] else { return }
        guard let heir = flight.waiters.first?.call else { return forget(id, at: now) }
        queues[flight.lane]?.append([id], of: heir)
    }

    mutating func forget(_ id: FlightID, at now: Duration) {
        guard let flight = flights[id] else { return }
        if flight.state == .waiting { count(id, -1, at: now) }
        flights[id] = nil
        flightsByKey[flight.key] = nil
    }

    /// It is under way, and nobody waits for any of its texts.
    private func isDeserted(_ id: EmbedRequestID) -> Bool {
        requests[id]?.flights.allSatisfy { flights[$0]?.waiters.isEmpty ?? true } ?? false
    }

    /// Ends a request that nobody waits for, with its texts.
    private mutating func end(_ id: EmbedRequestID, at now: Duration) {
        guard let request = requests.removeValue(forKey: id) else { return }
        for flight in request.flights { forget(flight, at: now) }
    }
}

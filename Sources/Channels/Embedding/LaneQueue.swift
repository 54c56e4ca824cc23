/// The texts of one lane that wait, call by call, as a value.
///
/// Calls take turns, one text each. A call's first turn comes soon: calls that had none yet
/// alternate with those that had, so that a single live write does not stand behind a backfill's
/// hundreds of texts, and the backfill does not stand behind ever more writes.
///
/// A flight may be listed by several calls, and after it was taken: whoever takes says which are
/// stale.
struct LaneQueue: Sendable {
    /// Each is asked by itself, before all others.
    private var apart: [[FlightID]] = []
    /// Calls that had no turn yet, the oldest first.
    private var fresh: [EmbedCallID] = []
    /// Calls that had, whose turn is longest ago first.
    private var turns: [EmbedCallID] = []
    /// Of each call, the next at the end.
    private var texts: [EmbedCallID: [FlightID]] = [:]
    private var isFreshNext = true

    mutating func append(_ flights: [FlightID], of call: EmbedCallID) {
        guard !flights.isEmpty else { return }
        if texts[call] == nil { fresh.append(call) }
        texts[call, default: []].insert(contentsOf: flights.reversed(), at: 0)
    }

    mutating func remove(_ call: EmbedCallID) {
        texts[call] = nil
    }

    /// Has `group` asked by itself, before all that waits.
    mutating func setApart(_ group: [FlightID]) {
        apart.append(group)
    }

    var hasApart: Bool { !apart.isEmpty }

    /// The next group that is asked by itself, without what is stale; nil: there is none.
    mutating func nextApart(isStale: (FlightID) -> Bool) -> [FlightID]? {
        while !apart.isEmpty {
            let group = apart.removeFirst().filter { !isStale($0) }
            if !group.isEmpty { return group }
        }
        return nil
    }

    /// The next text whose turn it is and that fits; nil: there is none.
    mutating func next(isStale: (FlightID) -> Bool, fits: (FlightID) -> Bool) -> FlightID? {
        if isFreshNext {
            next(of: \.fresh, isStale, fits) ?? next(of: \.turns, isStale, fits)
        } else {
            next(of: \.turns, isStale, fits) ?? next(of: \.fresh, isStale, fits)
        }
    }

    private mutating func next(
        of order: WritableKeyPath<LaneQueue, [EmbedCallID]>,
        _ isStale: (FlightID) -> Bool,
        _ fits: (FlightID) -> Bool
    ) -> FlightID? {
        var place = 0
        while place < self[keyPath: order].count {
            let call = self[keyPath: order][place]
            guard let flight = nextText(of: call, isStale) else {
                self[keyPath: order].remove(at: place)
                continue
            }
            guard fits(flight) else {
                place += 1
                continue
            }
            let isAlone = turns.isEmpty
            texts[call]?.removeLast()
            self[keyPath: order].remove(at: place)
            turns.append(call)
            // Where both wait, the others are next.
            isFreshNext = order == \.turns || isAlone
            return flight
        }
        return nil
    }

    /// Forgets what is stale; nil: the call has no more.
    private mutating func nextText(
        of call: EmbedCallID,
        _ isStale: (FlightID) -> Bool
    ) -> FlightID? {
        while let flight = texts[call]?.last {
            guard isStale(flight) else { return flight }
            texts[call]?.removeLast()
        }
        texts[call] = nil
        return nil
    }
}

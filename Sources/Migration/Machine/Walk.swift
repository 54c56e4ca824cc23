import Knowledge
import Spaces

/// One way through a backlog in revision order, with several batches in flight.
///
/// Invariant: each item with a revision up to `floor` has a current vector, or has been edited
/// (and is met later, under its new revision) or deleted. The floor only counts what is *stored*.
struct Walk: Sendable {
    /// A batch between its dispatch and its commit.
    struct Flight: Sendable {
        let items: [Item]
        var stage: Stage

        enum Stage: Sendable {
            /// The embedder works on it.
            case embedding
            /// It is answered; the store has the vectors.
            case storing([Vector])
            /// It is answered and the store failed: paid for, so it is kept to be stored again.
            case unstored([Vector])
        }
    }

    /// The last revision that matters; nil: the walk goes to the backlog's end.
    private let bound: Revision?
    /// Behind which the next page is read.
    private(set) var cursor: Revision
    /// Set once a page reached the end, or the bound: through where the walk leads.
    private(set) var end: Revision?
    private(set) var reading: Ticket?
    private(set) var flights: [Ticket: Flight] = [:]
    private var queue: ArraySlice<Item> = []
    private var splits: [[Item]] = []

    init(after cursor: Revision, through bound: Revision? = nil) {
        self.cursor = cursor
        self.bound = bound
    }

    /// Set when the end was reached and every dispatched batch has been stored.
    var provenThrough: Revision? {
        hasOutstanding || reading != nil ? nil : end
    }

    /// Everything up to here is done.
    var floor: Revision {
        var lowest = cursor.rawValue + 1
        if let first = queue.first { lowest = min(lowest, first.revision.rawValue) }
        for items in splits { lowest = min(lowest, Self.lowest(of: items)) }
        for flight in flights.values { lowest = min(lowest, Self.lowest(of: flight.items)) }
        return Revision(rawValue: lowest - 1)
    }

    /// Vectors are on their way to the store, or wait for it.
    var hasAnswered: Bool {
        flights.values.contains { if case .embedding = $0.stage { false } else { true } }
    }

    var hasSplits: Bool { !splits.isEmpty }
    var hasQueued: Bool { !queue.isEmpty || !splits.isEmpty }

    func wantsPage(below lookahead: Int) -> Bool {
        end == nil && reading == nil && queue.count < lookahead
    }

    private var hasOutstanding: Bool { hasQueued || !flights.isEmpty }

    private static func lowest(of items: [Item]) -> Int64 {
        items.map(\.revision.rawValue).min() ?? .max
    }
}

/// Reading.
extension Walk {
    mutating func read(_ ticket: Ticket) {
        reading = ticket
    }

    /// Takes in a page up to the first item of `refusals`, which is where the walk must stop.
    ///
    /// - Returns: the refusal that the page begins with; nil: the walk goes on.
    mutating func accept(_ page: BacklogPage, refusals: [ItemID: Refusal]) -> Refusal? {
        reading = nil
        let bound = self.bound ?? Revision(rawValue: .max)
        let reachable = page.items.prefix { $0.revision <= bound }
        let free = reachable.prefix { refusals[$0.id]?.revision != $0.revision }
        let underWay = Set((flights.values.map(\.items) + splits).joined().map(\.revision))
        queue += free.filter { !underWay.contains($0.revision) }
        if free.count < reachable.count {
            let stop = reachable[free.endIndex]
            cursor = Revision(rawValue: stop.revision.rawValue - 1)
            return free.isEmpty ? refusals[stop.id] : nil
        }
        cursor = min(page.through, bound)
        if !page.hasMore || page.through >= bound { end = self.bound ?? page.through }
        return nil
    }

    /// Forgets what is not in flight, and goes back to the floor.
    mutating func rewind(keepingSplits: Bool = false) {
        cursor = floor
        end = nil
        reading = nil
        queue = []
        if !keepingSplits { splits = [] }
    }

    /// What was dispatched stays; all else begins again behind `revision`, to the backlog's end.
    func restarted(after revision: Revision) -> Walk {
        var walk = Walk(after: revision)
        walk.flights = flights
        walk.splits = splits
        return walk
    }
}

/// Batches.
extension Walk {
    /// The next batch to embed: what a split made first, then the oldest `items`.
    mutating func launch(_ ticket: Ticket, items: Int, onlySplits: Bool = false) -> [Item]? {
        let batch: [Item]
        if !splits.isEmpty {
            batch = splits.removeFirst()
        } else if !onlySplits, !queue.isEmpty {
            batch = Array(queue.prefix(items))
            queue = queue.dropFirst(items)
        } else {
            return nil
        }
        flights[ticket] = Flight(items: batch, stage: .embedding)
        return batch
    }

    mutating func answered(_ ticket: Ticket, with vectors: [Vector]) {
        flights[ticket]?.stage = .storing(vectors)
    }

    mutating func landed(_ ticket: Ticket) {
        flights[ticket] = nil
    }

    mutating func keepUnstored(_ ticket: Ticket) {
        guard case .storing(let vectors) = flights[ticket]?.stage else { return }
        flights[ticket]?.stage = .unstored(vectors)
    }

    /// Batches that are paid for and not stored, taken up to be stored again.
    mutating func takeUnstored() -> [(Ticket, [Vector])] {
        flights.keys.sorted().compactMap { ticket in
            guard case .unstored(let vectors) = flights[ticket]?.stage else { return nil }
            flights[ticket]?.stage = .storing(vectors)
            return (ticket, vectors)
        }
    }

    /// Puts the item at `position` alone, and the rest before it.
    mutating func split(_ ticket: Ticket, at position: Int) {
        guard var items = flights.removeValue(forKey: ticket)?.items else { return }
        let accused = items.remove(at: position)
        splits = [items, [accused]] + splits
    }

    /// Gives a failed batch up; its items are met again behind the floor.
    mutating func lose(_ ticket: Ticket, keepingSplits: Bool = false) {
        rewind(keepingSplits: keepingSplits)
        flights[ticket] = nil
    }
}

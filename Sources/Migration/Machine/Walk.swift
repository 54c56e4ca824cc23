import Knowledge
import Spaces

/// One way through a backlog in revision order, with several batches in flight.
///
/// Invariant: each item with a revision up to `floor(under:)` has a current vector, stands in
/// quarantine, or has been edited (and is met later, under its new revision) or deleted. The floor
/// only counts what is *stored*.
struct Walk: Sendable {
    /// Items that are asked for together.
    struct Batch: Sendable {
        var items: [Item]
        /// Valid answers that had come when they were first dispatched; nil: they have not been.
        var answersBefore: Int?
    }

    /// The last revision that matters; nil: the walk goes to the backlog's end.
    private let bound: Revision?
    /// Behind which the next page is read.
    private(set) var cursor: Revision
    /// Set once a page reached the end, or the bound: through where the walk leads.
    private(set) var end: Revision?
    private(set) var reading: Ticket?
    private var queue: ArraySlice<Item> = []
    private var splits: [Batch] = []

    init(after cursor: Revision, through bound: Revision? = nil) {
        self.cursor = cursor
        self.bound = bound
    }

    /// Set when the end was reached and every dispatched batch has been stored.
    func provenThrough(_ flights: Flights) -> Revision? {
        hasQueued || flights.holdWalk || reading != nil ? nil : end
    }

    /// Everything up to here is done.
    func floor(under flights: Flights) -> Revision {
        var lowest = min(cursor.rawValue + 1, flights.lowest)
        if let first = queue.first { lowest = min(lowest, first.revision.rawValue) }
        for batch in splits {
            for item in batch.items { lowest = min(lowest, item.revision.rawValue) }
        }
        return Revision(rawValue: lowest - 1)
    }

    var hasQueued: Bool { !queue.isEmpty || !splits.isEmpty }

    func wantsPage(below lookahead: Int) -> Bool {
        end == nil && reading == nil && queue.count < lookahead
    }
}

/// Reading.
extension Walk {
    mutating func read(_ ticket: Ticket) {
        reading = ticket
    }

    /// Takes in a page; what is on its way is not taken twice.
    mutating func accept(_ page: BacklogPage, flights: Flights) {
        reading = nil
        let bound = self.bound ?? Revision(rawValue: .max)
        let underWay = flights.revisions.union(splits.lazy.flatMap(\.items).map(\.revision))
        queue += page.items.prefix { $0.revision <= bound }
            .filter { !underWay.contains($0.revision) }
        cursor = min(page.through, bound)
        if !page.hasMore || page.through >= bound { end = self.bound ?? page.through }
    }

    /// Forgets what is not in flight, and goes back to the floor.
    mutating func rewind(under flights: Flights) {
        self = Walk(after: floor(under: flights), through: bound)
    }

    /// All begins again behind `revision`, to the backlog's end; a split stays one.
    func restarted(after revision: Revision) -> Walk {
        var walk = Walk(after: revision)
        walk.splits = splits
        return walk
    }
}

/// Batches.
extension Walk {
    /// The next batch to embed: what a split made first, then the oldest `items`.
    mutating func next(items: Int) -> Batch? {
        if !splits.isEmpty { return splits.removeFirst() }
        guard !queue.isEmpty else { return nil }
        let batch = Array(queue.prefix(items))
        queue = queue.dropFirst(items)
        return Batch(items: batch)
    }

    /// Gives back what `next` gave: it is the next again.
    mutating func putBack(_ batch: Batch) {
        splits.insert(batch, at: 0)
    }

    /// Puts the item at `position` alone, and the rest before it.
    mutating func split(_ batch: Batch, at position: Int) {
        var rest = batch
        let accused = rest.items.remove(at: position)
        splits = [rest, Batch(items: [accused], answersBefore: batch.answersBefore)] + splits
    }

    mutating func bisect(_ batch: Batch) {
        let middle = batch.items.count / 2
        let halves = [batch.items[..<middle], batch.items[middle...]]
        splits =
            halves.map { Batch(items: Array($0), answersBefore: batch.answersBefore) } + splits
    }
}

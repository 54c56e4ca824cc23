import Knowledge

/// Quarantined items that are asked for once more, one at a time.
///
/// No pass waits for them: they are not in the backlog.
struct Retrials: Sendable {
    /// The most that are read at once.
    static let pageItems = 64

    private var queue: ArraySlice<Item> = []
    private var cursor: ItemID?
    private(set) var reading: Ticket?
    /// There may be more behind the cursor.
    private var isWanted = true

    var next: Item? { queue.first }
    var wantsPage: Bool { isWanted && reading == nil && queue.isEmpty }
    var after: ItemID? { cursor }

    /// Looks through all of them again.
    mutating func restart() {
        queue = []
        cursor = nil
        reading = nil
        isWanted = true
    }

    /// Asks for none of them until they are looked through again.
    mutating func putOff() {
        queue = []
        reading = nil
        isWanted = false
    }

    mutating func read(_ ticket: Ticket) {
        reading = ticket
    }

    mutating func accept(_ items: [Item]) {
        reading = nil
        // A page may be cut short by its bytes: an empty one alone is the last.
        isWanted = !items.isEmpty
        queue = items[...]
        cursor = items.last?.id ?? cursor
    }

    mutating func removeNext() {
        queue = queue.dropFirst()
    }
}

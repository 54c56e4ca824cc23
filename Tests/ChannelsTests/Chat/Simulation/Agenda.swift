/// What is to happen, by its time; at one time, in the order it was planned.
struct Agenda {
    private struct Entry {
        let due: Duration
        let body: () throws -> Void
    }

    private(set) var now: Duration = .zero
    /// The next stands last.
    private var entries: [Entry] = []

    mutating func plan(at due: Duration, _ body: @escaping () throws -> Void) {
        let due = max(due, now)
        // Before its equals, so that it comes after them.
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].due > due { low = middle + 1 } else { high = middle }
        }
        entries.insert(Entry(due: due, body: body), at: low)
    }

    /// Moves the clock to the next thing and answers it; nil: nothing is planned.
    mutating func next() -> (() throws -> Void)? {
        guard let entry = entries.popLast() else { return nil }
        now = entry.due
        return entry.body
    }
}

/// A promise that did not hold.
struct ChatBreach: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// What is to happen, by its time; at one time, in the order it was planned.
struct Timetable {
    private struct Entry {
        let due: Duration
        let order: Int
        let body: () throws -> Void
    }

    private(set) var now: Duration = .zero
    /// Things that have happened.
    private(set) var happened = 0
    private var entries: [Entry] = []
    private var planned = 0

    mutating func plan(at due: Duration, _ body: @escaping () throws -> Void) {
        planned += 1
        entries.append(Entry(due: max(due, now), order: planned, body: body))
    }

    /// Moves the clock to the next thing and answers it; nil: nothing is planned.
    mutating func next() -> (() throws -> Void)? {
        let first = entries.indices.min { left, right in
            (entries[left].due, entries[left].order) < (entries[right].due, entries[right].order)
        }
        guard let first else { return nil }
        let entry = entries[first]
        entries.swapAt(first, entries.count - 1)
        entries.removeLast()
        now = entry.due
        happened += 1
        return entry.body
    }
}

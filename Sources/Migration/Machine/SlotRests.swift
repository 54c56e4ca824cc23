/// Slots that rest after a request, as `nice` asks for.
struct SlotRests: Sendable {
    /// When each of them is free again, by ascending time.
    private var ends: [Duration] = []

    mutating func rest(until end: Duration) {
        ends.insert(end, at: ends.firstIndex { $0 > end } ?? ends.endIndex)
    }

    mutating func removeAll() {
        ends = []
    }

    /// The slots that rest at `now`.
    mutating func count(at now: Duration) -> Int {
        ends.removeFirst(ends.prefix { $0 <= now }.count)
        return ends.count
    }

    /// When the first of them is free.
    var first: Duration? { ends.first }
}

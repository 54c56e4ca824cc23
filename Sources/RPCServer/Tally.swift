import RPC

/// What one connection counted since it last told its server, so that counting costs no lock a
/// call.
struct Tally {
    private var counts: [(counter: ServerActivity.Counter, count: UInt64)] = []
    private(set) var answeredInline: UInt64 = 0

    mutating func add(_ counter: ServerActivity.Counter) {
        if let index = counts.firstIndex(where: { $0.counter == counter }) {
            counts[index].count += 1
        } else {
            counts.append((counter, 1))
        }
    }

    mutating func addAnsweredInline() {
        answeredInline += 1
    }

    /// Tells `activity`, and starts again.
    mutating func report(to activity: ServerActivity) {
        if answeredInline > 0 {
            activity.add(answeredInline, to: .callsAnsweredInline)
            answeredInline = 0
        }
        guard !counts.isEmpty else { return }
        for (counter, count) in counts {
            activity.add(count, to: counter)
        }
        counts.removeAll(keepingCapacity: true)
    }
}

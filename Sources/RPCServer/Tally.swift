import RPC

/// What one connection counted since it last told its server, so that counting costs no lock a
/// call.
struct Tally {
    private var counts: [(counter: ServerActivity.Counter, count: UInt64)] = []
    private var answeredInline: UInt64 = 0
    private var started: UInt64 = 0
    private var inFlightChange = 0

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

    mutating func callStarted() {
        started += 1
        inFlightChange += 1
    }

    mutating func callEnded() {
        inFlightChange -= 1
    }

    /// Tells `activity`, and starts again.
    mutating func report(to activity: ServerActivity) {
        if answeredInline > 0 {
            activity.add(answeredInline, to: .callsAnsweredInline)
            answeredInline = 0
        }
        if started > 0 {
            activity.add(started, to: .callsStarted)
            started = 0
        }
        if inFlightChange != 0 {
            activity.changeCallsInFlight(by: inFlightChange)
            inFlightChange = 0
        }
        guard !counts.isEmpty else { return }
        for (counter, count) in counts {
            activity.add(count, to: counter)
        }
        counts.removeAll(keepingCapacity: true)
    }
}

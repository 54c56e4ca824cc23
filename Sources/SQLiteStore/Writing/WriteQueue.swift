internal import Knowledge

/// What waits for the writer, as a value: who goes in, who waits at the door, what is next.
struct WriteQueue {
    /// What one transaction takes, and what may wait for it.
    struct Bounds: Sendable {
        var unitsPerTransactionMax: Int
        var transactionBytesMax: Int
        var waitingUnitsMax: Int
    }

    enum Admission: Equatable {
        /// In, and the writer sleeps: wake it.
        case inAndWake
        case inLine
        /// Full: wait at the door and ask again.
        case full
        case closed
    }

    private enum State {
        /// Nothing waits. To `draining` with the first unit, or to `closed`.
        case idle
        /// The writer is at it until nothing waits. To `idle`, or to `closed`.
        case draining
        /// Nobody comes in any more; what waits is still written.
        case closed
    }

    private let bounds: Bounds
    private var state = State.idle
    private var waiting: [WriteUnit] = []
    private var door: [CheckedContinuation<Void, Never>] = []

    init(bounds: Bounds) {
        self.bounds = bounds
    }

    var waitingCount: Int { waiting.count }
    var atDoorCount: Int { door.count }

    mutating func enter(_ unit: WriteUnit) -> Admission {
        switch (state, unit.company) {
        case (.closed, _):
            return .closed
        case (.draining, .alone):
            // The flip: what waits has no part in it, and it must not wait for a quiet moment.
            waiting.insert(unit, at: 0)
            return .inLine
        case (.draining, _) where waiting.count >= bounds.waitingUnitsMax:
            return .full
        case (.draining, _):
            waiting.append(unit)
            return .inLine
        case (.idle, _):
            waiting.append(unit)
            state = .draining
            return .inAndWake
        }
    }

    /// - Returns: `caller` itself when there is nothing to wait for any more.
    mutating func waitAtDoor(
        _ caller: CheckedContinuation<Void, Never>
    ) -> CheckedContinuation<Void, Never>? {
        guard case .draining = state, waiting.count >= bounds.waitingUnitsMax else {
            return caller
        }
        door.append(caller)
        return nil
    }

    /// The next transaction's units, and the callers that may come in for them.
    ///
    /// No units: the writer sleeps.
    mutating func next() -> (units: [WriteUnit], admitted: [CheckedContinuation<Void, Never>]) {
        let count = countOfNext()
        guard count > 0 else {
            if case .draining = state { state = .idle }
            return ([], leaveDoor(door.count))
        }
        let units = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        return (units, leaveDoor(count))
    }

    /// - Returns: the callers at the door, who will be told.
    mutating func close() -> [CheckedContinuation<Void, Never>] {
        state = .closed
        return leaveDoor(door.count)
    }

    private mutating func leaveDoor(_ count: Int) -> [CheckedContinuation<Void, Never>] {
        let leaving = Array(door.prefix(count))
        door.removeFirst(leaving.count)
        return leaving
    }

    private func countOfNext() -> Int {
        guard let first = waiting.first else { return 0 }
        guard case .shared = first.company else { return 1 }
        var count = 0
        var bytes = 0
        for unit in waiting.prefix(bounds.unitsPerTransactionMax) {
            guard case .shared = unit.company else { break }
            bytes += unit.bytes
            guard count == 0 || bytes <= bounds.transactionBytesMax else { break }
            count += 1
        }
        return count
    }
}

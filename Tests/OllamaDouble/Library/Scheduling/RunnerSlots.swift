/// Who of those that hold a runner is being worked at: first come, first served.
struct RunnerSlots: Sendable {
    private let slots: Int
    private var running: Set<RequestID> = []
    private var waiting: [RequestID] = []

    init(slots: Int) {
        self.slots = max(1, slots)
    }

    var isEmpty: Bool { running.isEmpty && waiting.isEmpty }

    /// Whether it is its turn at once; otherwise `leave` of another names it.
    mutating func enter(_ id: RequestID) -> Bool {
        guard running.count >= slots else {
            running.insert(id)
            return true
        }
        waiting.append(id)
        return false
    }

    /// Whose turn it is now.
    mutating func leave(_ id: RequestID) -> RequestID? {
        guard running.remove(id) != nil else {
            waiting.removeAll { $0 == id }
            return nil
        }
        guard !waiting.isEmpty else { return nil }
        let next = waiting.removeFirst()
        running.insert(next)
        return next
    }
}

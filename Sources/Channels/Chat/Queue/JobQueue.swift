/// What of a job its turn depends on.
struct QueueEntry: Sendable, Hashable, Comparable {
    let id: JobID
    /// Its canonical name: jobs of one model are in one lane, however they spell it.
    let model: String
    /// As whoever asked spelt it.
    let name: String
    let priority: JobPriority
    /// Below zero: in an earlier life of the server.
    let submitted: Duration

    init(id: JobID, model: String, priority: JobPriority, submitted: Duration) {
        self.id = id
        self.model = ModelTag.canonical(model)
        name = model
        self.priority = priority
        self.submitted = submitted
    }

    /// Older first.
    static func < (left: QueueEntry, right: QueueEntry) -> Bool {
        (left.submitted, left.id) < (right.submitted, right.id)
    }
}

/// The jobs of one model that are due; never empty in a queue.
struct ModelLane: Sendable {
    let model: String
    /// By priority, each oldest first.
    private var entries: [[QueueEntry]]

    init(_ model: String) {
        self.model = model
        entries = JobPriority.allCases.map { _ in [] }
    }

    var isEmpty: Bool { entries.allSatisfy(\.isEmpty) }
    var count: Int { entries.reduce(0) { $0 + $1.count } }
    var oldest: QueueEntry? { entries.compactMap(\.first).min() }

    func isOlder(than other: ModelLane) -> Bool {
        switch (oldest, other.oldest) {
        case (let mine?, let theirs?): mine < theirs
        case (let mine, _): mine != nil
        }
    }

    /// The oldest, if it was submitted by `moment`; else by priority, then age.
    func next(lateBefore moment: Duration) -> QueueEntry? {
        if let oldest, oldest.submitted <= moment { return oldest }
        return entries.last { !$0.isEmpty }?.first
    }

    mutating func insert(_ entry: QueueEntry) {
        let place = place(of: entry)
        entries[entry.priority.rawValue].insert(entry, at: place)
    }

    mutating func remove(_ entry: QueueEntry) {
        let place = place(of: entry)
        let row = entry.priority.rawValue
        guard place < entries[row].count, entries[row][place].id == entry.id else { return }
        entries[row].remove(at: place)
    }

    /// Where it stands, or would.
    private func place(of entry: QueueEntry) -> Int {
        let row = entries[entry.priority.rawValue]
        // Most come in the order of their age.
        if let last = row.last, last < entry { return row.count }
        var (low, high) = (0, row.count)
        while low < high {
            let middle = (low + high) / 2
            if row[middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The jobs that wait for the slot: those that are due by model, and those that rest.
struct JobQueue: Sendable {
    private var lanesByModel: [String: ModelLane] = [:]
    private var resting: [JobID: (entry: QueueEntry, until: Duration)] = [:]

    /// Of the models that have jobs due, in no order.
    var lanes: [ModelLane] { Array(lanesByModel.values) }
    var hasDue: Bool { !lanesByModel.isEmpty }
    var isEmpty: Bool { lanesByModel.isEmpty && resting.isEmpty }
    var count: Int { lanesByModel.values.reduce(resting.count) { $0 + $1.count } }
    /// When the next of those that rest is due.
    var nextDue: Duration? { resting.values.map(\.until).min() }
    var oldestDue: QueueEntry? { lanesByModel.values.compactMap(\.oldest).min() }

    func isResting(_ id: JobID) -> Bool { resting[id] != nil }

    func lane(of model: String) -> ModelLane? { lanesByModel[model] }

    mutating func insert(_ entry: QueueEntry, restingUntil moment: Duration? = nil) {
        if let moment {
            resting[entry.id] = (entry, moment)
        } else {
            lanesByModel[entry.model, default: ModelLane(entry.model)].insert(entry)
        }
    }

    mutating func remove(_ entry: QueueEntry) {
        resting[entry.id] = nil
        lanesByModel[entry.model]?.remove(entry)
        if lanesByModel[entry.model]?.isEmpty ?? false { lanesByModel[entry.model] = nil }
    }

    /// Those that have rested become due.
    mutating func wake(at now: Duration) {
        guard !resting.isEmpty else { return }
        for (id, rest) in resting where rest.until <= now {
            resting[id] = nil
            insert(rest.entry)
        }
    }

    /// All of a model's jobs rest, as its load has failed.
    mutating func rest(_ model: String, until moment: Duration) {
        guard let lane = lanesByModel.removeValue(forKey: model) else { return }
        for entry in lane.all { resting[entry.id] = (entry, moment) }
    }
}

extension ModelLane {
    var all: [QueueEntry] { entries.flatMap(\.self) }
}

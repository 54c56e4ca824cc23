/// The policy played through on a queue whose times are known, or estimated.
///
/// Tells when each waiting job begins, and what the policy would have made of a recorded day.
struct DrainReplay {
    let policy: DrainPolicy
    /// What a change to a model takes.
    let change: (String) -> Duration
    /// What a job takes.
    let service: (QueueEntry) -> Duration

    private(set) var now: Duration
    private(set) var modelChanges = 0
    private var queue: JobQueue
    private var drain: Drain
    /// The latest first.
    private var arrivals: [QueueEntry]
    private let hasGuest: Bool

    struct Beginning: Hashable {
        let entry: QueueEntry
        let at: Duration
    }

    /// - Parameters:
    ///   - arrivals: What comes later than `now`, in any order.
    ///   - hasGuest: A guest wants the slot, again and again.
    init(
        _ policy: DrainPolicy,
        queue: JobQueue = JobQueue(),
        drain: Drain = Drain(since: .zero),
        arrivals: [QueueEntry] = [],
        hasGuest: Bool = false,
        from now: Duration = .zero,
        change: @escaping (String) -> Duration,
        service: @escaping (QueueEntry) -> Duration
    ) {
        self.policy = policy
        self.queue = queue
        self.drain = drain
        self.arrivals = arrivals.sorted().reversed()
        self.hasGuest = hasGuest
        self.now = now
        self.change = change
        self.service = service
    }

    /// The next job to begin; nil: none is left.
    mutating func next() -> Beginning? {
        while true {
            arrive()
            let circumstances = DrainPolicy.Circumstances(
                guestSince: hasGuest && queue.hasDue ? now : nil,
                change: change
            )
            switch policy.choose(from: queue, &drain, circumstances, at: now) {
            case .job(let entry) where entry.model == drain.model: return begin(entry)
            case .job(let entry): changeModel(to: entry.model)
            case .guest: lend()
            case nil:
                guard
                    let later = [arrivals.last?.submitted, queue.nextDue].compactMap(\.self).min()
                else { return nil }
                now = max(now, later)
            }
        }
    }

    private mutating func arrive() {
        while let next = arrivals.last, next.submitted <= now {
            arrivals.removeLast()
            queue.insert(next)
        }
        queue.wake(at: now)
    }

    private mutating func changeModel(to model: String) {
        now += change(model)
        modelChanges += 1
        drain = Drain(model: model, since: now)
    }

    private mutating func begin(_ entry: QueueEntry) -> Beginning {
        queue.remove(entry)
        drain.jobs += 1
        let beginning = Beginning(entry: entry, at: now)
        now += service(entry)
        return beginning
    }

    private mutating func lend() {
        now += policy.guestSlice
        drain = Drain(since: now, wasGuest: true)
    }
}

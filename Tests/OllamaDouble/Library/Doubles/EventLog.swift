/// What happened, in order, and who waits to hear more.
struct EventLog: Sendable {
    private let eventsMax: Int
    private var events: [DoubleEvent] = []
    private var last = 0
    private var listeners: [Int: AsyncStream<DoubleEvent>.Continuation] = [:]
    private var listenersMade = 0

    init(eventsMax: Int) {
        self.eventsMax = eventsMax
    }

    mutating func append(_ event: DoubleEvent, at now: Duration) {
        last += 1
        var event = event
        event.sequence = last
        event.milliseconds = now / .milliseconds(1)
        events.append(event)
        if events.count > eventsMax { events.removeFirst(events.count - eventsMax * 3 / 4) }
        for listener in listeners.values { listener.yield(event) }
    }

    func events(after sequence: Int) -> [DoubleEvent] {
        Array(events.drop { $0.sequence <= sequence })
    }

    mutating func clear() {
        events = []
    }

    /// Gives what there is after `sequence`, and what comes.
    mutating func listen(
        after sequence: Int,
        _ listener: AsyncStream<DoubleEvent>.Continuation
    ) -> Int {
        for event in events(after: sequence) { listener.yield(event) }
        listenersMade += 1
        listeners[listenersMade] = listener
        return listenersMade
    }

    /// Gives the listener up, to be let go of where nothing is locked: its end calls back.
    mutating func unlisten(_ id: Int) -> AsyncStream<DoubleEvent>.Continuation? {
        listeners.removeValue(forKey: id)
    }

    /// Gives all of them up.
    mutating func unlistenAll() -> [AsyncStream<DoubleEvent>.Continuation] {
        defer { listeners = [:] }
        return Array(listeners.values)
    }
}

import Foundation
import OllamaDouble

/// What a double's event log tells of what its host went through.
struct HostHistory {
    /// A reply, from its runner's beginning to the moment that the runner was done with it.
    struct Generation {
        let request: Int
        let model: String
        /// What was asked, as JSON.
        let body: String
        /// Places in the log.
        let began: Int
        /// nil: it goes on.
        fileprivate(set) var stopped: Int?
    }

    let events: [DoubleEvent]
    /// In the order of their beginnings.
    let generations: [Generation]

    init(_ events: [DoubleEvent]) {
        self.events = events
        var bodies: [Int: String] = [:]
        var generations: [Generation] = []
        for event in events where event.endpoint == "chat" {
            guard let request = event.request else { continue }
            switch event.kind {
            case .arrived:
                bodies[request] = event.body
            case .started:
                generations.append(
                    Generation(
                        request: request,
                        model: event.model ?? "",
                        body: bodies[request] ?? "",
                        began: event.sequence
                    )
                )
            case .stopped:
                let index = generations.lastIndex { $0.request == request }
                if let index { generations[index].stopped = event.sequence }
            default: break
            }
        }
        self.generations = generations
    }

    /// The most replies that were under way at once.
    var generationsAtOnceMax: Int {
        let begins = generations.map { (place: $0.began, change: 1) }
        let stops = generations.compactMap { $0.stopped.map { (place: $0, change: -1) } }
        var now = 0
        var most = 0
        for (_, change) in (begins + stops).sorted(by: { $0.place < $1.place }) {
            now += change
            most = max(most, now)
        }
        return most
    }
}

/// How long queries wait at the host.
extension HostHistory {
    /// Of each request that holds a query: other requests that the runner was done with between its
    /// coming and its beginning.
    var requestsBeforeQueries: [Int] {
        var waiting: [Int: Int] = [:]
        var before: [Int] = []
        for event in events where event.endpoint == "embed" {
            guard let request = event.request else { continue }
            switch event.kind {
            case .arrived where event.body?.contains("query: query") == true:
                waiting[request] = 0
            case .started:
                if let count = waiting.removeValue(forKey: request) { before.append(count) }
            case .stopped:
                for query in waiting.keys { waiting[query, default: 0] += 1 }
            default: break
            }
        }
        return before
    }

    var summary: String {
        let before = requestsBeforeQueries.sorted()
        let median = before.isEmpty ? 0 : before[before.count / 2]
        return """
            \(generations.count) replies, \(before.count) requests with queries, before which went \
            \(median) (median) to \(before.last ?? 0) others
            """
    }
}

/// What was pinned, and when.
extension HostHistory {
    /// The models that were pinned, as each change of that left them.
    ///
    /// A model counts from the moment that a request with a negative `keep_alive` can have reached
    /// it, which is when it came or, if the model had to be loaded, when it was.
    var pins: [Set<String>] {
        var loaded: Set<String> = []
        var wanted: Set<String> = []
        var pinned: Set<String> = []
        var history: [Set<String>] = [[]]
        for event in events {
            switch event.kind {
            case .arrived:
                guard let model = Self.modelToPin(event) else { continue }
                if loaded.contains(model) { pinned.insert(model) } else { wanted.insert(model) }
            case .loaded:
                guard let model = event.model else { continue }
                loaded.insert(model)
                if wanted.remove(model) != nil { pinned.insert(model) }
            case .unloaded:
                guard let model = event.model else { continue }
                loaded.remove(model)
                pinned.remove(model)
            default: continue
            }
            if history.last != pinned { history.append(pinned) }
        }
        return history
    }

    /// Both were loaded at some moment.
    func wereLoadedTogether(_ one: String, _ other: String) -> Bool {
        var loaded: Set<String> = []
        for event in events {
            guard let model = event.model else { continue }
            if event.kind == .loaded { loaded.insert(model) }
            if event.kind == .unloaded { loaded.remove(model) }
            if loaded.isSuperset(of: [one, other]) { return true }
        }
        return false
    }

    func loads(of model: String) -> Int {
        events.count { $0.kind == .loaded && $0.model == model }
    }

    /// Whose place another model took.
    var evicted: [String] {
        events.filter { $0.kind == .unloaded && $0.detail?.contains(" for ") == true }
            .compactMap(\.model)
    }

    /// With its tag, as the log names models; nil: the request pins none.
    static func modelToPin(_ event: DoubleEvent) -> String? {
        guard let keepAlive = keepAlive(of: event), keepAlive.seconds < 0 else { return nil }
        return keepAlive.model
    }

    static func isUnloading(_ event: DoubleEvent) -> Bool {
        keepAlive(of: event)?.seconds == 0
    }

    private static func keepAlive(of event: DoubleEvent) -> (model: String, seconds: Double)? {
        guard let body = event.body,
            let json = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any],
            let keepAlive = json["keep_alive"] as? NSNumber, let model = json["model"] as? String
        else { return nil }
        return (model.contains(":") ? model : model + ":latest", keepAlive.doubleValue)
    }
}

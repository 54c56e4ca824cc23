import OllamaDouble
import Testing

/// What a double's event log shows of those who used it.
struct HostLog {
    private let events: [DoubleEvent]

    init(_ events: [DoubleEvent]) {
        self.events = events
    }

    /// The embedder was never thrown out, nobody else was ever pinned, and never were two chats
    /// generated at once.
    func expectSound(embedder: String = "embeddinggemma") {
        let thrownOut = events.filter {
            ($0.kind == .victimChosen || $0.kind == .unloaded)
                && $0.model?.hasPrefix(embedder) == true
        }
        #expect(thrownOut.isEmpty, "\(thrownOut.map { $0.detail ?? "" })")
        let pinned = events.filter { $0.kind == .arrived && $0.isPinning }
        #expect(!pinned.isEmpty)
        #expect(pinned.allSatisfy { $0.body?.contains("\"\(embedder)") == true })
        #expect(chatsAtOnce == 1)
    }

    /// The most chats that were generated at once.
    var chatsAtOnce: Int {
        var running = 0
        var most = 0
        for event in events where event.endpoint == "chat" {
            switch event.kind {
            case .started: running += 1
            case .stopped: running -= 1
            default: break
            }
            most = max(most, running)
        }
        return most
    }

    /// The requests of that endpoint that brought something to do, in their order.
    func requests(at endpoint: String) -> [DoubleEvent] {
        events.filter { $0.kind == .arrived && $0.endpoint == endpoint }
    }

    func end(of request: DoubleEvent) -> DoubleEvent? {
        events.first { $0.kind == .ended && $0.request == request.request }
    }
}

extension DoubleEvent {
    /// It asks for a model to stay for ever.
    var isPinning: Bool { body?.contains(#""keep_alive":-1"#) == true }

    /// It only loads.
    var isWarming: Bool { body?.contains(#""input":[]"#) == true }
}

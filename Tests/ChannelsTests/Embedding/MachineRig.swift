import Spaces

@testable import Channels

/// An embed machine, a time that a test moves, and what the machine said.
struct MachineRig {
    struct Sent {
        let id: EmbedRequestID
        let request: EmbedRequest
        let at: Duration

        var texts: [String] { request.texts }
    }

    var machine: EmbedMachine
    var now: Duration = .zero
    /// Requests under way, the oldest first.
    var underWay: [Sent] = []
    /// All that were sent.
    var sent: [Sent] = []
    var cancelled: [EmbedRequestID] = []
    var settled: [EmbedCallID: Result<ChannelReply, EmbedderError>] = [:]
    var lastAnswer: Duration = .zero
    /// When the machine wants to be woken next.
    var wake: Duration?

    init(
        _ settings: EmbedSettings = EmbedSettings(),
        textsMax: Int = 512,
        tokensMax: Int = .max
    ) {
        machine = EmbedMachine(
            model: "m",
            settings: settings,
            bounds: EmbedMachine.RequestBounds(textsMax: textsMax, tokensMax: tokensMax)
        )
    }

    /// Of the oldest request under way.
    var nextTexts: [String] { underWay.first?.texts ?? [] }

    static let shape = TextKey.Shape(dimensions: 2, truncates: false)

    @discardableResult
    mutating func ask(
        _ texts: [String],
        _ lane: EmbedLane = .query,
        shape: TextKey.Shape = shape
    ) -> EmbedCallID {
        let (id, actions) = machine.ask(
            EmbedWish(texts: texts, shape: shape, lane: lane),
            at: now
        )
        take(actions)
        return id
    }

    mutating func leave(_ id: EmbedCallID) {
        take(machine.leave(id, at: now))
    }

    mutating func advance(by time: Duration) {
        let end = now + time
        while let wake, wake <= end {
            now = max(now, wake)
            self.wake = nil
            take(machine.tick(at: now))
        }
        now = end
    }

    /// Answers a request that is under way, the oldest unless another is named.
    mutating func answer(
        _ place: Int = 0,
        tokens: Int? = nil,
        loadTime: Duration? = nil,
        vector: (String) -> [Float] = { _ in [0, 1] }
    ) {
        let sent = underWay.remove(at: place)
        lastAnswer = now
        let reply = EmbedReply(
            vectors: sent.texts.map(vector),
            tokens: tokens,
            loadTime: loadTime
        )
        take(machine.answered(sent.id, reply, took: now - sent.at, at: now))
    }

    /// Fails the oldest request that is under way.
    mutating func fail(_ code: EmbedderError.Code, retryAfter: Duration? = nil) {
        let sent = underWay.removeFirst()
        let error = EmbedderError(code, "It failed.", retryAfter: retryAfter)
        take(machine.failed(sent.id, error, at: now))
    }

    /// Has a provider with these costs answer one request after another, until nothing is under
    /// way or `end` has come.
    ///
    /// - Parameter answered: what comes right after an answer.
    mutating func run(
        perRequest: Duration,
        perText: Duration,
        until end: Duration = .seconds(1_000_000),
        answered: (inout MachineRig, Sent) -> Void = { _, _ in }
    ) {
        while now < end, let next = underWay.first {
            advance(by: perRequest + perText * next.texts.count)
            answer()
            answered(&self, next)
        }
    }

    private mutating func take(_ actions: [EmbedMachine.Action]) {
        for action in actions {
            switch action {
            case .send(let id, let request):
                underWay.append(Sent(id: id, request: request, at: now))
                sent.append(Sent(id: id, request: request, at: now))
            case .cancel(let id):
                underWay.removeAll { $0.id == id }
                cancelled.append(id)
            case .settle(let id, let outcome):
                settled[id] = outcome
            case .wake(let time):
                wake = min(wake ?? time, time)
            }
        }
    }
}

extension Result where Success == ChannelReply, Failure == EmbedderError {
    var reply: ChannelReply? { try? get() }

    var error: EmbedderError? {
        if case .failure(let error) = self { error } else { nil }
    }
}

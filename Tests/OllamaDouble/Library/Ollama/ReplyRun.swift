/// One reply as it is spoken, and the ways in which it breaks off.
struct ReplyRun {
    let host: OllamaHost
    let call: OllamaCall
    let model: ModelProfile
    let plan: ReplyPlan
    let frames: ReplyFrames
    let loaded: Duration
    let streams: Bool

    func run() async throws {
        try await host.spendMemory(call)
        let cost = model.cost
        let promptBegan = host.clock.now
        try await host.clock.pause(cost.request + cost.token * plan.promptTokens)
        let began = host.clock.now
        if streams { call.begin() }
        for (index, piece) in plan.pieces.enumerated() {
            if try await breaksOff(after: index) { return }
            // Counted from the first, so that delays do not add up. A client that goes is noticed
            // after the token at hand.
            await host.clock.wait(until: began + cost.replyToken * (index + 1))
            try Task.checkCancellation()
            if streams { try await call.send(frames.frame(piece, at: timestamp, call: callName)) }
        }
        if try await breaksOff(after: plan.pieces.count) { return }
        let metrics = ReplyFrames.Metrics(
            total: host.clock.now - call.began,
            load: loaded - call.began,
            promptTokens: plan.promptTokens,
            prompt: began - promptBegan,
            tokens: plan.pieces.count,
            evaluation: host.clock.now - began
        )
        try await finish(metrics)
    }

    private func finish(_ metrics: ReplyFrames.Metrics) async throws {
        let last = frames.last(
            streams ? [] : plan.pieces,
            at: timestamp,
            call: callName,
            reason: plan.end.rawValue,
            metrics
        )
        if streams {
            try await call.send(last)
            try await call.exchange.end()
        } else {
            try await call.answer(last)
        }
    }

    /// Whether a fault ends the reply here.
    private func breaksOff(after tokens: Int) async throws -> Bool {
        switch call.fault {
        case .eof(tokens):
            if !streams { throw APIError.runnerStopped }
            try await call.exchange.end()
        case .line(tokens):
            if !streams { throw APIError.runnerStopped }
            try await call.send(APIError.runnerStopped.body)
            try await call.exchange.end()
        case .cut(tokens):
            await call.exchange.reset()
        default:
            return false
        }
        return true
    }

    private var timestamp: String { host.clock.timestamp(at: host.clock.now) }

    private var callName: String { String(call.id.number, radix: 36) + "_" }
}

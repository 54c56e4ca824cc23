internal import NIOCore
internal import NIOHTTP1

/// `/v1/chat/completions` and `/v1/models`.
extension OpenAIHost {
    private static let created = 1_767_323_045

    func listModels(_ call: OpenAICall) async throws {
        let answer = JSONText.object {
            $0.field("object", "list")
            $0.field("data") { json in
                json.array(models) { json, model in
                    json.object {
                        $0.field("id", ModelName.withoutTag(model.name))
                        $0.field("object", "model")
                        $0.field("created", Self.created)
                        $0.field("owned_by", "moult")
                    }
                }
            }
        }
        try await call.exchange.answer(.ok, answer.bytes, headers: rateHeaders())
    }

    func chat(_ call: OpenAICall) async throws {
        let request = try OpenAIError.decoding(
            OpenAIChatRequest.self,
            from: call.exchange.request.body
        )
        let model = try model(request.model)
        let plan = ReplyPlan(to: request.wish, of: model)
        try spend(tokens: plan.promptTokens, on: request.model)
        try await clock.pause(model.cost.request + model.cost.token * plan.promptTokens)
        let frames = OpenAIChatFrames(
            id: "chatcmpl-\(call.id.number)",
            model: request.model,
            created: Self.created
        )
        if request.streams {
            try await stream(plan, frames, call, model, includesUsage: request.includesUsage)
        } else {
            try await clock.pause(model.cost.replyToken * plan.pieces.count)
            let answer = frames.whole(plan)
            try await call.exchange.answer(.ok, answer.bytes, headers: rateHeaders())
        }
    }

    private func stream(
        _ plan: ReplyPlan,
        _ frames: OpenAIChatFrames,
        _ call: OpenAICall,
        _ model: ModelProfile,
        includesUsage: Bool
    ) async throws {
        call.exchange.begin(type: "text/event-stream")
        let began = clock.now
        for (index, piece) in plan.pieces.enumerated() {
            if call.fault == .eof(index) { return try await call.exchange.end() }
            if call.fault == .cut(index) { return await call.exchange.reset() }
            await clock.wait(until: began + model.cost.replyToken * (index + 1))
            try Task.checkCancellation()
            try await call.exchange.send(frames.chunk(piece, isFirst: index == 0))
        }
        try await call.exchange.send(frames.last(plan))
        if includesUsage { try await call.exchange.send(frames.usage(plan)) }
        try await call.exchange.send(ByteBuffer(string: "data: [DONE]\n\n"))
        try await call.exchange.end()
    }
}

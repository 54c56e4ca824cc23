internal import NIOCore

/// `/api/chat` and `/api/generate`, with their forms that only load or unload.
extension OllamaHost {
    func chat(_ call: OllamaCall) async throws {
        let request = try call.request(as: ReplyRequest.self)
        guard !request.model.isEmpty else { throw APIError.modelRequired }
        try await reply(to: request, of: request.messages, call, .chat)
    }

    func generate(_ call: OllamaCall) async throws {
        let request = try call.request(as: ReplyRequest.self)
        guard !request.model.isEmpty else { throw APIError.unknown("") }
        let messages = [ChatMessage(role: "user", content: request.prompt)]
        try await reply(to: request, of: request.prompt.isEmpty ? [] : messages, call, .generate)
    }

    private func reply(
        to request: ReplyRequest,
        of messages: [ChatMessage],
        _ call: OllamaCall,
        _ shape: ReplyFrames.Shape
    ) async throws {
        let model = try model(request.model, missing: APIError.unknown)
        let frames = ReplyFrames(shape: shape, model: request.model)
        if messages.isEmpty, request.keepAlive == .zero {
            tell { scheduler, now in scheduler.unload(blob: model.blob, at: now) }
            try await answerEmpty(call, frames, reason: "unload")
            return
        }
        let thinks = try thinks(request, model, shape)
        let wanted = schedule(call, model, request.options, request.keepAlive)
        try await holding(wanted) { grant in
            let loaded = clock.now
            guard !messages.isEmpty else {
                return try await answerEmpty(call, frames, reason: "load")
            }
            let wish = ReplyWish(
                messages: messages,
                tools: request.tools,
                format: request.format,
                thinks: thinks,
                tokensMax: request.options.predictedTokensMax
            )
            let plan = ReplyPlan(to: wish, of: model)
            try await atRunner(grant, parallel: model.cost.parallel) {
                began(call, model)
                defer { stopped(call, model) }
                let run = ReplyRun(
                    host: self,
                    call: call,
                    model: model,
                    plan: plan,
                    frames: frames,
                    loaded: loaded,
                    streams: request.streams
                )
                try await run.run()
            }
        }
    }

    private func answerEmpty(
        _ call: OllamaCall,
        _ frames: ReplyFrames,
        reason: String
    ) async throws {
        try await call.answer(frames.last(at: clock.timestamp(at: clock.now), reason: reason))
    }

    /// Whether the model thinks first.
    private func thinks(
        _ request: ReplyRequest,
        _ model: ModelProfile,
        _ shape: ReplyFrames.Shape
    ) throws(APIError) -> Bool {
        guard model.kind == .chat else {
            throw .lacks(shape == .chat ? "chat" : "generate", request.model)
        }
        if shape == .chat, !request.tools.isEmpty, !model.capabilities.contains("tools") {
            throw APIError(
                400,
                "registry.ollama.ai/library/\(model.name) does not support tools"
            )
        }
        guard model.capabilities.contains("thinking") else {
            if request.thinks == true { throw .lacks("thinking", request.model) }
            return false
        }
        return request.thinks ?? configuration.version.thinksUnasked
    }
}

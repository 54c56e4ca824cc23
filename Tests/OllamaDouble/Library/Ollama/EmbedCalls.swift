internal import NIOCore

/// `/api/embed` and `/api/embeddings`.
extension OllamaHost {
    func embed(_ call: OllamaCall) async throws {
        let request = try call.request(as: EmbedRequest.self)
        guard !request.model.isEmpty else { throw APIError.unknown("") }
        let model = try model(request.model, missing: APIError.notFound)
        let wanted = schedule(call, model, request.options, request.keepAlive)
        try await holding(wanted) { grant in
            let loaded = clock.now
            let texts = EmbeddedTexts(request, model, grant, call.fault)
            if !request.input.isEmpty {
                try await work(call, model, grant, tokens: texts.tokens, items: texts.count)
                try texts.check(version: configuration.version)
            }
            let vectors = texts.vectors(from: vectors)
            let answer = JSONText.object(capacity: 64 + vectors.count * texts.dimensions * 12) {
                $0.field("model", request.model)
                $0.field("embeddings") { json in
                    json.array(vectors) {
                        call.fault == .nulls ? $0.nulls($1.count) : $0.vector($1)
                    }
                }
                guard !request.input.isEmpty else { return }
                $0.fieldUnlessZero("total_duration", (clock.now - call.began).nanoseconds)
                $0.fieldUnlessZero("load_duration", (loaded - call.began).nanoseconds)
                $0.fieldUnlessZero("prompt_eval_count", texts.tokens)
            }
            try await call.answer(answer)
        }
    }

    func embeddings(_ call: OllamaCall) async throws {
        let request = try call.request(as: EmbeddingsRequest.self)
        guard !request.model.isEmpty else { throw APIError.modelRequired }
        let model = try model(request.model, missing: APIError.notFound)
        let wanted = schedule(call, model, request.options, request.keepAlive)
        try await holding(wanted) { grant in
            let texts = EmbeddedTexts(request, model, grant, call.fault)
            if texts.count > 0 {
                try await work(call, model, grant, tokens: texts.tokens, items: 1)
                do throws(APIError) {
                    try texts.check(version: configuration.version)
                } catch {
                    throw APIError(500, error.message)
                }
            }
            let vector = texts.vectors(from: vectors).first ?? []
            let answer = JSONText.object(capacity: 64 + vector.count * 12) {
                $0.field("embedding") {
                    call.fault == .nulls ? $0.nulls(vector.count) : $0.vector(vector)
                }
            }
            try await call.answer(answer)
        }
    }

    /// What a request costs at its runner, which takes one after the other.
    private func work(
        _ call: OllamaCall,
        _ model: ModelProfile,
        _ grant: Grant,
        tokens: Int,
        items: Int
    ) async throws {
        let cost = model.cost
        let parallel = model.kind == .embedder ? 1 : cost.parallel
        try await atRunner(grant, parallel: parallel) {
            began(call, model)
            defer { stopped(call, model) }
            try await clock.pause(cost.request + cost.item * items + cost.token * tokens)
        }
        try await spendMemory(call)
    }

    /// A call that runs out of memory takes every loaded model with it.
    func spendMemory(_ call: OllamaCall) async throws {
        guard call.fault == .outOfMemory else { return }
        tell { scheduler, now in scheduler.ranOutOfMemory(at: now) }
        throw APIError.outOfMemory
    }
}

extension JSONText {
    mutating func nulls(_ count: Int) {
        array(repeatElement("null", count: count)) { $0.raw($1) }
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}

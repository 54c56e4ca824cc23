package import Channels
internal import JSONText

extension OllamaHost {
    package func load(
        _ model: String,
        as use: ModelUse,
        keepAlive: KeepAlive
    ) async throws(HostError) -> LoadReport {
        let start = elapsed()
        let call = loadCall(model, as: use, keepAlive)
        return try await answering { () async throws(OllamaFailure) in
            let said = try await decoded(call, OllamaJSON.loadDuration)
            return LoadReport(loadTime: said ?? noticed(elapsed() - start))
        }
    }

    /// Ollama says no duration for a request that only loads: what it took is measured.
    private func noticed(_ time: Duration) -> Duration {
        time > connection.limits.loadNoticed ? time : .zero
    }

    private func loadCall(
        _ model: String,
        as use: ModelUse,
        _ keepAlive: KeepAlive
    ) -> OllamaCall {
        var body = RequestBody(model: model)
        let path: String
        switch use {
        case .embedding:
            path = "/api/embed"
            body["input"] = .array([])
            body.set(connection.settings.embedOptions(of: model))
        case .chat:
            path = "/api/chat"
            body["messages"] = .array([])
        }
        body["keep_alive"] = keepAlive.json
        return OllamaCall(path: path, model: model, body: body.bytes)
    }

    /// `/api/chat` unloads whatever is loaded; servers that refuse it for an embedder, since that
    /// cannot chat, take `/api/generate`.
    package func unload(_ model: String) async throws(HostError) {
        try await answering { () async throws(OllamaFailure) in
            do throws(OllamaFailure) {
                try await askToUnload(model, at: "/api/chat", messages: .array([]))
            } catch {
                guard error.kind == .unable || error.kind == .refused else { throw error }
                try await askToUnload(model, at: "/api/generate")
            }
        }
    }

    private func askToUnload(
        _ model: String,
        at path: String,
        messages: JSONValue? = nil
    ) async throws(OllamaFailure) {
        var body = RequestBody(model: model)
        body["messages"] = messages
        body["keep_alive"] = KeepAlive.seconds(0).json
        let timeout = connection.limits.askTimeout
        _ = try await connection.answer(
            to: OllamaCall(path: path, model: model, body: body.bytes, timeout: timeout)
        )
    }
}

extension KeepAlive {
    /// nil: it is left out.
    ///
    /// A number, for the string "-1" is refused; one below zero would pin.
    var json: JSONValue? {
        switch self {
        case .pinned: .int(-1)
        case .seconds(let seconds): .int(max(0, seconds))
        case .unchanged: nil
        }
    }
}

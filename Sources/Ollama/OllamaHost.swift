package import Channels
package import Curl

/// An Ollama server over HTTP.
///
/// ```swift
/// let host = OllamaHost(settings, client: client, clock: ContinuousClock())
/// let report = try await host.load("embeddinggemma", as: .embedding, keepAlive: .pinned)
/// let backend = host.embedBackend(for: "embeddinggemma")
/// ```
package struct OllamaHost: ModelHost {
    let connection: OllamaConnection
    let elapsed: @Sendable () -> Duration

    package var name: String { connection.settings.name }
    package var address: OllamaAddress { connection.settings.address }

    package init(
        _ settings: OllamaSettings,
        client: CurlClient,
        clock: some Clock<Duration>
    ) {
        connection = OllamaConnection(client: client, settings: settings)
        let origin = clock.now
        elapsed = { origin.duration(to: clock.now) }
    }

    /// One model of this host, to embed with.
    package func embedBackend(for model: String) -> OllamaBackend {
        OllamaBackend(
            model,
            options: connection.settings.embedOptions(of: model),
            connection: connection
        )
    }

    package func version() async throws(HostError) -> String {
        try await ask(OllamaCall(path: "/api/version"), OllamaJSON.version)
    }

    package func installed() async throws(HostError) -> [InstalledModel] {
        try await ask(OllamaCall(path: "/api/tags"), OllamaJSON.installed)
    }

    package func facts(of model: String) async throws(HostError) -> ModelFacts {
        let body = RequestBody(model: model).bytes
        return try await ask(
            OllamaCall(path: "/api/show", model: model, body: body),
            OllamaJSON.facts
        )
    }

    package func residents() async throws(HostError) -> [Resident] {
        let timeout = connection.limits.residentsTimeout
        let call = OllamaCall(path: "/api/ps", timeout: timeout)
        return try await answering { () async throws(OllamaFailure) in
            do throws(OllamaFailure) {
                return try await decoded(call, OllamaJSON.residents)
            } catch {
                guard error.kind == .timedOut else { throw error }
                throw OllamaFailure(
                    .busy,
                    "\(address) did not list its loaded models within \(timeout): it may be "
                        + "looking after one of them; ask again."
                )
            }
        }
    }

    /// One answer that Ollama gives at once, read by `read`.
    private func ask<Value>(
        _ call: OllamaCall,
        _ read: ([UInt8]) -> Value?
    ) async throws(HostError) -> Value {
        var call = call
        call.timeout = connection.limits.askTimeout
        return try await answering { () async throws(OllamaFailure) in
            try await decoded(call, read)
        }
    }

    func decoded<Value>(
        _ call: OllamaCall,
        _ read: ([UInt8]) -> Value?
    ) async throws(OllamaFailure) -> Value {
        let body = try await connection.answer(to: call)
        guard let value = read(body) else { throw connection.unreadable(call) }
        return value
    }

    /// What fails in `work` fails as its caller knows it.
    func answering<Value>(
        _ work: () async throws(OllamaFailure) -> Value
    ) async throws(HostError) -> Value {
        do throws(OllamaFailure) {
            return try await work()
        } catch {
            throw error.hostError
        }
    }
}

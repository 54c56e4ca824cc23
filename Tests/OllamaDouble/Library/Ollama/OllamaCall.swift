internal import NIOCore
internal import NIOHTTP1

/// One call of Ollama's API on its way.
struct OllamaCall: Sendable {
    let id: RequestID
    let endpoint: FaultPoint
    let exchange: HTTPExchange
    let fault: Fault?
    /// Since the double's start.
    let began: Duration

    func request<Request: Decodable>(as type: Request.Type) throws -> Request {
        try Request.decoded(from: exchange.request.body)
    }

    func answer(_ json: JSONText) async throws {
        try await exchange.answer(.ok, json.bytes)
    }
}

extension OllamaHost {
    /// The model of a call that needs it.
    func model(_ name: String, missing: (String) -> APIError) throws -> ModelProfile {
        guard ModelName.isValid(name) else { throw APIError.invalidModelName }
        guard let model = catalog.model(named: name) else { throw missing(name) }
        return model
    }

    func schedule(
        _ call: OllamaCall,
        _ model: ModelProfile,
        _ options: RequestOptions,
        _ keepAlive: KeepAlive?
    ) -> SchedulerRequest {
        SchedulerRequest(
            id: call.id,
            model: model.scheduled,
            options: options.launch(model, defaultContext: configuration.context),
            keepAlive: keepAlive
        )
    }

    /// The runner takes up a call.
    func began(_ call: OllamaCall, _ model: ModelProfile) {
        record.append(
            DoubleEvent(
                .started,
                request: call.id.number,
                endpoint: call.endpoint.rawValue,
                model: model.name
            )
        )
    }

    /// The runner is done with a call, or was told to be.
    func stopped(_ call: OllamaCall, _ model: ModelProfile) {
        record.append(
            DoubleEvent(
                .stopped,
                request: call.id.number,
                endpoint: call.endpoint.rawValue,
                model: model.name
            )
        )
    }
}

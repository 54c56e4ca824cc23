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
    /// As of Ollama's own route, also where another API's was asked.
    var body: ByteBuffer
    var wording: any AnswerWording

    func request<Request: Decodable>(as type: Request.Type) throws -> Request {
        try Request.decoded(from: body)
    }

    func answer(_ json: JSONText) async throws {
        try await exchange.answer(.ok, wording.whole(json).bytes)
    }

    /// The head of an answer that comes in pieces.
    func begin() {
        exchange.begin(type: wording.streamType)
    }

    func send(_ line: JSONText) async throws {
        try await exchange.send(wording.piece(line))
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

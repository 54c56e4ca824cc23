internal import NIOCore
internal import NIOHTTP1

/// One call of OpenAI's API on its way.
struct OpenAICall: Sendable {
    let id: RequestID
    let endpoint: FaultPoint
    let exchange: HTTPExchange
    let fault: Fault?
}

/// OpenAI's API over HTTP, with the base URL's "/v1".
struct OpenAIRoutes: HTTPService {
    let host: OpenAIHost
    let doors: Doors

    private typealias Handler = (OpenAICall) async throws -> Void

    func serve(_ exchange: HTTPExchange) async {
        let request = exchange.request
        guard let (point, handler) = route(request.method, request.path) else {
            let error = OpenAIError(
                status: 404,
                message: "Invalid URL (\(request.method) \(request.path))"
            )
            try? await exchange.answer(error.httpStatus, error.body.bytes)
            return
        }
        let call = OpenAICall(
            id: host.record.nextRequestID(),
            endpoint: point,
            exchange: exchange,
            fault: host.record.fault(at: point)
        )
        await run(call, handler)
    }

    private func route(_ method: HTTPMethod, _ path: String) -> (FaultPoint, Handler)? {
        switch (method, path) {
        case (.POST, "/v1/embeddings"): (.embeddings, host.embeddings)
        case (.POST, "/v1/chat/completions"): (.chat, host.chat)
        case (.GET, "/v1/models"): (.models, host.listModels)
        default: nil
        }
    }

    private func run(_ call: OpenAICall, _ handler: Handler) async {
        let record = host.record
        record.arrived(call.id, at: call.endpoint, body: call.exchange.request.body)
        do {
            try host.admit(call.exchange.request.headers)
            if try await goesOn(call) { try await handler(call) }
            record.ended(call.id, at: call.endpoint, status: 200)
        } catch let error as OpenAIError {
            try? await call.exchange.answer(
                error.httpStatus,
                error.body.bytes,
                headers: host.rateHeaders(wait: error.wait)
            )
            record.ended(call.id, at: call.endpoint, status: error.status, error.message)
        } catch {
            record.ended(call.id, at: call.endpoint, status: nil, "the client went away")
        }
    }

    private func goesOn(_ call: OpenAICall) async throws -> Bool {
        guard let fault = call.fault else { return true }
        host.record.faulted(call.id, at: call.endpoint, fault)
        switch fault {
        case .status(let status): throw OpenAIError(scripted: status)
        case .insufficientQuota: throw OpenAIError.insufficientQuota
        case .rateLimited(let wait):
            throw OpenAIError.rateLimited("requests", of: "every model", wait: wait)
        default: return try await doors.goesOn(call.exchange, fault)
        }
    }
}

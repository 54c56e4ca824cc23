internal import NIOCore
internal import NIOHTTP1

/// Ollama's API over HTTP.
struct OllamaRoutes: HTTPService {
    let host: OllamaHost
    let doors: Doors

    private typealias Handler = (OllamaCall) async throws -> Void

    func serve(_ exchange: HTTPExchange) async {
        let request = exchange.request
        guard let (point, method, handler) = route(request.path) else {
            return await answerPlain(exchange)
        }
        guard request.method == method || (method == .GET && request.method == .HEAD) else {
            try? await exchange.answer(
                .methodNotAllowed,
                ByteBuffer(string: "405 method not allowed"),
                type: "text/plain"
            )
            return
        }
        let call = OllamaCall(
            id: host.record.nextRequestID(),
            endpoint: point,
            exchange: exchange,
            fault: host.record.fault(at: point),
            began: host.clock.now
        )
        await run(call, handler)
    }

    private func route(_ path: String) -> (FaultPoint, HTTPMethod, Handler)? {
        switch path {
        case "/api/embed": (.embed, .POST, host.embed)
        case "/api/embeddings": (.embeddings, .POST, host.embeddings)
        case "/api/chat": (.chat, .POST, host.chat)
        case "/api/generate": (.generate, .POST, host.generate)
        case "/api/ps": (.ps, .GET, host.ps)
        case "/api/tags": (.tags, .GET, host.tags)
        case "/api/show": (.show, .POST, host.show)
        case "/api/version": (.version, .GET, host.version)
        default: nil
        }
    }

    private func answerPlain(_ exchange: HTTPExchange) async {
        let isRoot = exchange.request.path == "/"
        try? await exchange.answer(
            isRoot ? .ok : .notFound,
            ByteBuffer(string: isRoot ? "Ollama is running" : "404 page not found"),
            type: "text/plain; charset=utf-8"
        )
    }

    private func run(_ call: OllamaCall, _ handler: Handler) async {
        let record = host.record
        record.arrived(call.id, at: call.endpoint, body: call.exchange.request.body)
        do {
            if try await goesOn(call) { try await handler(call) }
            record.ended(call.id, at: call.endpoint, status: 200)
        } catch let error as APIError {
            try? await call.exchange.answer(error.httpStatus, error.body.bytes)
            record.ended(call.id, at: call.endpoint, status: error.status, error.message)
        } catch {
            record.ended(call.id, at: call.endpoint, status: nil, "the client went away")
        }
    }

    /// Does what a fault wants done before the call is taken up; whether it is taken up at all.
    private func goesOn(_ call: OllamaCall) async throws -> Bool {
        guard let fault = call.fault else { return true }
        host.record.faulted(call.id, at: call.endpoint, fault)
        switch fault {
        case .restart(let time): await host.restart(doors, for: time)
        case .status(let status): throw APIError(scripted: status)
        case .foreign(let model, let keepAlive):
            try await host.useAsStranger(model, keepAlive: keepAlive)
            return true
        default: return try await doors.goesOn(call.exchange, fault)
        }
        return false
    }
}

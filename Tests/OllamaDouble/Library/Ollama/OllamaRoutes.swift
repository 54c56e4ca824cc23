internal import NIOCore
internal import NIOHTTP1

/// Ollama's API over HTTP.
struct OllamaRoutes: HTTPService {
    let host: OllamaHost
    let doors: Doors

    func serve(_ exchange: HTTPExchange) async {
        let request = exchange.request
        guard let route = OllamaRoute(request.path) else { return await answerPlain(exchange) }
        guard
            request.method == route.method || (route.method == .GET && request.method == .HEAD)
        else {
            try? await exchange.answer(
                .methodNotAllowed,
                ByteBuffer(string: "405 method not allowed"),
                type: "text/plain"
            )
            return
        }
        let call = OllamaCall(
            id: host.record.nextRequestID(),
            endpoint: route.point,
            exchange: exchange,
            fault: host.record.fault(at: route.point),
            began: host.clock.now,
            body: request.body,
            wording: route.wording
        )
        await run(call, route)
    }

    private func answerPlain(_ exchange: HTTPExchange) async {
        let isRoot = exchange.request.path == "/"
        try? await exchange.answer(
            isRoot ? .ok : .notFound,
            ByteBuffer(string: isRoot ? "Ollama is running" : "404 page not found"),
            type: "text/plain; charset=utf-8"
        )
    }

    private func run(_ call: OllamaCall, _ route: OllamaRoute) async {
        let record = host.record
        record.arrived(call.id, at: call.endpoint, body: call.exchange.request.body)
        do {
            if try await goesOn(call) { try await route.handle(call, host) }
            record.ended(call.id, at: call.endpoint, status: 200)
        } catch let error as APIError {
            let answer = call.wording.error(error)
            try? await call.exchange.answer(error.httpStatus, answer.bytes)
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

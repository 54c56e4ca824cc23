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
            id: host.nextRequestID(),
            endpoint: point,
            exchange: exchange,
            fault: host.fault(at: point),
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
        host.log(.arrived(call, bodyBytesMax: host.configuration.bodyBytesMax))
        var ended = DoubleEvent(
            .ended,
            request: call.id.number,
            endpoint: call.endpoint.rawValue
        )
        do {
            if try await goesOn(call) { try await handler(call) }
            ended.status = 200
        } catch let error as APIError {
            ended.status = error.status
            ended.detail = error.message
            try? await call.exchange.answer(error.httpStatus, error.body.bytes)
        } catch {
            ended.detail = "the client went away"
        }
        host.log(ended)
    }

    /// Does what a fault wants done before the call is taken up; whether it is taken up at all.
    private func goesOn(_ call: OllamaCall) async throws -> Bool {
        guard let fault = call.fault else { return true }
        host.log(
            DoubleEvent(
                .fault,
                request: call.id.number,
                endpoint: call.endpoint.rawValue,
                detail: "\(fault)"
            )
        )
        switch fault {
        case .hang: await call.exchange.hang()
        case .reset: await call.exchange.reset()
        case .refuse(let time): await doors.close(for: time)
        case .restart(let time):
            tell { $0.restart(at: $1) }
            await doors.close(for: time)
        case .status(let status): throw APIError(scripted: status)
        case .slow(let time):
            try await host.clock.pause(time)
            return true
        case .foreign(let model, let keepAlive):
            try await host.useAsStranger(model, keepAlive: keepAlive)
            return true
        default: return true
        }
        return false
    }

    private func tell(_ event: (inout Scheduler, Duration) -> [SchedulerAction]) {
        host.tell(event)
    }
}

extension DoubleEvent {
    fileprivate static func arrived(_ call: OllamaCall, bodyBytesMax: Int) -> DoubleEvent {
        let body = call.exchange.request.body.readableBytesView.prefix(bodyBytesMax)
        return DoubleEvent(
            .arrived,
            request: call.id.number,
            endpoint: call.endpoint.rawValue,
            body: body.isEmpty ? nil : String(decoding: body, as: UTF8.self)
        )
    }
}

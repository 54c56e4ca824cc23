internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Where a double is watched and ordered about, apart from the port that it doubles.
///
///     GET    /state            what is loaded, loading and waiting
///     GET    /events?after=N   what happened, from the event behind number N
///     DELETE /events           forgets what happened
///     POST   /faults           {"script": "embed#1=reset"}: from now on, counted anew
///     POST   /restart          {"ms": 500}: every model gone, connections refused that long
///     POST   /down, /up        refuses connections, and takes them again
///     POST   /foreign          {"model": …, "keep_alive": …}: a stranger uses a model
struct SidePort: HTTPService {
    private struct Order: Decodable {
        var script: String?
        var ms: Int?
        var model: String?
        var keepAlive: Double?

        private enum CodingKeys: String, CodingKey {
            case script, ms, model
            case keepAlive = "keep_alive"
        }
    }

    let host: OllamaHost
    let doors: Doors

    func serve(_ exchange: HTTPExchange) async {
        do {
            try await answer(exchange)
        } catch let error as APIError {
            try? await exchange.answer(error.httpStatus, error.body.bytes)
        } catch let error as FaultScriptError {
            try? await exchange.answer(.badRequest, APIError(400, error.message).body.bytes)
        } catch {
            try? await exchange.answer(
                .internalServerError,
                APIError(500, "\(error)").body.bytes
            )
        }
    }

    private func answer(_ exchange: HTTPExchange) async throws {
        let request = exchange.request
        switch (request.method, request.path) {
        case (.GET, "/state"):
            try await exchange.answer(.ok, try Self.json(host.state(isUp: doors.listener.isOpen)))
        case (.GET, "/events"):
            let after = request.query["after"].flatMap { Int($0) } ?? 0
            try await exchange.answer(.ok, try Self.json(host.events(after: after)))
        case (.DELETE, "/events"):
            host.clearEvents()
            try await exchange.answer(.ok, ByteBuffer(string: "{}"))
        case (.POST, let path):
            let isBare = request.body.readableBytes == 0
            try await perform(path, isBare ? Order() : Order.decoded(from: request.body))
            try await exchange.answer(.ok, ByteBuffer(string: "{}"))
        default:
            throw APIError(404, "There is no \(request.method) \(request.path) here.")
        }
    }

    private func perform(_ path: String, _ order: Order) async throws {
        switch path {
        case "/faults": host.setFaults(try FaultScript(parsing: order.script ?? ""))
        case "/restart": await host.restart(doors, for: .milliseconds(order.ms ?? 0))
        case "/down": await host.goDown(doors)
        case "/up": try await host.comeUp(doors)
        case "/foreign":
            guard let model = order.model else { throw APIError.modelRequired }
            let keepAlive = order.keepAlive.map { KeepAlive(seconds: $0) }
            try await host.useAsStranger(model, keepAlive: keepAlive)
        default: throw APIError(404, "There is no order \(path).")
        }
    }

    private static func json(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return ByteBuffer(bytes: try encoder.encode(value))
    }
}

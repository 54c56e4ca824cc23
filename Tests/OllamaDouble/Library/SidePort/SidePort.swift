internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// A double that can be watched and ordered about.
protocol DirectedDouble: Sendable {
    associatedtype State: Encodable

    var record: DoubleRecord { get }

    func state(isUp: Bool) -> State

    /// - Throws: `APIError` with status 404 when there is no such order.
    func perform(_ order: SidePort.Order, named name: String, _ doors: Doors) async throws
}

/// Where a double is watched and ordered about, apart from the port that it doubles.
///
///     GET    /state            how it stands
///     GET    /events?after=N   what happened, from the event behind number N
///     DELETE /events           forgets what happened
///     POST   /faults           {"script": "embed#1=reset"}: from now on, counted anew
///     POST   /down, /up        refuses connections, and takes them again
///     POST   /models           {"name": "llama3.2", "load_ms": 2000}: from now on
///
/// An Ollama takes these too:
///
///     POST   /restart          {"ms": 500}: every model gone, connections refused that long
///     POST   /foreign          {"name": …, "keep_alive": …}: a stranger uses a model
///     POST   /wedge            the deadlock of ollama#17408
///     POST   /settings         {"finish_delay_ms": 5}
struct SidePort: HTTPService {
    /// What an order may say, each what it needs.
    struct Order: Decodable {
        var script: String?
        var milliseconds: Int?
        var keepAlive: Double?
        var model: ModelPatch?
        var settings: SchedulerPatch?

        private enum CodingKeys: String, CodingKey {
            case script, name
            case milliseconds = "ms"
            case keepAlive = "keep_alive"
        }

        init() {}

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            script = try fields.decodeIfPresent(String.self, forKey: .script)
            milliseconds = try fields.decodeIfPresent(Int.self, forKey: .milliseconds)
            keepAlive = try fields.decodeIfPresent(Double.self, forKey: .keepAlive)
            model = fields.contains(.name) ? try ModelPatch(from: decoder) : nil
            settings = try SchedulerPatch(from: decoder)
        }
    }

    let double: any DirectedDouble
    let doors: Doors

    func serve(_ exchange: HTTPExchange) async {
        do {
            try await answer(exchange)
        } catch let error as APIError {
            try? await exchange.answer(error.httpStatus, error.body.bytes)
        } catch {
            try? await exchange.answer(.badRequest, APIError(400, "\(error)").body.bytes)
        }
    }

    private func answer(_ exchange: HTTPExchange) async throws {
        let request = exchange.request
        switch (request.method, request.path) {
        case (.GET, "/state"):
            try await exchange.answer(.ok, try Self.state(of: double, doors))
        case (.GET, "/events"):
            let after = request.query["after"].flatMap { Int($0) } ?? 0
            try await exchange.answer(.ok, try Self.json(double.record.events(after: after)))
        case (.DELETE, "/events"):
            double.record.clearEvents()
            try await exchange.answer(.ok, ByteBuffer(string: "{}"))
        case (.POST, let path):
            let isBare = request.body.readableBytes == 0
            try await perform(
                String(path.dropFirst()),
                isBare ? Order() : Order.decoded(from: request.body)
            )
            try await exchange.answer(.ok, ByteBuffer(string: "{}"))
        default:
            throw APIError(404, "There is no \(request.method) \(request.path) here.")
        }
    }

    private func perform(_ name: String, _ order: Order) async throws {
        switch name {
        case "faults": double.record.setFaults(try FaultScript(parsing: order.script ?? ""))
        case "down": await double.goDown(doors)
        case "up": try await double.comeUp(doors)
        default: try await double.perform(order, named: name, doors)
        }
    }

    private static func state(of double: some DirectedDouble, _ doors: Doors) throws -> ByteBuffer {
        try json(double.state(isUp: doors.listener.isOpen))
    }

    private static func json(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return ByteBuffer(bytes: try encoder.encode(value))
    }
}

extension DirectedDouble {
    /// Connections are refused until `comeUp`; what is loaded stays.
    func goDown(_ doors: Doors) async {
        record.append(DoubleEvent(.order, detail: "down"))
        await doors.listener.close()
    }

    func comeUp(_ doors: Doors) async throws {
        record.append(DoubleEvent(.order, detail: "up"))
        try await doors.listener.open()
    }
}

import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A client that shows what really came: each piece, and whether the end did.
struct HTTPProbe {
    struct Answer {
        var status = 0
        var headers = HTTPHeaders()
        /// As they were sent, one for each flush.
        var pieces: [String] = []
        /// The whole answer came, as its framing says.
        var isComplete = false

        var text: String { pieces.joined() }

        var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    let host: String
    let port: Int

    init(_ url: String) throws {
        guard let parts = URLComponents(string: url), let host = parts.host, let port = parts.port
        else { throw ProbeError.badURL(url) }
        self.host = host
        self.port = port
    }

    /// - Parameter piecesMax: The connection is closed when so many pieces have come.
    func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String? = nil,
        headers: HTTPHeaders = [:],
        piecesMax: Int = .max
    ) async throws -> Answer {
        let channel = try await connect()
        return try await channel.executeThenClose { inbound, outbound in
            for part in request(method, path, body, headers) { try await outbound.write(part) }
            var answer = Answer()
            for try await part in inbound {
                switch part {
                case .head(let head):
                    answer.status = Int(head.status.code)
                    answer.headers = head.headers
                case .body(let bytes): answer.pieces.append(String(buffer: bytes))
                case .end: answer.isComplete = true
                }
                if answer.isComplete || answer.pieces.count >= piecesMax { break }
            }
            return answer
        }
    }

    func post(_ path: String, _ body: String) async throws -> Answer {
        try await send(.POST, path, body)
    }

    func get(_ path: String) async throws -> Answer {
        try await send(.GET, path)
    }

    private func request(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String?,
        _ headers: HTTPHeaders
    ) -> [HTTPClientRequestPart] {
        let body = ByteBuffer(string: body ?? "")
        var headers = headers
        headers.add(name: "host", value: "\(host):\(port)")
        headers.add(name: "content-length", value: "\(body.readableBytes)")
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
        return [.head(head), .body(.byteBuffer(body)), .end(nil)]
    }

    private func connect() async throws
        -> NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
    {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }
}

enum ProbeError: Error {
    case badURL(String)
    case noJSON(String)
}

extension HTTPProbe.Answer {
    func json() throws -> [String: any Sendable] {
        try Self.json(text)
    }

    static func json(_ text: String) throws -> [String: any Sendable] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let object = value as? [String: any Sendable] else { throw ProbeError.noJSON(text) }
        return object
    }

    var error: String? { try? json()["error"] as? String }

    func vectors() throws -> [[Double]] {
        try json()["embeddings"] as? [[Double]] ?? []
    }
}

extension [Double] {
    func dot(_ other: [Double]) -> Double {
        zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
    }

    var length: Double { dot(self).squareRoot() }
}

internal import Foundation
package import NIOCore
package import NIOHTTP1

/// A request, whole.
package struct HTTPRequest: Sendable {
    package let method: HTTPMethod
    /// Without what follows a "?".
    package let path: String
    /// What follows the "?".
    package let query: [String: String]
    package let headers: HTTPHeaders
    package let body: ByteBuffer
}

/// One request and the way to answer it, well or badly.
package final class HTTPExchange: Sendable {
    package let request: HTTPRequest
    private let channel: any Channel

    init(request: HTTPRequest, channel: any Channel) {
        self.request = request
        self.channel = channel
    }

    /// The whole answer at once.
    package func answer(
        _ status: HTTPResponseStatus,
        _ body: ByteBuffer,
        type: String = "application/json; charset=utf-8",
        headers: HTTPHeaders = HTTPHeaders()
    ) async throws {
        var headers = headers
        headers.replaceOrAdd(name: "content-type", value: type)
        headers.replaceOrAdd(name: "content-length", value: "\(body.readableBytes)")
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        if request.method != .HEAD {
            channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
        }
        try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    }

    /// The head of an answer that comes in pieces.
    package func begin(
        _ status: HTTPResponseStatus = .ok,
        type: String = "application/x-ndjson"
    ) {
        let head = HTTPResponseHead(
            version: .http1_1,
            status: status,
            headers: ["content-type": type]
        )
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
    }

    /// One piece, sent at once.
    package func send(_ piece: ByteBuffer) async throws {
        try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(piece)))
    }

    /// The end of an answer that came in pieces.
    package func end() async throws {
        try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    }

    /// Drops the connection without a word: its client sees "connection reset by peer".
    package func reset() async {
        await channel.reset()
    }

    /// Waits until the client goes away.
    package func hang() async {
        try? await channel.closeFuture.get()
    }
}

extension Channel {
    /// Closes with RST instead of FIN, as the system does for a process that was killed.
    func reset() async {
        let noLingering = linger(l_onoff: 1, l_linger: 0)
        try? await (self as? any SocketOptionProvider)?.setSoLinger(noLingering).get()
        try? await close()
    }
}

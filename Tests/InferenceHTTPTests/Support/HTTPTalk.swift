import JSONText
import NIOCore

/// A client's side of a connection, in bytes.
struct HTTPTalk {
    typealias Inbound = NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator

    private var inbound: Inbound
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private var unread: [UInt8] = []

    init(
        _ inbound: Inbound,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ channel: any Channel
    ) {
        self.inbound = inbound
        self.outbound = outbound
        self.channel = channel
    }

    func send(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        headers: [String] = []
    ) async throws {
        var lines = ["\(method) \(path) HTTP/1.1"] + headers
        if !headers.contains(where: { $0.lowercased().hasPrefix("host:") }) {
            lines.append("Host: 127.0.0.1")
        }
        if let body { lines.append("Content-Length: \(body.utf8.count)") }
        try await send((lines + ["", body ?? ""]).joined(separator: "\r\n"))
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    /// Goes away without a word.
    func hangUp() async throws {
        try await channel.close()
    }

    mutating func answer() async throws -> HTTPAnswer {
        var answer = try await head()
        while let part = try await bodyPart(of: answer) { answer.body += part }
        return answer
    }

    mutating func head() async throws -> HTTPAnswer {
        let lines = try await text(until: "\r\n\r\n").split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        var answer = HTTPAnswer(status: status ?? 0)
        for line in lines.dropFirst() {
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst().drop { $0 == " " }
            answer.headers[line[..<colon].lowercased()] = String(value)
        }
        return answer
    }

    /// The next chunk, or all of a body that has a length; nil: it is whole.
    mutating func bodyPart(of answer: HTTPAnswer) async throws -> String? {
        if answer.headers["transfer-encoding"] == "chunked" {
            let size = Int(try await text(until: "\r\n"), radix: 16) ?? 0
            let chunk = try await bytes(size)
            _ = try await bytes(2)
            return size == 0 ? nil : String(decoding: chunk, as: UTF8.self)
        }
        let length = answer.headers["content-length"].flatMap { Int($0) } ?? 0
        guard answer.body.isEmpty, length > 0 else { return nil }
        return String(decoding: try await bytes(length), as: UTF8.self)
    }

    /// Everything until the server closes.
    mutating func rest() async throws -> String {
        while try await more() {}
        defer { unread = [] }
        return String(decoding: unread, as: UTF8.self)
    }

    private mutating func text(until mark: String) async throws -> String {
        let mark = Array(mark.utf8)
        while true {
            if let range = unread.firstRange(of: mark) {
                defer { unread.removeSubrange(..<range.upperBound) }
                return String(decoding: unread[..<range.lowerBound], as: UTF8.self)
            }
            guard try await more() else { throw HTTPTalkEnded(unread: unread) }
        }
    }

    private mutating func bytes(_ count: Int) async throws -> [UInt8] {
        while unread.count < count {
            guard try await more() else { throw HTTPTalkEnded(unread: unread) }
        }
        defer { unread.removeFirst(count) }
        return Array(unread.prefix(count))
    }

    private mutating func more() async throws -> Bool {
        guard let buffer = try await inbound.next(isolation: #isolation) else { return false }
        unread += buffer.readableBytesView
        return true
    }
}

/// The server closed in the middle.
struct HTTPTalkEnded: Error {
    let unread: [UInt8]
}

struct HTTPAnswer: Sendable {
    var status: Int
    /// By lower-case names.
    var headers: [String: String] = [:]
    var body = ""

    init(status: Int) {
        self.status = status
    }

    var type: String? { headers["content-type"] }

    func json() throws -> JSONValue { try JSONReader.value(of: Array(body.utf8)) }

    /// The data of each server-sent event.
    var events: [String] {
        body.split(separator: "\n\n").compactMap { event in
            event.split(separator: "\n").first { $0.hasPrefix("data: ") }.map {
                String($0.dropFirst(6))
            }
        }
    }
}

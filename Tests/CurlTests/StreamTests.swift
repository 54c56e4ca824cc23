import Curl
import NIOCore
import ScriptedHTTP
import Synchronization
import Testing

@Suite struct `A stream of curl` {
    @Test func `brings the head, then the body, then ends`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
            connection.write("2\r\nde\r\n0\r\n\r\n")
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                var chunks: [CurlChunk] = []
                let head = try await client.stream(CurlRequest(url: server.url)) {
                    chunks.append($0)
                }
                #expect(head.status == 200)
                #expect(chunks.first == .head(head))
                #expect(chunks.bytes == Array("abcde".utf8))
            }
        }
    }

    @Test func `brings the head before any of the body is there, and bytes as they come`()
        async throws
    {
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                let chunks = Arrivals<CurlChunk>()
                async let head = client.stream(CurlRequest(url: server.url)) { chunks.add($0) }
                let served = await arrivals.next()
                served.connection.write("HTTP/1.1 404 Gone\r\nContent-Length: 2\r\n\r\n")
                guard case .head(let first) = await chunks.next() else {
                    Issue.record("bytes before the head")
                    return
                }
                #expect(first.status == 404)
                served.connection.write("a")
                #expect(await chunks.next() == .bytes([0x61]))
                served.connection.write("b")
                #expect(await chunks.next() == .bytes([0x62]))
                let last = try await head
                #expect(last == first)
            }
        }
    }

    @Test func `of an empty body is its head`() async throws {
        try await ScriptedServer.run(ScriptedServer.answering()) { server in
            try await withClient { client in
                var chunks: [CurlChunk] = []
                let head = try await client.stream(CurlRequest(url: server.url)) {
                    chunks.append($0)
                }
                #expect(chunks == [.head(head)])
            }
        }
    }

    @Test func `ends with an error where the body is cut off, after what had come`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
            connection.close()
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let (error, chunks) = await client.streamError(of: CurlRequest(url: server.url))
                #expect(error?.code == .reset)
                #expect(chunks.bytes == Array("abc".utf8))
            }
        }
    }

    @Test func `closes its connection when its reader has enough`() async throws {
        struct Enough: Error {}
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                let stream = Task {
                    try await client.stream(CurlRequest(url: server.url)) { _ in throw Enough() }
                }
                let served = await arrivals.next()
                served.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
                await #expect(throws: Enough.self) { try await stream.value }
                try await served.connection.closed()
            }
        }
    }

    /// The body is far larger than every buffer between the two.
    @Test func `holds the server back while nobody reads, and loses nothing`() async throws {
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        let pieces = 48
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                let isRead = Arrivals<Void>()
                let hasHead = Arrivals<Void>()
                async let total = {
                    var total = 0
                    try await client.stream(CurlRequest(url: server.url + "large")) { chunk in
                        switch chunk {
                        case .head:
                            hasHead.add(())
                            await isRead.next()
                        case .bytes(let bytes):
                            total += bytes.count
                        }
                    }
                    return total
                }()
                let served = await arrivals.next()
                let upload = Upload(of: piece, times: pieces, to: served.connection)
                await hasHead.next()
                let stalledAt = try await upload.stalled {
                    async let answer = client.answer(to: CurlRequest(url: server.url))
                    await arrivals.next().connection.answer("others are served meanwhile")
                    let status = try await answer.status
                    #expect(status == 200)
                }
                #expect(stalledAt < pieces / 2)
                isRead.add(())
                let bytes = try await total
                #expect(bytes == pieces * piece.count)
            }
        }
    }
}

/// A body that a server sends piece by piece, each when the last one has left.
private final class Upload: Sendable {
    private let sent = Mutex(0)

    init(of piece: [UInt8], times: Int, to connection: ServedConnection) {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(piece.count * times)\r\n\r\n")
        send(ByteBuffer(bytes: piece), times: times, to: connection.channel)
    }

    private func send(_ piece: ByteBuffer, times: Int, to channel: any Channel) {
        guard times > 0 else { return }
        channel.writeAndFlush(piece).whenSuccess { [self] in
            sent.withLock { $0 += 1 }
            send(piece, times: times - 1, to: channel)
        }
    }

    /// How many pieces have left when, over a hundred rounds of other work, no more does.
    func stalled(_ round: () async throws -> Void) async throws -> Int {
        var last = -1
        while true {
            let now = sent.withLock { $0 }
            if now == last { return now }
            last = now
            for _ in 0..<100 { try await round() }
        }
    }
}

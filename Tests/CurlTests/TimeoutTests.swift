import Curl
import Glibc
import NIOCore
import ScriptedHTTP
import Testing

@Suite struct `A request that takes too long` {
    private let soon = Duration.milliseconds(40)

    @Test func `has timed out of its connection when TLS is never answered`() async throws {
        try await ScriptedServer.run(ScriptedServer.silence) { server in
            try await withClient { client in
                let request = CurlRequest(
                    url: "https://127.0.0.1:\(server.port)/",
                    limits: TransferLimits { $0.connectTimeout = soon }
                )
                #expect(await client.error(of: request)?.code == .timedOut(.connect))
            }
        }
    }

    @Test func `has timed out of its connection when nobody accepts it`() async throws {
        let full = try FullListener()
        defer { full.close() }
        try await withClient { client in
            let request = CurlRequest(
                url: "http://127.0.0.1:\(full.port)/",
                limits: TransferLimits { $0.connectTimeout = soon }
            )
            let error = await client.error(of: request)
            #expect(error?.code == .timedOut(.connect))
            #expect(error?.message.contains("0.04 seconds") == true)
        }
    }

    @Test func `has timed out of the answer's head, and its connection is closed`() async throws {
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                var timeout = soon
                // Until there is time for it to come to the server.
                repeat {
                    let request = CurlRequest(
                        url: server.url,
                        limits: TransferLimits { $0.headTimeout = timeout }
                    )
                    #expect(await client.error(of: request)?.code == .timedOut(.head))
                    timeout *= 2
                } while server.counts.requests == 0
                try await arrivals.next().connection.closed()
            }
        }
    }

    @Test(arguments: [true, false])
    func `has timed out when nothing more comes`(isInBody: Bool) async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n" + (isInBody ? "\r\nab" : "")
            )
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let request = CurlRequest(
                    url: server.url,
                    limits: TransferLimits { $0.stallTimeout = soon }
                )
                let (error, chunks) = await client.streamError(of: request)
                #expect(error?.code == .timedOut(.stall))
                #expect(chunks.bytes == (isInBody ? Array("ab".utf8) : []))
            }
        }
    }

    @Test func `has timed out in all, though bytes never cease`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.channel.eventLoop.scheduleRepeatedTask(
                initialDelay: .zero,
                delay: .milliseconds(5)
            ) { task in
                guard connection.channel.isActive else { return task.cancel() }
                connection.write("1\r\na\r\n")
            }
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let request = CurlRequest(
                    url: server.url,
                    limits: TransferLimits {
                        $0.stallTimeout = .seconds(60)
                        $0.totalTimeout = soon
                    }
                )
                #expect(await client.error(of: request)?.code == .timedOut(.total))
            }
        }
    }

    @Test func `has timed out in all while it waits for its turn`() async throws {
        let limits = CurlLimits { $0.connectionsPerHostMax = 1 }
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient(limits: limits) { client in
                async let first = client.answer(to: CurlRequest(url: server.url))
                let served = await arrivals.next()
                let request = CurlRequest(
                    url: server.url,
                    limits: TransferLimits { $0.totalTimeout = soon }
                )
                #expect(await client.error(of: request)?.code == .timedOut(.total))
                served.connection.answer("first")
                let text = try await first.text
                #expect(text == "first")
                #expect(server.counts.requests == 1)
            }
        }
    }

    /// The clock that passes is that of a request beside it, which times out three times.
    ///
    /// The server has nothing left to send by then.
    @Test func `has not timed out while its own reader is busy`() async throws {
        let limits = CurlLimits { $0.unreadBytesMax = 1 }
        let body = String(repeating: "a", count: 128 << 10)
        let isSent = Arrivals<Void>()
        let script: ScriptedServer.Script = { request, connection in
            guard request.line.contains("large") else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
            connection.channel.writeAndFlush(ByteBuffer(string: body)).whenSuccess {
                isSent.add(())
            }
        }
        try await ScriptedServer.run(script) { server in
            try await withClient(limits: limits) { client in
                let slow = CurlRequest(
                    url: server.url,
                    limits: TransferLimits { $0.headTimeout = soon }
                )
                let large = CurlRequest(
                    url: server.url + "large",
                    limits: TransferLimits { $0.stallTimeout = soon }
                )
                var isFirst = true
                var count = 0
                try await client.stream(large) { chunk in
                    guard case .bytes(let bytes) = chunk else { return }
                    count += bytes.count
                    guard isFirst else { return }
                    isFirst = false
                    await isSent.next()
                    for _ in 0..<3 { _ = await client.error(of: slow) }
                }
                #expect(count == body.utf8.count)
            }
        }
    }
}

/// Listens, and has as many connections waiting as it may: another's is not even answered.
private struct FullListener {
    let port: UInt16
    private let sockets: [CInt]

    init() throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var sockets = [listener]
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 0) == 0,
                    getsockname(listener, address, &length) == 0
                else { return false }
                for _ in 0..<4 {
                    let other = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
                    _ = fcntl(other, F_SETFL, O_NONBLOCK)
                    _ = connect(other, address, length)
                    sockets.append(other)
                }
                return true
            }
        }
        try #require(isListening)
        port = UInt16(bigEndian: address.sin_port)
        self.sockets = sockets
    }

    func close() {
        for socket in sockets { Glibc.close(socket) }
    }
}

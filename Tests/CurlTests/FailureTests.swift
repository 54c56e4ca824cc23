import Curl
import ScriptedHTTP
import Testing

@Suite struct `A request that fails` {
    @Test func `is unreachable where nobody listens`() async throws {
        let port = try await ScriptedServer.run(ScriptedServer.silence) { $0.port }
        try await withClient { client in
            let error = await client.error(of: CurlRequest(url: "http://127.0.0.1:\(port)/a"))
            #expect(error?.code == .unreachable)
            #expect(error?.message.contains("http://127.0.0.1:\(port)/a") == true)
            #expect(error?.message.contains("Connection refused") == true)
        }
    }

    @Test func `is unresolved where the name has no address`() async throws {
        try await withClient { client in
            let error = await client.error(of: CurlRequest(url: "http://name.invalid/"))
            #expect(error?.code == .unresolved)
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ])
    func `is reset where the connection ends too early`(bytes: String) async throws {
        let script: ScriptedServer.Script = { request, connection in
            if !bytes.isEmpty { connection.write(bytes) }
            request.line.contains("reset") ? connection.reset() : connection.close()
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                for path in ["close", "reset"] {
                    let error = await client.error(of: CurlRequest(url: server.url + path))
                    #expect(error?.code == .reset, "\(path)")
                }
            }
        }
    }

    @Test(arguments: [
        "no http at all\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    ])
    func `has no answer where what comes is none`(bytes: String) async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write(bytes)
            connection.close()
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let error = await client.error(of: CurlRequest(url: server.url))
                #expect(error?.code == .other || error?.code == .reset)
            }
        }
    }

    @Test(arguments: [true, false])
    func `may have as many bytes as its limit, and no more`(hasLength: Bool) async throws {
        let script: ScriptedServer.Script = { request, connection in
            let body = String(repeating: "a", count: request.line.contains("more") ? 1_001 : 1_000)
            guard !hasLength else { return connection.answer(body) }
            let length = String(body.utf8.count, radix: 16)
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.write("\(length)\r\n\(body)\r\n0\r\n\r\n")
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let limits = TransferLimits { $0.responseBytesMax = 1_000 }
                let request = CurlRequest(url: server.url, limits: limits)
                let answer = try await client.answer(to: request)
                #expect(answer.body.count == 1_000)
                let more = CurlRequest(url: server.url + "more", limits: limits)
                let error = await client.error(of: more)
                #expect(error?.code == .tooLarge)
                #expect(error?.message.contains("1000 bytes") == true)
            }
        }
    }

    @Test func `may have a head as large as the limit, and no larger`() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: a\r\n\r\n"
        let script: ScriptedServer.Script = { request, connection in
            connection.write(request.line.contains("more") ? head.replacing("a", with: "ab") : head)
        }
        try await ScriptedServer.run(script) { server in
            try await withClient(limits: CurlLimits { $0.headBytesMax = head.utf8.count }) {
                client in
                let answer = try await client.answer(to: CurlRequest(url: server.url))
                #expect(answer.status == 200)
                let more = CurlRequest(url: server.url + "more")
                #expect(await client.error(of: more)?.code == .tooLarge)
            }
        }
    }

    /// libcurl's own doing, which `isRepeatable` documents: the server closes the kept connection
    /// at the very moment it is used again.
    @Test(arguments: [true, false])
    func `is sent again on a connection that was kept, if it may be`(
        isRepeatable: Bool
    ) async throws {
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                async let first = client.answer(to: CurlRequest(url: server.url))
                await arrivals.next().connection.answer("first")
                _ = try await first
                var request = CurlRequest(method: .post, url: server.url, body: [1, 2, 3])
                request.isRepeatable = isRepeatable
                let second = Task { [request] in try await client.answer(to: request) }
                await arrivals.next().connection.close()
                if isRepeatable {
                    let third = await arrivals.next()
                    #expect(third.request.body == [1, 2, 3])
                    third.connection.answer("third")
                    #expect(try await second.value.text == "third")
                } else {
                    let error = await #expect(throws: CurlError.self) { try await second.value }
                    #expect(error?.code == .reset)
                }
                #expect(server.counts.connections == 2)
                #expect(server.counts.requests == (isRepeatable ? 3 : 2))
            }
        }
    }

    @Test func `shows no secret`() async throws {
        let port = try await ScriptedServer.run(ScriptedServer.silence) { $0.port }
        let header = CurlHeader("Authorization", "Bearer hush", isSecret: true)
        let request = CurlRequest(
            url: "http://user:hush@127.0.0.1:\(port)/path?key=hush#hush",
            headers: [header, CurlHeader("X-Open", "shown")],
            body: Array("hush".utf8)
        )
        try await withClient { client in
            let error = await client.error(of: request)
            var dumped = ""
            dump(request, to: &dumped)
            for text in ["\(String(describing: error))", error?.message ?? "", "\(header)"] {
                #expect(!text.contains("hush"))
            }
            #expect(!dumped.contains("Bearer"))
            #expect("\([header])" == "[Authorization: …]")
            #expect("\(request.headers[1])" == "X-Open: shown")
        }
    }
}

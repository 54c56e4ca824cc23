import Curl
import Glibc
import ScriptedHTTP
import Testing

@Suite struct `A client of curl` {
    @Test(arguments: ["ftp://a/b", "file:///etc/passwd", "http://", "", "a b", "http://[::1", "\0"])
    func `says at once that a URL is none`(url: String) async throws {
        try await withClient { client in
            let error = await client.error(of: CurlRequest(url: url))
            #expect(error?.code == .badURL)
        }
    }

    @Test func `sends what it is told and brings the answer`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            connection.answer(
                request.line + " " + String(decoding: request.body, as: UTF8.self),
                status: "201 Created",
                headers: ["X-Twice: a", "x-twice:b", "X-Empty:"]
            )
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let request = CurlRequest(
                    method: .post,
                    url: server.url + "path?query",
                    body: Array("body".utf8)
                )
                let answer = try await client.answer(to: request)
                #expect(answer.status == 201)
                #expect(answer.headers.values(of: "X-TWICE") == ["a", "b"])
                #expect(answer.headers["x-empty"] == "")
                #expect(answer.headers["x-none"] == nil)
                #expect(answer.text == "POST /path?query HTTP/1.1 body")
            }
        }
    }

    /// One handle for all of them: what one sets must not reach the next.
    @Test func `sends of each request only what is its own`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            connection.answer(
                request.head.lowercased() + String(decoding: request.body, as: UTF8.self)
            )
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                func heard(
                    _ method: CurlMethod,
                    body: String,
                    _ headers: [CurlHeader]
                ) async throws -> String {
                    let request = CurlRequest(
                        method: method,
                        url: server.url,
                        headers: headers,
                        body: Array(body.utf8)
                    )
                    return try await client.answer(to: request).text
                }
                let first = try await heard(
                    .post,
                    body: "one",
                    [CurlHeader("X-A", "1"), CurlHeader("X-B", "")]
                )
                #expect(first.hasPrefix("post / http/1.1\r\n"))
                #expect(first.contains("\r\nx-a: 1\r\n") && first.contains("\r\nx-b:"))
                #expect(first.hasSuffix("\r\n\r\none"))
                #expect(!first.contains("content-type") && !first.contains("expect"))
                let second = try await heard(.get, body: "", [])
                #expect(second.hasPrefix("get / ") && second.hasSuffix("\r\n\r\n"))
                #expect(!second.contains("x-a") && !second.contains("content-length"))
                let third = try await heard(
                    .delete,
                    body: "two",
                    [CurlHeader("content-type", "a/b")]
                )
                #expect(third.hasPrefix("delete / ") && third.hasSuffix("\r\n\r\ntwo"))
                #expect(third.contains("\r\ncontent-type: a/b\r\n"))
                let fourth = try await heard(.put, body: "", [])
                #expect(fourth.hasPrefix("put / ") && fourth.contains("\r\ncontent-length: 0\r\n"))
                let fifth = try await heard(.delete, body: "", [])
                #expect(fifth.hasPrefix("delete / ") && fifth.hasSuffix("\r\n\r\n"))
                try await client.reaches(CurlLoad(idleHandles: 1))
                #expect(server.counts.connections == 1)
            }
        }
    }

    @Test func `sends a large body without waiting for leave`() async throws {
        let body = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let heard = Arrivals<ServedRequest>()
        let script: ScriptedServer.Script = { request, connection in
            heard.add(request)
            connection.answer("\(request.body.count)")
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let request = CurlRequest(method: .post, url: server.url, body: body)
                let answer = try await client.answer(to: request)
                #expect(answer.text == "\(body.count)")
                let served = await heard.next()
                #expect(served.body == body)
                #expect(!served.head.lowercased().contains("expect:"))
            }
        }
    }

    @Test func `keeps its connection for the next request, whatever the status`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            connection.answer("no", status: request.line.contains("bad") ? "503 Busy" : "200 OK")
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                for path in ["a", "bad", "b", "bad", "c"] {
                    _ = try await client.answer(to: CurlRequest(url: server.url + path))
                }
                #expect(
                    server.counts == ScriptedServer.Counts(connections: 1, open: 1, requests: 5)
                )
            }
        }
    }

    @Test func `follows no redirect`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.answer(status: "302 Found", headers: ["Location: /elsewhere"])
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let answer = try await client.answer(to: CurlRequest(url: server.url))
                #expect(answer.status == 302)
                #expect(answer.headers["location"] == "/elsewhere")
                #expect(server.counts.requests == 1)
            }
        }
    }

    @Test func `keeps no cookie`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            connection.answer(request.head, headers: ["Set-Cookie: a=b"])
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                _ = try await client.answer(to: CurlRequest(url: server.url))
                let second = try await client.answer(to: CurlRequest(url: server.url))
                #expect(!second.text.lowercased().contains("cookie"))
            }
        }
    }

    @Test func `passes over interim answers and trailers`() async throws {
        let script: ScriptedServer.Script = { _, connection in
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")
            connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            connection.write("2\r\nab\r\n0\r\nX-Trailer: y\r\n\r\n")
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                let answer = try await client.answer(to: CurlRequest(url: server.url))
                #expect(answer.status == 200)
                #expect(answer.headers.all.map(\.name) == ["Transfer-Encoding"])
                #expect(answer.text == "ab")
            }
        }
    }

    @Test func `asks no proxy of the environment`() async throws {
        let names = ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
        for name in names { setenv(name, "http://127.0.0.1:1", 1) }
        defer { for name in names { unsetenv(name) } }
        try await ScriptedServer.run(ScriptedServer.answering("straight")) { server in
            try await withClient { client in
                let answer = try await client.answer(to: CurlRequest(url: server.url))
                #expect(answer.text == "straight")
            }
        }
    }

    @Test(arguments: [
        ("A\r\nB", "c"), ("A", "b\nC: d"), ("A", "b\0"), ("", "b"), ("A B", "c"), ("A:", "b"),
    ])
    func `sends no header that would be two`(name: String, value: String) async throws {
        try await ScriptedServer.run(ScriptedServer.answering()) { server in
            try await withClient { client in
                let request = CurlRequest(url: server.url, headers: [CurlHeader(name, value)])
                #expect(await client.error(of: request)?.code == .badHeader)
                #expect(server.counts.requests == 0)
            }
        }
    }
}

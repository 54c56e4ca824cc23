import Curl
import Testing

@Suite struct `A client of curl` {
    @Test func `says at once that a URL is none`() async throws {
        try await withClient { client in
            let error = await #expect(throws: CurlError.self) {
                try await client.answer(to: CurlRequest(url: "ftp://a/b"))
            }
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
                var request = CurlRequest(method: .post, url: server.url + "path?query")
                request.body = Array("body".utf8)
                let answer = try await client.answer(to: request)
                #expect(answer.status == 201)
                #expect(answer.headers.values(of: "X-TWICE") == ["a", "b"])
                #expect(answer.headers["x-empty"] == "")
                #expect(
                    String(decoding: answer.body, as: UTF8.self) == "POST /path?query HTTP/1.1 body"
                )
            }
        }
    }

    @Test func `brings a stream's head, then its body, then ends`() async throws {
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
}

/// Runs `body` with a client and closes it.
func withClient<Result>(
    limits: CurlLimits = CurlLimits(),
    _ body: (CurlClient) async throws -> Result
) async throws -> Result {
    let client = CurlClient(limits: limits)
    do {
        let result = try await body(client)
        await client.close()
        return result
    } catch {
        await client.close()
        throw error
    }
}

extension [CurlChunk] {
    var bytes: [UInt8] {
        flatMap { chunk -> [UInt8] in
            if case .bytes(let bytes) = chunk { bytes } else { [] }
        }
    }
}

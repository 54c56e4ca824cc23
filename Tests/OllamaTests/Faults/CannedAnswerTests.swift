import Channels
import Curl
import Ollama
import Spaces
import Testing

/// What no double says, and what others say in Ollama's place.
@Suite(.timeLimit(.minutes(1))) struct `An answer that a test wrote` {
    private func with(
        _ answers: [Canned],
        limits: OllamaLimits = OllamaLimits(),
        step: Duration = .zero,
        _ body: (OllamaHost, CannedServer) async throws -> Void
    ) async throws {
        try await CannedServer.with(answers) { server in
            try await CurlClient.with { client in
                let settings = OllamaSettings(
                    name: "canned",
                    address: try OllamaAddress(server.url + "/prefix/"),
                    key: "sk-very-secret",
                    limits: limits
                )
                let clock = SteppingClock(step: step)
                try await body(OllamaHost(settings, client: client, clock: clock), server)
            }
        }
    }

    private func error(_ work: () async throws -> Void) async -> HostError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? HostError
        }
    }

    @Test(arguments: [
        ("200 OK", "<html>It works</html>", HostError.Code.failed), ("200 OK", "", .failed),
        ("200 OK", "[]", .failed), ("200 OK", "{\"version\":1}", .failed),
        ("204 No Content", "", .failed), ("301 Moved Permanently", "", .denied),
        ("401 Unauthorized", "{\"error\":{\"message\":\"no key\"}}", .denied),
        ("403 Forbidden", "nginx", .denied), ("404 Not Found", "404 page not found", .denied),
        ("408 Request Timeout", "", .timedOut), ("429 Too Many Requests", "", .busy),
        ("500 Internal Server Error", "{\"error\":\"\"}", .failed),
        ("502 Bad Gateway", "<html>", .unreachable), ("503 Service Unavailable", "", .busy),
        ("504 Gateway Timeout", "", .timedOut),
    ])
    func `that is no success, or not Ollama's, becomes an error with a sentence`(
        status: String,
        body: String,
        code: HostError.Code
    ) async throws {
        try await with([Canned(status, body)]) { host, server in
            let error = await error { _ = try await host.version() }
            #expect(error?.code == code)
            #expect(error?.message.hasPrefix(server.url + "/prefix/api/version answered ") == true)
            #expect(error?.message.hasSuffix(".") == true)
        }
    }

    @Test func `may say when to ask again`() async throws {
        let answers = ["7", "0", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "99999999"].map {
            Canned("503 Service Unavailable", headers: ["Retry-After: \($0)"], "")
        }
        try await with(answers) { host, _ in
            for expected in [Duration.seconds(7), .zero, nil, nil, nil] {
                let error = await error { _ = try await host.version() }
                #expect(error?.code == .busy)
                #expect(error?.retryAfter == expected)
            }
        }
    }

    @Test func `follows the key, and no error repeats it`() async throws {
        let echo = "{\"error\":\"Bearer sk-very-secret is wrong, get another than sk-very-secret\"}"
        try await with([Canned("401 Unauthorized", echo)]) { host, server in
            let error = await error { _ = try await host.installed() }
            #expect(error?.code == .denied)
            #expect(error?.message.contains("… is wrong, get another than …") == true)
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("GET /prefix/api/tags HTTP/1.1\r\n"))
            #expect(request.contains("Authorization: Bearer sk-very-secret\r\n"))
        }
    }

    /// More than any buffer on the way holds: whoever goes at the last line leaves it unsent.
    @Test(arguments: ["{\"done\":true}", "{\"error\":\"it broke\"}"])
    func `to a chat is read to its end, also behind its last line`(line: String) async throws {
        let rest = String(repeating: String(repeating: "x", count: 1 << 20) + "\n", count: 32)
        try await with([Canned("200 OK", line + "\n" + rest)]) { host, server in
            let error = await error {
                _ = try await host.chat("m", body: "{}", keepAlive: .seconds(1)) { _ in }
            }
            #expect((error == nil) == line.contains("done"))
            #expect(await server.nextIsWhole() == true)
        }
    }

    @Test func `has settings behind it that show no key`() throws {
        let settings = OllamaSettings(
            name: "a",
            address: try OllamaAddress("gpu"),
            key: "sk-very-secret"
        )
        var dumped = ""
        dump(settings, to: &dumped)
        for text in ["\(settings)", String(reflecting: settings), dumped] {
            #expect(text.contains("gpu"))
            #expect(!text.contains("secret"))
        }
    }

    @Test func `is read up to its bound and no further`() async throws {
        let body = "{\"version\":\"1.2.3\"}"
        var limits = OllamaLimits()
        limits.answerBytesMax = body.utf8.count
        try await with([Canned("200 OK", body)], limits: limits) { host, _ in
            let version = try await host.version()
            #expect(version == "1.2.3")
        }
        limits.answerBytesMax -= 1
        try await with([Canned("200 OK", body)], limits: limits) { host, _ in
            let error = await error { _ = try await host.version() }
            #expect(error?.code == .failed)
        }
    }

    @Test(arguments: ["\\\"e\\\" does not support chat", "it is an embedder"])
    func `that refuses to unload by a chat brings generate to try`(refusal: String) async throws {
        let refused = Canned("400 Bad Request", "{\"error\":\"\(refusal)\"}")
        try await with([refused, Canned("200 OK", "{\"done\":true}")]) { host, server in
            try await host.unload("e")
            let requests = server.requests
            #expect(requests.count == 2)
            #expect(requests[0].hasPrefix("POST /prefix/api/chat "))
            #expect(requests[0].hasSuffix("{\"model\":\"e\",\"messages\":[],\"keep_alive\":0}"))
            #expect(requests[1].hasPrefix("POST /prefix/api/generate "))
            #expect(requests[1].hasSuffix("{\"model\":\"e\",\"keep_alive\":0}"))
        }
    }

    @Test func `that refuses both ways of unloading is told as the second`() async throws {
        let answers = [
            Canned("400 Bad Request", "{\"error\":\"does not support chat\"}"),
            Canned("500 Internal Server Error", "{\"error\":\"it hangs\"}"),
        ]
        try await with(answers) { host, _ in
            let error = await error { try await host.unload("e") }
            #expect(error?.code == .failed)
            #expect(error?.message.contains("/api/generate answered 500, \"it hangs\"") == true)
        }
    }

    @Test func `to a load may say how long it took`() async throws {
        let answer = Canned("200 OK", "{\"embeddings\":[],\"load_duration\":1500000000}")
        try await with([answer], step: .seconds(9)) { host, _ in
            let report = try await host.load("e", as: .embedding, keepAlive: .pinned)
            #expect(report == LoadReport(loadTime: .milliseconds(1_500)))
        }
    }

    /// Ollama's own says nothing of it.
    @Test(arguments: [(50, 0), (51, 51), (9_000, 9_000)])
    func `to a load is timed where it does not say, from where a load is noticed`(
        milliseconds: Int,
        reported: Int
    ) async throws {
        let step = Duration.milliseconds(milliseconds)
        try await with([Canned("200 OK", "{\"embeddings\":[]}")], step: step) { host, _ in
            let report = try await host.load("e", as: .embedding, keepAlive: .pinned)
            #expect(report == LoadReport(loadTime: .milliseconds(reported)))
        }
    }

    @Test(arguments: [
        ("{\"embeddings\":[]}", 1), ("{}", 1), ("{\"embeddings\":null}", 1),
        ("{\"embeddings\":[null]}", 1), ("{\"embeddings\":[[1,null]]}", 1),
        ("{\"embeddings\":[[\"1\"]]}", 1), ("{\"embeddings\":[[1e99]]}", 1),
        ("{\"embeddings\":[[NaN]]}", 1), ("{\"embeddings\":[[1]]", 1), ("{\"embeddings\":[1]}", 1),
        ("<html>", 1), ("", 1), ("{\"embeddings\":[[1]]} {}", 1), ("{\"embeddings\":[[1]]}", 2),
        ("{\"embeddings\":[[1],[2]]}", 1),
    ])
    func `may hold no vectors that can be read`(body: String, texts: Int) async throws {
        try await with([Canned("200 OK", body)]) { host, server in
            let texts = (0..<texts).map { "\($0)" }
            let error = await #expect(throws: EmbedderError.self) {
                try await host.embedBackend(for: "e").embed(EmbedRequest(texts))
            }
            #expect(error?.code == .invalidAnswer)
            #expect(error?.message.contains("\"e\" at \(server.url)/prefix") == true)
        }
    }

    @Test func `brings vectors with their tokens and the time of a load`() async throws {
        let body = """
            {"model":"e","embeddings":[[1,-2.5e-3],[0,3]],"total_duration":9,"load_duration":7,\
            "prompt_eval_count":11}
            """
        try await with([Canned("200 OK", body)]) { host, _ in
            let reply = try await host.embedBackend(for: "e").embed(EmbedRequest(["a", "b"]))
            let vectors: [[Float]] = [[1, -0.0025], [0, 3]]
            #expect(
                reply == EmbedReply(vectors: vectors, tokens: 11, loadTime: .nanoseconds(7))
            )
        }
    }
}

import InferenceHTTP
import Testing

/// Web pages and programs with pages, as browsers send what they ask.
@Suite struct CrossOriginTests {
    private static let local = [
        "http://localhost", "https://localhost:3000", "http://127.0.0.1:8080", "http://[::1]:3000",
        "http://0.0.0.0:80", "app://obsidian.md", "file://", "tauri://localhost",
        "vscode-webview://1a2b",
    ]
    private static let foreign = [
        "https://example.org", "http://localhost.example.org", "http://127.0.0.1.example.org",
        "http://0.0.0.0.example.org", "null", "localhost",
    ]

    private func ask(
        _ method: String,
        _ path: String,
        _ body: String? = nil,
        from origin: String,
        token: String? = nil
    ) async throws -> HTTPAnswer {
        var front = Front()
        front.settings.token = token.flatMap(BearerToken.init)
        return try await front.serving { served in
            try await served.ask(method, path, body, headers: ["Origin: \(origin)"])
        }
    }

    @Test(arguments: local, ["/api/chat", "/v1/chat/completions", "/jobs/1"])
    func `a page of this machine may ask, and is told so beforehand`(
        origin: String,
        path: String
    ) async throws {
        // A browser sends no token beforehand.
        for token in [nil, "0123456789abcdef"] {
            let answer = try await ask("OPTIONS", path, from: origin, token: token)
            #expect(answer.status == 204)
            #expect(answer.headers["access-control-allow-origin"] == origin)
            #expect(answer.headers["access-control-allow-methods"]?.contains("DELETE") == true)
            let headers = answer.headers["access-control-allow-headers"] ?? ""
            #expect(headers.contains("Authorization, Content-Type"))
            #expect(headers.contains("x-stainless-retry-count"))
            #expect(answer.headers["access-control-max-age"] == "43200")
            #expect(answer.headers["vary"] == "Origin")
        }
    }

    @Test(arguments: foreign)
    func `a page of somebody else's may not, and reads nothing`(origin: String) async throws {
        for method in ["OPTIONS", "GET"] {
            let answer = try await ask(method, "/api/tags", from: origin)
            #expect(answer.status == 403)
            #expect(answer.headers["access-control-allow-origin"] == nil)
        }
    }

    @Test func `answers, streams and errors can be read by a page of this machine`() async throws {
        let chat = #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]}"#
        let asks = [
            ("GET", "/api/tags", nil, 200), ("POST", "/api/chat", chat, 200),
            ("POST", "/api/chat", "{", 400), ("GET", "/nothing", nil, 404),
        ]
        for (method, path, body, status) in asks {
            let origin = "http://localhost:3000"
            let answer = try await ask(method, path, body, from: origin)
            #expect(answer.status == status)
            #expect(answer.headers["access-control-allow-origin"] == origin)
        }
    }

    @Test func `who is no page is told nothing of pages`() async throws {
        let answer = try await Front().serving { try await $0.ask("GET", "/api/tags") }
        #expect(answer.headers["access-control-allow-origin"] == nil)
        #expect(answer.headers["vary"] == nil)
    }
}

import Channels
import InferenceHTTP
import JSONText
import Testing

@Suite struct FrontTests {
    private static let question =
        #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]}"#

    @Test func `it says where it listens, and listens no more when it is drained`() async throws {
        let address = try await Front().serving { served in
            #expect(served.address.port > 0)
            #expect(served.address.description == "http://127.0.0.1:\(served.address.port)")
            return served
        }
        await #expect(throws: (any Error).self) { try await address.ask("GET", "/") }
    }

    @Test func `an address that is taken is an error for all who wait`() async throws {
        try await Front().serving { served in
            var second = Front()
            second.settings.address = served.address
            await #expect(throws: (any Error).self) { try await second.serving { _ in } }
        }
    }

    @Test func `an answer in flight ends before a drain does`() async throws {
        let chat = FakeChat { _ in [.begin(1), .say(ChatPiece(content: "a"))] }
        var front = Front()
        front.chat = chat
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send("POST", "/api/chat", Self.question)
                let head = try await talk.head()
                _ = try await talk.bodyPart(of: head)
                async let drained: Void = served.front.drain()
                chat.say(
                    .say(ChatPiece(content: "z")),
                    .end(.succeeded, ""),
                    of: JobID(rawValue: 1)
                )
                let rest = try await talk.rest()
                #expect(rest.contains(#""content":"z""#))
                #expect(rest.contains(#""done":true"#))
                await drained
            }
        }
        #expect(chat.requests.count == 1)
    }

    @Test func `a drain ends behind the cancelling of what it cuts off`() async throws {
        let chat = FakeChat { _ in [.wait] }
        // Whoever does not wait for it is ahead of it.
        chat.turnsBeforeCancel = 100_000
        var front = Front()
        front.chat = chat
        front.settings.limits.drainGrace = .milliseconds(10)
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send("POST", "/api/chat", Self.question)
                _ = await chat.submitted.next()
                await served.front.drain()
                #expect(try await chat.job(JobID(rawValue: 1)).job.state == .cancelled)
            }
        }
    }

    @Test func `a job that cannot be watched is cancelled, and the client is told`() async throws {
        let chat = FakeChat { _ in [.wait] }
        chat.refuseWatching(with: ChannelError(.full, "10 watch jobs already."))
        var front = Front()
        front.chat = chat
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/chat", Self.question)
        }
        #expect(answer.status == 503)
        #expect(answer.body.contains("10 watch jobs already."))
        #expect(try await chat.job(JobID(rawValue: 1)).job.state == .cancelled)
    }

    @Test func `requests that are sent ahead are answered in their order`() async throws {
        try await Front().serving { served in
            try await served.connected { talk in
                try await talk.send("GET", "/api/version")
                try await talk.send("GET", "/")
                try await talk.send("GET", "/nothing")
                #expect(try await talk.answer().body.contains("0.13.5"))
                #expect(try await talk.answer().body == "Ollama is running")
                #expect(try await talk.answer().status == 404)
            }
        }
    }

    @Test(arguments: [
        ("GET", "/nothing", 404, #"{"error":"There is no route \"/nothing\"."}"#),
        ("GET", "/api/chat", 405, #"{"error":"/api/chat takes POST, not GET."}"#),
        ("POST", "/api/tags", 405, #"{"error":"/api/tags takes GET, HEAD, not POST."}"#),
        ("OPTIONS", "/jobs", 405, #"{"error":"/jobs takes POST, not OPTIONS."}"#),
        (
            "DELETE", "/v1/models", 405,
            #"""
            {"error":{"message":"/v1/models takes GET, HEAD, not DELETE.",\#
            "type":"invalid_request_error","param":null,"code":null}}
            """#
        ),
    ])
    func `what no route takes is said in the words of its API`(
        method: String,
        path: String,
        status: Int,
        body: String
    ) async throws {
        let answer = try await Front().serving { try await $0.ask(method, path) }
        #expect(answer.status == status)
        #expect(answer.body == body)
        #expect((answer.headers["allow"] != nil) == (status == 405))
    }
}

@Suite struct FrontLimitsTests {
    private func ask(_ body: String, max: Int) async throws -> HTTPAnswer {
        var front = Front()
        front.settings.limits.bodyBytesMax = max
        return try await front.serving { try await $0.ask("POST", "/api/show", body) }
    }

    @Test func `a body may be as long as its limit, and no longer`() async throws {
        let body = #"{"model":"llama3.2"}"#
        #expect(try await ask(body, max: body.utf8.count).status == 200)
        let larger = try await ask(body, max: body.utf8.count - 1)
        #expect(larger.status == 413)
        #expect(larger.body.contains("larger than \(body.utf8.count - 1) bytes"))
    }

    @Test func `a body that does not say its length is bounded too`() async throws {
        var front = Front()
        front.settings.limits.bodyBytesMax = 20
        try await front.serving { served in
            for (extra, status) in [("", 200), (" ", 413)] {
                try await served.connected { talk in
                    let body = #"{"model":"llama3.2"}"# + extra
                    try await talk.send(
                        "POST /api/show HTTP/1.1\r\nHost: localhost\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + "\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n0\r\n\r\n"
                    )
                    #expect(try await talk.answer().status == status)
                }
            }
        }
    }

    @Test func `all bodies together are bounded`() async throws {
        var front = Front()
        front.settings.limits.bodiesBytesMax = 10
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/show", #"{"model":"llama3.2"}"#)
        }
        #expect(answer.status == 503)
        #expect(answer.headers["retry-after"] == "1")
    }

    @Test func `a request has so many fields of so many bytes, and no more`() async throws {
        var front = Front()
        front.settings.limits.fieldsMax = 3
        front.settings.limits.fieldBytesMax = 40
        try await front.serving { served in
            #expect(try await served.ask("GET", "/", headers: ["A: 1", "B: 2"]).status == 200)
            let many = try await served.ask("GET", "/", headers: ["A: 1", "B: 2", "C: 3"])
            #expect(many.status == 400)
            let fits = "A: " + String(repeating: "x", count: 39)
            #expect(try await served.ask("GET", "/", headers: [fits]).status == 200)
            #expect(try await served.ask("GET", "/", headers: [fits + "xx"]).status == 400)
        }
    }

    @Test(arguments: [
        "{", "[]", "nul", #"{"model":"\ud8"}"#, "{\"model\":\"\u{1}\"}", #"{"model":1e999}"#,
        #"{"a":"# + String(repeating: "[", count: 70),
        String(repeating: #"{"a":"#, count: 100_000),
    ])
    func `a body that is no JSON is refused`(body: String) async throws {
        for path in ["/api/chat", "/api/embed", "/v1/chat/completions", "/jobs"] {
            let answer = try await Front().serving { try await $0.ask("POST", path, body) }
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: ["hello\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n", "\u{0}\u{0}\r\n\r\n"])
    func `bytes that are no HTTP end their connection alone`(bytes: String) async throws {
        try await Front().serving { served in
            try await served.connected { talk in
                try await talk.send(bytes)
                #expect(try await talk.rest().hasPrefix("HTTP/1.1 400"))
            }
            #expect(try await served.ask("GET", "/").status == 200)
        }
    }
}

@Suite struct DoorkeeperTests {
    private func status(
        _ headers: [String],
        token: String? = nil,
        path: String = "/api/tags"
    ) async throws -> HTTPAnswer {
        var front = Front()
        front.settings.token = token.flatMap(BearerToken.init)
        return try await front.serving { try await $0.ask("GET", path, headers: headers) }
    }

    @Test func `where a token is set, it opens`() async throws {
        let token = "0123456789abcdef"
        let right = ["Authorization: Bearer \(token)", "Origin: https://example.org"]
        #expect(try await status(right, token: token).status == 200)
        for headers in [[], ["Authorization: Bearer \(token)x"], ["Authorization: Basic \(token)"]]
        {
            let answer = try await status(headers, token: token)
            #expect(answer.status == 401)
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(!answer.body.contains(token))
        }
        let openAI = try await status([], token: token, path: "/v1/models")
        #expect(try openAI.json()["error"]?["code"] == .string("invalid_api_key"))
    }

    @Test(arguments: [
        ("Origin: https://example.org", 403), ("Origin: http://localhost.example.org", 403),
        ("Origin: null", 403), ("Origin: http://localhost:3000", 200),
        ("Origin: http://[::1]:3000", 200), ("Origin: app://obsidian.md", 200),
        ("Host: example.org", 403), ("Host: 127.0.0.1.example.org:11434", 403),
        ("Host: localhost:11434", 200), ("Host: [::1]:11434", 200),
    ])
    func `without a token no web page of others gets in`(header: String, expected: Int) async throws
    {
        #expect(try await status([header]).status == expected)
    }
}

import Channels
import JSONText
import Testing

@Suite struct OllamaChatTests {
    private static let question =
        #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    private func ask(_ rest: String = "}", of front: Front) async throws -> HTTPAnswer {
        try await front.serving { try await $0.ask("POST", "/api/chat", Self.question + rest) }
    }

    @Test func `a chat streams a line for each piece and ends with its statistics`() async throws {
        let answer = try await ask(of: Front())
        #expect(answer.status == 200)
        #expect(answer.type == "application/x-ndjson")
        let head = #"{"model":"llama3.2","created_at":"\#(Front.now)","#
        #expect(
            answer.body == """
                \(head)"message":{"role":"assistant","content":"Hel"},"done":false}
                \(head)"message":{"role":"assistant","content":"lo"},"done":false}
                \(head)"message":{"role":"assistant","content":""},"done":true,\
                "done_reason":"stop","total_duration":5000,"prompt_eval_count":7,\
                "eval_count":3,"eval_duration":900}

                """
        )
    }

    @Test func `a chat that is not streamed is one answer`() async throws {
        let answer = try await ask(#","stream":false}"#, of: Front())
        #expect(answer.status == 200)
        #expect(answer.type == "application/json; charset=utf-8")
        #expect(
            answer.body == """
                {"model":"llama3.2","created_at":"\(Front.now)",\
                "message":{"role":"assistant","content":"Hello"},"done":true,"done_reason":"stop",\
                "total_duration":5000,"prompt_eval_count":7,"eval_count":3,"eval_duration":900}
                """
        )
    }

    @Test func `thoughts, calls and what else a line has pass through`() async throws {
        var front = Front()
        front.chat = FakeChat { _ in
            [
                .begin(1), .say(ChatPiece(thinking: "Hm.")),
                .say(
                    ChatPiece(
                        toolCalls: #"[{"function":{"name":"now","arguments":{"z":1,"a":2.50}}}]"#,
                        other: #"{"logprobs":[{"token":"a"}]}"#
                    )
                ),
                .end(.succeeded, ""),
            ]
        }
        let streamed = try await ask(of: front)
        #expect(streamed.body.contains(#""content":"","thinking":"Hm."},"done":false}"#))
        let calls = #""tool_calls":[{"function":{"name":"now","arguments":{"z":1,"a":2.50}}}]"#
        #expect(streamed.body.contains(#""content":"",\#(calls)},"done":false,"logprobs":[{"#))
        let whole = try await ask(#","stream":false}"#, of: front)
        #expect(whole.body.contains(#""content":"","thinking":"Hm.",\#(calls)},"done":true"#))
        #expect(whole.body.hasSuffix(#""logprobs":[{"token":"a"}]}"#))
    }

    @Test func `the body goes to the job as it is, without what the front decides`() async throws {
        let front = Front()
        _ = try await front.serving { served in
            try await served.ask(
                "POST",
                "/api/chat",
                """
                {"zeta": 1.50, "model":"llama3.2", "stream":false, "keep_alive":"5m",
                 "messages":[{"role":"user","content":"\\u00e9\\n","images":["aa=="]}],
                 "options":{"num_ctx":8192,"seed":0.10},"format":{"type":"object"},"think":"high"}
                """,
                headers: [
                    "User-Agent: test/1",
                    "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                ]
            )
        }
        let request = try #require(front.chat?.requests.first)
        #expect(
            request
                == JobRequest(
                    model: "llama3.2",
                    body: """
                        {"zeta":1.50,"messages":[{"role":"user","content":"é\\n","images":["aa=="]}],\
                        "options":{"num_ctx":8192,"seed":0.10},"format":{"type":"object"},\
                        "think":"high"}
                        """,
                    label: "test/1",
                    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
                )
        )
    }

    @Test(arguments: [
        ("", "load"), (#","keep_alive":0"#, "unload"), (#","keep_alive":"0s""#, "unload"),
    ])
    func `no messages are answered without a job`(rest: String, reason: String) async throws {
        let front = Front()
        let answer = try await front.serving { served in
            try await served.ask(
                "POST",
                "/api/chat",
                #"{"model":"llama3.2","messages":[]\#(rest)}"#
            )
        }
        #expect(
            answer.body == """
                {"model":"llama3.2","created_at":"\(Front.now)",\
                "message":{"role":"assistant","content":""},"done":true,"done_reason":"\(reason)"}
                """
        )
        #expect(front.chat?.requests.isEmpty == true)
    }
}

@Suite struct OllamaChatFailureTests {
    private static let question =
        #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    private func answer(
        _ words: [FakeWord],
        _ rest: String = "}"
    ) async throws -> (HTTPAnswer, FakeChat) {
        let chat = FakeChat { _ in words }
        var front = Front()
        front.chat = chat
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/chat", Self.question + rest)
        }
        return (answer, chat)
    }

    @Test(arguments: [
        (JobFailure.unknownModel, 404), (.refused, 400), (.denied, 403), (.timedOut, 504),
        (.outOfMemory, 500), (.broken, 500), (.tooLong, 500),
    ])
    func `a job that fails before its first word has a status`(
        failure: JobFailure,
        status: Int
    ) async throws {
        // What its sentence says makes no difference.
        let message = "“not found” is an invalid name for a server busy with tools."
        for rest in ["}", #","stream":false}"#] {
            let (answer, _) = try await answer([.begin(1), .fail(failure, message)], rest)
            #expect(answer.status == status)
            #expect(try answer.json() == .object(["error": .string(message)]))
        }
    }

    @Test func `a job that fails in the middle of a stream says so in a line`() async throws {
        let (answer, _) = try await answer([
            .begin(1), .say(ChatPiece(content: "a")), .fail(.broken, "It broke."),
        ])
        #expect(answer.status == 200)
        #expect(answer.body.hasSuffix("\"done\":false}\n{\"error\":\"It broke.\"}\n"))
    }

    @Test func `an attempt that said nothing is followed by another, unseen`() async throws {
        let (answer, _) = try await answer([
            .begin(1), .retry("It failed."), .wait, .begin(2), .say(ChatPiece(content: "ok")),
            .end(.succeeded, ""),
        ])
        #expect(answer.body.contains(#""content":"ok""#))
        #expect(!answer.body.contains("error"))
    }

    @Test func `what a lost attempt said is taken back where nobody saw it`() async throws {
        let (answer, _) = try await answer(
            [
                .begin(1), .say(ChatPiece(content: "old")), .retry("It failed."), .begin(2),
                .say(ChatPiece(content: "new")), .end(.succeeded, ""),
            ],
            #","stream":false}"#
        )
        #expect(try answer.json()["message"]?["content"] == .string("new"))
    }

    @Test func `what a stream has told cannot be taken back, so it ends and so does the job`()
        async throws
    {
        let (answer, chat) = try await answer([
            .begin(1), .say(ChatPiece(content: "old")), .retry("It failed."),
        ])
        #expect(answer.body.contains(#"{"error":"The answer broke off in the middle: It failed."#))
        #expect(await chat.cancelled.next() == JobID(rawValue: 1))
    }

    @Test func `a job that somebody cancels, or whose time is over, says so`() async throws {
        let (cancelled, _) = try await answer([.wait, .end(.cancelled, "Ada cancelled it.")])
        #expect(cancelled.status == 503)
        #expect(cancelled.body == #"{"error":"Ada cancelled it."}"#)
        let (expired, _) = try await answer([.wait, .end(.expired, "Its deadline passed.")])
        #expect(expired.status == 504)
    }

    @Test func `a full queue is a 503 that says when to come again`() async throws {
        let front = Front()
        front.chat?.refuse(with: ChannelError(.full, "1,000 jobs wait.", retryAfter: .seconds(7.5)))
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/chat", Self.question + "}")
        }
        #expect(answer.status == 503)
        #expect(answer.headers["retry-after"] == "8")
        #expect(answer.body == #"{"error":"1,000 jobs wait."}"#)
    }

    @Test func `a model that no host has is not found, and makes no job`() async throws {
        let front = Front()
        let answer = try await front.serving { served in
            try await served.ask(
                "POST",
                "/api/chat",
                #"{"model":"none","messages":[{"role":"user"}]}"#
            )
        }
        #expect(answer.status == 404)
        #expect(answer.body == #"{"error":"model 'none' not found"}"#)
        #expect(front.chat?.requests.isEmpty == true)
    }

    @Test func `a model is not refused while no host answers`() async throws {
        var front = Front()
        front.hosts.hosts = []
        front.hosts.error = HostError(.unreachable, "Nobody answers.")
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/chat", Self.question + "}")
        }
        #expect(answer.status == 200)
    }

    @Test func `without a host to chat with a chat is told so`() async throws {
        var front = Front()
        front.chat = nil
        let answer = try await front.serving { served in
            try await served.ask("POST", "/api/chat", Self.question + "}")
        }
        #expect(answer.status == 501)
        #expect(answer.body.contains("no host to chat with"))
    }
}

@Suite struct ChatDepartureTests {
    private static let question =
        #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    @Test(arguments: ["}", #","stream":false}"#])
    func `a client that leaves while its job waits cancels it`(rest: String) async throws {
        let chat = FakeChat { _ in [.wait] }
        var front = Front()
        front.chat = chat
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send("POST", "/api/chat", Self.question + rest)
                _ = await chat.submitted.next()
                try await talk.hangUp()
            }
            #expect(await chat.cancelled.next() == JobID(rawValue: 1))
        }
    }

    @Test func `a client that leaves in the middle of a stream cancels its job`() async throws {
        let chat = FakeChat { _ in [.begin(1), .say(ChatPiece(content: "a"))] }
        var front = Front()
        front.chat = chat
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send("POST", "/api/chat", Self.question + "}")
                let head = try await talk.head()
                #expect(try await talk.bodyPart(of: head)?.contains(#""content":"a""#) == true)
                try await talk.hangUp()
            }
            #expect(await chat.cancelled.next() == JobID(rawValue: 1))
        }
    }

    @Test func `a connection serves one chat after the other`() async throws {
        try await Front().serving { served in
            try await served.connected { talk in
                for _ in 0..<3 {
                    try await talk.send("POST", "/api/chat", Self.question + "}")
                    #expect(try await talk.answer().body.contains(#""done":true"#))
                }
            }
        }
    }
}

import Channels
import JSONText
import TestSupport
import Testing

@Suite struct OpenAIChatTests {
    private static let question =
        #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    private func ask(_ rest: String, of front: Front = Front()) async throws -> HTTPAnswer {
        try await front.serving { served in
            try await served.ask("POST", "/v1/chat/completions", Self.question + rest)
        }
    }

    private func front(_ words: FakeWord...) -> Front {
        var front = Front()
        front.chat = FakeChat { _ in words }
        return front
    }

    private func chunk(_ choices: String) -> String {
        """
        {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,\
        "model":"llama3.2","system_fingerprint":"fp_ollama","choices":\(choices)}
        """
    }

    @Test func `a completion streams chunks, its reason, its usage and its end`() async throws {
        let answer = try await ask(#","stream":true,"stream_options":{"include_usage":true}}"#)
        #expect(answer.status == 200)
        #expect(answer.type == "text/event-stream")
        let usage = #""usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}"#
        #expect(
            answer.events == [
                chunk(
                    #"[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]"#
                ),
                chunk(#"[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]"#),
                chunk(#"[{"index":0,"delta":{},"finish_reason":"stop"}]"#),
                chunk("[]").dropLast() + "," + usage, "[DONE]",
            ]
        )
    }

    @Test func `a completion that is not streamed is one answer`() async throws {
        let answer = try await ask("}")
        #expect(answer.type == "application/json; charset=utf-8")
        #expect(
            answer.body == """
                {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,\
                "model":"llama3.2","system_fingerprint":"fp_ollama","choices":[{"index":0,\
                "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}
                """
        )
    }

    @Test func `calls have their arguments as text, and thoughts a chunk of their own`()
        async throws
    {
        let front = front(
            .begin(1),
            .say(
                ChatPiece(
                    thinking: "Hm.",
                    toolCalls: #"""
                        [{"id":"c7","function":{"index":0,"name":"now","arguments":{"b":1,"a":[2]}}},
                         {"function":{"name":"then","arguments":{}}}]
                        """#
                )
            ),
            .end(.succeeded, "")
        )
        let answer = try await ask(#","stream":true}"#, of: front)
        let deltas = try answer.events.dropLast().map { event in
            try JSONReader.value(of: Array(event.utf8))["choices"]?.array?.first?["delta"]
        }
        #expect(
            deltas.map { $0?.description } == [
                #"{"role":"assistant","reasoning":"Hm."}"#,
                #"""
                {"content":"","tool_calls":[{"id":"c7","index":0,"type":"function",\#
                "function":{"name":"now","arguments":"{\"b\":1,\"a\":[2]}"}},\#
                {"id":"call_1_1","index":1,"type":"function",\#
                "function":{"name":"then","arguments":"{}"}}]}
                """#,
                "{}",
            ]
        )
        #expect(answer.body.contains(#""finish_reason":"tool_calls""#))
        let whole = try await ask("}", of: front).json()["choices"]?.array?.first
        #expect(whole?["finish_reason"] == .string("tool_calls"))
        #expect(whole?["message"]?["tool_calls"]?.array?.count == 2)
        #expect(whole?["message"]?["reasoning"] == .string("Hm."))
    }

    @Test func `an empty answer still opens with its role`() async throws {
        let answer = try await ask(#","stream":true}"#, of: front(.begin(1), .end(.succeeded, "")))
        #expect(answer.events.count == 3)
        #expect(
            answer.events.first?.contains(#""delta":{"role":"assistant","content":""}"#) == true
        )
    }

    @Test func `an error before the first word has a status, one behind it is an event`()
        async throws
    {
        let words: [FakeWord] = [.fail(.broken, "It broke.")]
        let error = #"{"message":"It broke.","type":"api_error","param":null,"code":null}"#
        var front = Front()
        front.chat = FakeChat { _ in [.begin(1)] + words }
        let before = try await ask(#","stream":true}"#, of: front)
        #expect(before.status == 500)
        #expect(before.body == #"{"error":\#(error)}"#)
        front.chat = FakeChat { _ in [.begin(1), .say(ChatPiece(content: "a"))] + words }
        let behind = try await ask(#","stream":true}"#, of: front)
        #expect(behind.status == 200)
        #expect(behind.events.last == #"{"error":\#(error)}"#)
    }

    @Test func `a stream whose job waits long begins before its first word`() async throws {
        let chat = FakeChat { _ in [.wait] }
        var front = Front()
        front.chat = chat
        let clock = front.clock
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send(
                    "POST",
                    "/v1/chat/completions",
                    Self.question + #","stream":true}"#
                )
                _ = await chat.submitted.next()
                await clock.sleeper(dueIn: .seconds(15))
                clock.advance(by: .seconds(15))
                var answer = try await talk.head()
                #expect(answer.status == 200)
                chat.say(.begin(1), .fail(.broken, "It broke."), of: JobID(rawValue: 1))
                while let part = try await talk.bodyPart(of: answer) { answer.body += part }
                #expect(answer.events.count == 1)
                #expect(answer.body.contains("It broke."))
            }
        }
    }

    @Test func `a client that leaves cancels its job`() async throws {
        let chat = FakeChat { _ in [.begin(1), .say(ChatPiece(content: "a"))] }
        var front = Front()
        front.chat = chat
        try await front.serving { served in
            try await served.connected { talk in
                let body = Self.question + #","stream":true}"#
                try await talk.send("POST", "/v1/chat/completions", body)
                _ = try await talk.head()
                try await talk.hangUp()
            }
            #expect(await chat.cancelled.next() == JobID(rawValue: 1))
        }
    }
}

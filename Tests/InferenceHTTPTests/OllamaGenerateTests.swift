import Channels
import JSONText
import Testing

@Suite struct OllamaGenerateTests {
    private func ask(_ body: String, of front: Front = Front()) async throws -> HTTPAnswer {
        try await front.serving { try await $0.ask("POST", "/api/generate", body) }
    }

    @Test func `a text is generated in lines`() async throws {
        let answer = try await ask(#"{"model":"llama3.2","prompt":"Hi"}"#)
        let head = #"{"model":"llama3.2","created_at":"\#(Front.now)","#
        #expect(answer.type == "application/x-ndjson")
        #expect(
            answer.body == """
                \(head)"response":"Hel","done":false}
                \(head)"response":"lo","done":false}
                \(head)"response":"","done":true,"done_reason":"stop","total_duration":5000,\
                "prompt_eval_count":7,"eval_count":3,"eval_duration":900}

                """
        )
    }

    @Test func `a text is generated as one answer`() async throws {
        let answer = try await ask(#"{"model":"llama3.2","prompt":"Hi","stream":false}"#)
        #expect(try answer.json()["response"] == .string("Hello"))
        #expect(try answer.json()["done"] == .bool(true))
    }

    @Test func `a prompt becomes a chat that says the same`() async throws {
        let front = Front()
        _ = try await ask(
            """
            {"model":"llama3.2","prompt":"Hi","system":"Be brief.","images":["aa=="],"raw":false,
             "suffix":"","context":[],"format":"json","options":{"seed":1},"think":true,
             "keep_alive":60,"stream":false}
            """,
            of: front
        )
        #expect(
            front.chat?.requests.first?.body == """
                {"format":"json","options":{"seed":1},"think":true,"messages":[\
                {"role":"system","content":"Be brief."},\
                {"role":"user","content":"Hi","images":["aa=="]}]}
                """
        )
    }

    @Test(arguments: [
        #""raw":true"#, #""suffix":"end""#, #""template":"{{ .Prompt }}""#, #""context":[1,2]"#,
    ])
    func `what only a bare prompt can do is refused`(field: String) async throws {
        let front = Front()
        let answer = try await ask(#"{"model":"llama3.2","prompt":"Hi",\#(field)}"#, of: front)
        #expect(answer.status == 400)
        #expect(try answer.json()["error"]?.string?.contains("cannot be honoured") == true)
        #expect(front.chat?.requests.isEmpty == true)
    }

    @Test(arguments: [("", "load"), (#","keep_alive":0"#, "unload")])
    func `an empty prompt is answered without a job`(rest: String, reason: String) async throws {
        let front = Front()
        let answer = try await ask(#"{"model":"llama3.2"\#(rest)}"#, of: front)
        #expect(
            answer.body == """
                {"model":"llama3.2","created_at":"\(Front.now)","response":"","done":true,\
                "done_reason":"\(reason)"}
                """
        )
        #expect(front.chat?.requests.isEmpty == true)
    }
}

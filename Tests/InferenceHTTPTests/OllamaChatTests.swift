import Channels
import Testing

@Suite struct OllamaChatTests {
    private let question = #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    @Test func `a chat streams a line for each piece and ends with its statistics`() async throws {
        let answer = try await Front().serving { [question] front in
            try await front.ask("POST", "/api/chat", question + "}")
        }
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
        let answer = try await Front().serving { [question] front in
            try await front.ask("POST", "/api/chat", question + #","stream":false}"#)
        }
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
}

import Channels
import Testing

@testable import Ollama

@Suite struct `A line of a chat` {
    private func line(_ text: String) -> ChatLine { ChatLine(Array(text.utf8)) }

    @Test func `brings content, thinking and tool calls`() {
        #expect(
            line(
                """
                {"model":"m","created_at":"t","message":{"role":"assistant","content":"a\\n",\
                "thinking":"b","tool_calls":[{"function":{"name":"f","arguments":{"z":1.50,\
                "a":[null]}}}]},"done":false}
                """
            )
                == .piece(
                    ChatPiece(
                        content: "a\n",
                        thinking: "b",
                        toolCalls:
                            "[{\"function\":{\"name\":\"f\",\"arguments\":{\"z\":1.50,\"a\":[null]}}}]"
                    )
                )
        )
    }

    @Test func `keeps what it does not know`() {
        #expect(
            line(
                """
                {"message":{"content":"a","images":["x"]},"logprobs":[{"token":"a"}],"done":false,\
                "remote_model":"r"}
                """
            )
                == .piece(
                    ChatPiece(
                        content: "a",
                        other: "{\"message\":{\"images\":[\"x\"]},"
                            + "\"logprobs\":[{\"token\":\"a\"}],\"remote_model\":\"r\"}"
                    )
                )
        )
    }

    @Test func `is the last with its statistics`() {
        var statistics = ChatStatistics()
        statistics.doneReason = "length"
        statistics.totalNanoseconds = 9_000_000_000
        statistics.loadNanoseconds = 1
        statistics.promptTokens = 2
        statistics.promptNanoseconds = 3
        statistics.answerTokens = 4
        statistics.answerNanoseconds = 5
        #expect(
            line(
                """
                {"model":"m","message":{"role":"assistant","content":""},"done":true,\
                "done_reason":"length","total_duration":9000000000,"load_duration":1,\
                "prompt_eval_count":2,"prompt_eval_duration":3,"eval_count":4,"eval_duration":5}
                """
            ) == .last(nil, statistics)
        )
    }

    @Test func `can be the last and bring a piece; what is zero is left out`() {
        #expect(
            line("{\"message\":{\"content\":\"x\"},\"done\":true}")
                == .last(ChatPiece(content: "x"), ChatStatistics())
        )
    }

    @Test(arguments: [
        ("{\"error\":\"it broke\"}", "it broke"),
        ("{\"error\":{\"message\":\"it broke\",\"code\":1}}", "it broke"),
        ("{\"done\":true,\"error\":\"it broke\",\"status\":500}", "it broke"),
        ("{\"error\":[1]}", "[1]"),
    ])
    func `tells an error`(text: String, error: String) {
        #expect(line(text) == .error(error))
    }

    @Test(arguments: [
        "{}", "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":false}",
        "{\"error\":null}", "{\"error\":\"\",\"message\":{\"content\":null,\"tool_calls\":null}}",
    ])
    func `may bring nothing`(text: String) {
        #expect(line(text) == .blank)
    }

    @Test(arguments: [
        "", "x", "[]", "null", "1", "{", "{\"message\":[]}", "{\"message\":{\"content\":1}}",
        "{\"message\":{\"tool_calls\":{}}}", "{\"done\":\"yes\"}", "{} {}", "data: {}",
        "<html></html>",
    ])
    func `is unreadable where it is none of Ollama's`(text: String) {
        #expect(line(text) == .unreadable)
    }

    @Test func `is unreadable where it is no UTF-8`() {
        let bytes = Array("{\"message\":{\"content\":\"".utf8) + [0xff] + Array("\"}}".utf8)
        #expect(ChatLine(bytes) == .unreadable)
    }

    @Test func `nests as deep as a request's body may, and no deeper`() {
        func nested(_ depth: Int) -> String {
            let inner = depth - 2
            let arrays =
                String(repeating: "[", count: inner) + String(repeating: "]", count: inner)
            return "{\"message\":{\"tool_calls\":\(arrays)}}"
        }
        guard case .piece = line(nested(ChatBody.depthMax)) else {
            Issue.record("a tool call of the greatest depth was not read")
            return
        }
        #expect(line(nested(ChatBody.depthMax + 1)) == .unreadable)
    }

    @Test func `takes counts that no integer holds for none`() {
        let text =
            "{\"done\":true,\"eval_count\":1e300,\"total_duration\":\"1s\",\"load_duration\":-5}"
        var statistics = ChatStatistics()
        statistics.loadNanoseconds = -5
        #expect(line(text) == .last(nil, statistics))
    }
}

import NIOHTTP1
import OllamaDouble
import Testing

/// What the double of OpenAI's chat gives.
@Suite struct OpenAIChatTests {
    private func chat(_ fields: String) async throws -> HTTPProbe.Answer {
        let double = try await OpenAIDouble.start()
        do {
            let answer = try await HTTPProbe(double.url).send(
                .POST,
                "/v1/chat/completions",
                #"{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi"}], \#(fields)}"#,
                headers: ["authorization": "Bearer sk-test"]
            )
            await double.stop()
            return answer
        } catch {
            await double.stop()
            throw error
        }
    }

    private func choice(_ answer: HTTPProbe.Answer) throws -> [String: any Sendable]? {
        (try answer.json()["choices"] as? [[String: any Sendable]])?.first
    }

    @Test func `a completion comes whole, with what it used`() async throws {
        let answer = try await chat(#""max_tokens": 5"#)
        let message = try choice(answer)?["message"] as? [String: any Sendable]
        #expect(message?["content"] as? String == "This is the double of")
        #expect(try choice(answer)?["finish_reason"] as? String == "length")
        #expect((try answer.json()["usage"] as? [String: Int])?["completion_tokens"] == 5)
    }

    @Test func `or in events, of which the last says that it is done`() async throws {
        let answer = try await chat(#""max_tokens": 3, "stream": true"#)
        let events = answer.lines
        #expect(answer.headers.first(name: "content-type") == "text/event-stream")
        #expect(events.count == 5)
        #expect(events.allSatisfy { $0.hasPrefix("data: ") })
        #expect(events.last == "data: [DONE]")
    }

    @Test func `a tool is called with its arguments as a text`() async throws {
        let tools = #""tools": [{"type": "function", "function": {"name": "weather"}}]"#
        let answer = try await chat(tools)
        #expect(try choice(answer)?["finish_reason"] as? String == "tool_calls")
        #expect(answer.text.contains(#""name":"weather","arguments":"{}""#))
    }

    @Test func `the models are listed under their names`() async throws {
        let double = try await OpenAIDouble.start()
        let answer = try await HTTPProbe(double.url).send(
            .GET,
            "/v1/models",
            headers: ["authorization": "Bearer sk-test"]
        )
        await double.stop()
        #expect(answer.text.contains(#""id":"text-embedding-3-small""#))
    }
}

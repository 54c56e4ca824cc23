import OllamaDouble
import Testing

/// What a model that cannot do something says, and one that can.
@Suite struct CapabilityTests {
    private func chat(_ model: String, _ fields: String) async throws -> HTTPProbe.Answer {
        try await withDouble { double in
            try await HTTPProbe(double.url).post(
                "/api/chat",
                #"{"model": "\#(model)", "messages": [{"role": "user", "content": "a"}], \#(fields)}"#
            )
        }
    }

    @Test func `a model that thinks does so first, in frames of their own`() async throws {
        let lines = try await chat("qwen3", #""stream": true"#).lines
        #expect(lines.first?.contains(#""content":"","thinking":""#) == true)
        #expect(lines.last?.contains("thinking") == false)
    }

    @Test func `told not to, it does not`() async throws {
        let answer = try await chat("qwen3", #""think": false"#)
        #expect(!answer.text.contains("thinking"))
    }

    @Test func `a model that does not think refuses to`() async throws {
        let answer = try await chat("llama3.2", #""think": true"#)
        #expect(answer.status == 400)
        #expect(answer.error == #""llama3.2" does not support thinking"#)
    }

    @Test func `a model without tools refuses them`() async throws {
        let answer = try await chat("gemma3", #""tools": [{"function": {"name": "f"}}]"#)
        #expect(answer.status == 400)
        #expect(answer.error == "registry.ollama.ai/library/gemma3:latest does not support tools")
    }

    @Test func `a call of a tool is a frame`() async throws {
        let answer = try await chat("llama3.2", #""tools": [{"function": {"name": "f"}}]"#)
        #expect(answer.lines.first?.contains(#""name":"f","arguments":{}"#) == true)
        #expect(answer.lines.last?.contains(#""done":true"#) == true)
    }
}

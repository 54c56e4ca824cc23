import Foundation
import NIOHTTP1
import Testing

/// What OpenAI's API keeps to as Ollama gives it, in the double and in a real Ollama.
@Suite struct CompatibilityTests {
    private func post(
        _ path: String,
        _ fields: String,
        chats: Bool = true
    ) async throws -> HTTPProbe.Answer {
        try await Contract.held { contract in
            let model = chats ? contract.chat : contract.embedder
            return try await contract.probe.post(path, #"{"model": "\#(model)", \#(fields)}"#)
        }
    }

    private func chat(_ fields: String) async throws -> HTTPProbe.Answer {
        let question = #""messages": [{"role": "user", "content": "Say hello."}]"#
        return try await post("/v1/chat/completions", "\(question), \(fields)")
    }

    private func events(_ answer: HTTPProbe.Answer) throws -> [[String: any Sendable]] {
        try answer.lines.filter { $0 != "data: [DONE]" }
            .map { try HTTPProbe.Answer.json(String($0.dropFirst("data: ".count))) }
    }

    private func choice(_ json: [String: any Sendable]) -> [String: any Sendable]? {
        (json["choices"] as? [[String: any Sendable]])?.first
    }

    @Test func `vectors are the same as numbers, as base64 and as Ollama's own`() async throws {
        let input = #""input": ["a hill", "a sea"]"#
        let own = try await post("/api/embed", input, chats: false)
        let plain = try await post("/v1/embeddings", input, chats: false)
        let fields = #"\#(input), "encoding_format": "base64""#
        let encoded = try await post("/v1/embeddings", fields, chats: false)
        let vectors = try own.vectors().map { $0.map(Float.init) }
        #expect(vectors.count == 2)
        let entries = try plain.json()["data"] as? [[String: any Sendable]] ?? []
        #expect(entries.compactMap { ($0["embedding"] as? [Double])?.map(Float.init) } == vectors)
        #expect(entries.compactMap { $0["index"] as? Int } == [0, 1])
        let texts = (try encoded.json()["data"] as? [[String: any Sendable]] ?? [])
            .compactMap { ($0["embedding"] as? String).flatMap { Data(base64Encoded: $0) } }
        let bytes = vectors.map { vector in
            vector.withUnsafeBytes { Data($0) }
        }
        #expect(texts == bytes)
        let usage = try plain.json()["usage"] as? [String: Int]
        #expect(usage?["total_tokens"] == (try own.json()["prompt_eval_count"] as? Int))
    }

    @Test func `a chat comes whole, with what it used`() async throws {
        let answer = try await chat(#""max_tokens": 5, "temperature": 0"#)
        let json = try answer.json()
        #expect(json["object"] as? String == "chat.completion")
        #expect(json["system_fingerprint"] as? String == "fp_ollama")
        let message = choice(json)?["message"] as? [String: any Sendable]
        #expect((message?["content"] as? String)?.isEmpty == false)
        #expect(choice(json)?["finish_reason"] as? String == "length")
        #expect((json["usage"] as? [String: Int])?["completion_tokens"] == 5)
    }

    @Test func `or in events: the role in the first, the reason in one of its own`() async throws {
        let usage = #""stream_options": {"include_usage": true}"#
        let answer = try await chat(#""max_tokens": 3, "stream": true, \#(usage)"#)
        let events = try events(answer)
        #expect(answer.headers.first(name: "content-type") == "text/event-stream")
        #expect(answer.lines.last == "data: [DONE]")
        let deltas = events.compactMap { choice($0)?["delta"] as? [String: any Sendable] }
        #expect(deltas.first?["role"] as? String == "assistant")
        #expect(deltas.dropFirst().allSatisfy { $0["role"] == nil })
        #expect(deltas.last?.isEmpty == true)
        #expect(choice(events[events.count - 2])?["finish_reason"] as? String == "length")
        #expect((events.last?["usage"] as? [String: Int])?["completion_tokens"] == 3)
        let created = Set(events.compactMap { $0["created"] as? Int })
        #expect(created.count == 1)
        #expect(created.allSatisfy { $0 > 1_700_000_000 })
    }

    @Test func `a model is listed and found under its name`() async throws {
        try await Contract.held { contract in
            let list = try await contract.probe.get("/v1/models").json()
            let models = list["data"] as? [[String: any Sendable]] ?? []
            let listed = models.first { ($0["id"] as? String)?.hasPrefix(contract.chat) == true }
            #expect(listed?["owned_by"] as? String == "library")
            let model = try await contract.probe.get("/v1/models/\(contract.chat)").json()
            #expect(model["id"] as? String == contract.chat)
            #expect(model["created"] as? Int == listed?["created"] as? Int)
        }
    }

    @Test(arguments: [
        ("chat/completions", #""model": "llama3.2", "messages": []"#, 400, "invalid_request_error"),
        ("embeddings", #""model": "nomic-embed-text", "input": []"#, 400, "invalid_request_error"),
        ("embeddings", #""model": "no-such-model", "input": "a""#, 404, "not_found_error"),
    ])
    func `what is refused is refused in OpenAI's words`(
        path: String,
        fields: String,
        status: Int,
        type: String
    ) async throws {
        let answer = try await Contract.held {
            try await $0.probe.post("/v1/\(path)", "{\(fields)}")
        }
        let error = try answer.json()["error"] as? [String: any Sendable]
        #expect(answer.status == status)
        #expect(error?["type"] as? String == type)
    }
}

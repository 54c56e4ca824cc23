import NIOHTTP1
import Testing

/// What `/api/chat` and `/api/generate` keep to, in the double and in a real Ollama.
@Suite struct ReplyContractTests {
    private let question = #""messages": [{"role": "user", "content": "Say hello."}]"#
    private let short = #""options": {"num_predict": 6, "temperature": 0}"#

    @Test func `a chat comes in lines, of which the last is done and tells what it took`()
        async throws
    {
        let answer = try await Contract.held { try await $0.chat("\(question), \(short)") }
        let lines = try answer.lines.map(HTTPProbe.Answer.json)
        #expect(answer.status == 200)
        #expect(answer.headers.first(name: "content-type") == "application/x-ndjson")
        #expect(lines.count > 1)
        #expect(lines.dropLast().allSatisfy { $0["done"] as? Bool == false })
        let last = try #require(lines.last)
        #expect(last["done"] as? Bool == true)
        for field in ["total_duration", "prompt_eval_count", "eval_count", "eval_duration"] {
            #expect(last[field] as? Int ?? 0 > 0)
        }
    }

    @Test func `a reply that was to be short ends for its length`() async throws {
        let answer = try await Contract.held { try await $0.chat("\(question), \(short)") }
        let last = try answer.lines.last.map(HTTPProbe.Answer.json)
        #expect(last?["done_reason"] as? String == "length")
        #expect(last?["eval_count"] as? Int == 6)
    }

    @Test func `not streamed, the whole message comes at once`() async throws {
        let fields = #"\#(question), \#(short), "stream": false"#
        let answer = try await Contract.held { try await $0.chat(fields) }
        let message = try answer.json()["message"] as? [String: any Sendable]
        #expect(message?["role"] as? String == "assistant")
        #expect((message?["content"] as? String)?.isEmpty == false)
        #expect(try answer.json()["done"] as? Bool == true)
    }

    @Test func `a prompt is answered in lines too`() async throws {
        let answer = try await Contract.held { contract in
            try await contract.probe.post(
                "/api/generate",
                #"{"model": "\#(contract.chat)", "prompt": "Say hello.", \#(short)}"#
            )
        }
        let lines = try answer.lines.map(HTTPProbe.Answer.json)
        #expect(lines.contains { ($0["response"] as? String)?.isEmpty == false })
        #expect(lines.last?["done"] as? Bool == true)
    }

    @Test(arguments: ["/api/chat", "/api/generate"])
    func `asked nothing, a model is loaded; told to keep nothing, it goes`(
        path: String
    ) async throws {
        try await Contract.held { contract in
            let load = try await contract.probe.post(path, #"{"model": "\#(contract.chat)"}"#)
            #expect(try load.json()["done_reason"] as? String == "load")
            #expect(try await contract.loaded(contract.chat) != nil)
            let unload = try await contract.probe.post(
                path,
                #"{"model": "\#(contract.chat)", "keep_alive": 0}"#
            )
            #expect(try unload.json()["done_reason"] as? String == "unload")
            try await isGone(contract.chat, contract)
        }
    }

    @Test func `an embedder can be unloaded by a prompt, and not loaded by one`() async throws {
        try await Contract.held { contract in
            _ = try await contract.embed(#""input": []"#)
            let body = #"{"model": "\#(contract.embedder)""#
            let load = try await contract.probe.post("/api/generate", body + "}")
            #expect(load.status == 400)
            #expect(load.error == "\"\(contract.embedder)\" does not support generate")
            _ = try await contract.probe.post("/api/generate", body + #", "keep_alive": 0}"#)
            try await isGone(contract.embedder, contract)
        }
    }

    @Test func `an embedder does not chat`() async throws {
        let answer = try await Contract.held { contract in
            try await contract.probe.post(
                "/api/chat",
                #"{"model": "\#(contract.embedder)", \#(question)}"#
            )
        }
        #expect(answer.status == 400)
        #expect(answer.error?.hasSuffix("does not support chat") == true)
    }

    @Test func `an unknown model is not found`() async throws {
        let body = #"{"model": "no-such-model", \#(question)}"#
        let answer = try await Contract.held { try await $0.probe.post("/api/chat", body) }
        #expect(answer.status == 404)
        #expect(answer.error == "model 'no-such-model' not found")
    }

    @Test func `a chat without a model is refused`() async throws {
        let answer = try await Contract.held { try await $0.probe.post("/api/chat", "{}") }
        #expect(answer.status == 400)
        #expect(answer.error == "model is required")
    }

    /// It goes when it is idle, which takes a moment.
    private func isGone(_ model: String, _ contract: Contract) async throws {
        for _ in 0..<10_000 {
            if try await contract.loaded(model) == nil { return }
        }
        Issue.record("\(model) is still loaded")
    }
}

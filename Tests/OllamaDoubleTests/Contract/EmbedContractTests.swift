import NIOHTTP1
import Testing

/// What `/api/embed` and `/api/embeddings` keep to, in the double and in a real Ollama.
@Suite struct EmbedContractTests {
    @Test func `texts become as many vectors of length 1, and the tokens are counted`() async throws
    {
        let answer = try await Contract.held {
            try await $0.embed(#""input": ["a hill", "a sea"]"#)
        }
        let vectors = try answer.vectors()
        #expect(answer.status == 200)
        #expect(vectors.count == 2)
        #expect(vectors.allSatisfy { abs($0.length - 1) < 1e-3 })
        #expect(try answer.json()["prompt_eval_count"] as? Int ?? 0 > 2)
        #expect(try answer.json()["total_duration"] as? Int ?? 0 > 0)
    }

    @Test func `one text alone gives the same vector as in a list`() async throws {
        try await Contract.held { contract in
            let alone = try await contract.embed(#""input": "a hill""#).vectors()
            let among = try await contract.embed(#""input": ["a sea", "a hill"]"#).vectors()
            let nearness = (alone.first ?? []).dot(among.last ?? [])
            #expect(nearness > 0.999)
        }
    }

    @Test func `fewer dimensions are the first ones, of length 1 again`() async throws {
        try await Contract.held { contract in
            let whole = try await contract.embed(#""input": "a hill""#).vectors().first ?? []
            let answer = try await contract.embed(#""input": "a hill", "dimensions": 64"#)
            let short = try answer.vectors().first ?? []
            let head = Array(whole.prefix(64))
            #expect(short.count == 64)
            #expect(abs(short.length - 1) < 1e-3)
            #expect(abs(short.dot(head) / head.length - 1) < 1e-3)
        }
    }

    @Test(arguments: [0, -1, 100_000])
    func `dimensions that are no cut are passed over`(dimensions: Int) async throws {
        try await Contract.held { contract in
            let whole = try await contract.embed(#""input": "a""#).vectors().first ?? []
            let answer = try await contract.embed(#""input": "a", "dimensions": \#(dimensions)"#)
            #expect(try answer.vectors().first?.count == whole.count)
        }
    }

    @Test(arguments: [#""input": """#, #""input": []"#, #""input": null"#, #""keep_alive": "5m""#])
    func `no text loads the model and gives no vector`(fields: String) async throws {
        try await Contract.held { contract in
            let answer = try await contract.embed(fields)
            #expect(answer.status == 200)
            #expect(try answer.vectors().isEmpty)
            #expect(try await contract.loaded(contract.embedder) != nil)
        }
    }

    @Test(arguments: ["7", #"{"a": 1}"#, #"["a", 7]"#])
    func `what is no text is refused`(input: String) async throws {
        let answer = try await Contract.held { try await $0.embed(#""input": \#(input)"#) }
        #expect(answer.status == 400)
        #expect(answer.error == "invalid input type")
    }

    @Test func `a request without a body is refused`() async throws {
        let answer = try await Contract.held { try await $0.probe.send(.POST, "/api/embed") }
        #expect(answer.status == 400)
        #expect(answer.error == "missing request body")
    }

    @Test func `an unknown model is not found`() async throws {
        let body = #"{"model": "no-such-model", "input": "a"}"#
        let answer = try await Contract.held { try await $0.probe.post("/api/embed", body) }
        #expect(answer.status == 404)
        #expect(answer.error == #"model "no-such-model" not found, try pulling it first"#)
    }

    @Test func `a text of minus one is no keep_alive`() async throws {
        let fields = #""input": "a", "keep_alive": "-1""#
        let answer = try await Contract.held { try await $0.embed(fields) }
        #expect(answer.status == 400)
        #expect(answer.error == #"time: missing unit in duration "-1""#)
    }

    @Test func `too long a text is refused when it must not be cut`() async throws {
        let text = String(repeating: "word ", count: 5_000)
        let fields = #""truncate": false, "input": ["short", "\#(text)"]"#
        let answer = try await Contract.held { try await $0.embed(fields) }
        #expect(answer.status == 400)
        #expect(answer.error == "the input length exceeds the context length")
    }

    @Test func `else it is cut, and only the count of tokens tells`() async throws {
        let text = String(repeating: "word ", count: 5_000)
        let answer = try await Contract.held { try await $0.embed(#""input": "\#(text)""#) }
        #expect(answer.status == 200)
        #expect(try answer.json()["prompt_eval_count"] as? Int ?? .max <= 2_048)
    }

    @Test func `the older endpoint gives one vector and no usage`() async throws {
        let answer = try await Contract.held { contract in
            try await contract.probe.post(
                "/api/embeddings",
                #"{"model": "\#(contract.embedder)", "prompt": "a hill"}"#
            )
        }
        let json = try answer.json()
        #expect((json["embedding"] as? [Double])?.isEmpty == false)
        #expect(json["prompt_eval_count"] == nil)
    }
}

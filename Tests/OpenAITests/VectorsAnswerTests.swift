import Testing

@testable import OpenAI

@Suite struct `An answer with embeddings` {
    private func answer(
        _ text: String,
        texts count: Int = 2
    ) throws(VectorsAnswer.Fault) -> VectorsAnswer {
        try VectorsAnswer(Array(text.utf8), texts: count, bytesMax: 10_000)
    }

    @Test func `has each vector at its index, as numbers and as base64`() throws {
        let answer = try answer(
            """
            {"object":"list","data":[
              {"object":"embedding","embedding":[1.5,-2],"index":1},
              {"index":0,"embedding":"AACAPwAAAEA="}
            ],"model":"m","usage":{"prompt_tokens":7,"total_tokens":9}}
            """
        )
        #expect(answer.vectors == [[1, 2], [1.5, -2]])
        #expect(answer.tokens == 7)
    }

    @Test func `without an index has its vectors in their order`() throws {
        let answer = try answer(#"{"data":[{"embedding":[1]},{"embedding":[2]}],"usage":null}"#)
        #expect(answer.vectors == [[1], [2]])
        #expect(answer.tokens == nil)
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"data":null}"#, #"{"data":[]}"#, #"{"data":[{"embedding":[1]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[1]},{"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":2,"embedding":[1]}]}"#,
        #"{"data":[{"index":0,"embedding":[1]},{"index":-1,"embedding":[1]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":null}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[null]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[NaN]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[1e99]}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":"AACAP"}]}"#,
        #"{"data":[{"embedding":[1]},{"embedding":[2]}]"#,
        #"{"data":[{"embedding":[1]},{"embedding":[2]}]}x"#,
    ])
    func `is refused if it does not give one vector for each text`(text: String) {
        #expect(throws: VectorsAnswer.Fault.self) { try answer(text) }
    }

    @Test func `may have as many bytes as the limit, and no more`() throws {
        let text = Array(#"{"data":[{"embedding":[1]}]}"#.utf8)
        let answer = try VectorsAnswer(text, texts: 1, bytesMax: text.count)
        #expect(answer.vectors == [[1]])
        #expect(throws: VectorsAnswer.Fault.self) {
            try VectorsAnswer(text, texts: 1, bytesMax: text.count - 1)
        }
    }
}

import Channels
import InferenceHTTP
import JSONText
import Testing

@Suite struct OllamaVectorsTests {
    private func ask(
        _ body: String,
        at path: String = "/api/embed",
        of front: Front = Front()
    ) async throws -> HTTPAnswer {
        try await front.serving { try await $0.ask("POST", path, body) }
    }

    @Test func `texts become vectors of the model that was named`() async throws {
        let front = Front()
        let answer = try await ask(
            #"{"model":"embeddinggemma","input":["a","bc"],"dimensions":2,"keep_alive":-1}"#,
            of: front
        )
        #expect(answer.status == 200)
        #expect(
            answer.body == """
                {"model":"embeddinggemma","embeddings":[[0.6,-0.8],[0.6,-0.8]],\
                "total_duration":0,"prompt_eval_count":3}
                """
        )
        let ask = EmbedAsk(
            target: "ollama:embeddinggemma",
            ["a", "bc"],
            dimensions: 2,
            truncates: true
        )
        #expect(front.embeds.asks == [ask])
    }

    @Test(arguments: [
        ("embeddinggemma:300m", "ollama:embeddinggemma:300m"),
        ("openai:text-embedding-3-small@768", "openai:text-embedding-3-small@768"),
        ("hf.co/a/b:Q4", "ollama:hf.co/a/b:Q4"),
    ])
    func `a name is a model of Ollama's, or a whole target`(
        model: String,
        target: String
    ) async throws {
        let front = Front()
        let body = #"{"model":"\#(model)","input":"a","truncate":false,"dimensions":0}"#
        _ = try await ask(body, of: front)
        #expect(front.embeds.asks == [EmbedAsk(target: target, ["a"], truncates: false)])
    }

    @Test func `the older route gives one vector alone`() async throws {
        let answer = try await ask(
            #"{"model":"embeddinggemma","prompt":"a"}"#,
            at: "/api/embeddings"
        )
        #expect(answer.body == #"{"embedding":[0.6,-0.8]}"#)
        let empty = try await ask(#"{"model":"embeddinggemma"}"#, at: "/api/embeddings")
        #expect(empty.body == #"{"embedding":[]}"#)
    }

    @Test(arguments: ["", #","input":"""#, #","input":[]"#, #","input":null"#])
    func `nothing to embed is answered with nothing`(input: String) async throws {
        let front = Front()
        let answer = try await ask(#"{"model":"embeddinggemma"\#(input)}"#, of: front)
        #expect(answer.body == #"{"model":"embeddinggemma","embeddings":[]}"#)
        #expect(front.embeds.asks.isEmpty)
    }

    @Test func `vectors come out as they came`() async throws {
        var front = Front()
        let vector: [Float] = [1 / 3, -1e-30, 0.1, 16_777_216, .leastNonzeroMagnitude]
        front.embeds = FakeEmbeds { _ in [vector] }
        let answer = try await ask(#"{"model":"embeddinggemma","input":"a"}"#, of: front)
        let read = try answer.json()["embeddings"]?.array?.first?.array?.map { number in
            Float(number.description)
        }
        #expect(read == vector)
    }

    @Test(arguments: [ChannelError.Code.notFound, .denied])
    func `an unknown model is not found, in Ollama's words`(
        code: ChannelError.Code
    ) async throws {
        var front = Front()
        front.embeds = FakeEmbeds { _ throws(ChannelError) in
            throw ChannelError(code, "No such embedder.")
        }
        for body in [#"{"model":"none","input":"a"}"#, #"{"model":"none","input":""}"#] {
            let answer = try await ask(body, of: front)
            #expect(answer.status == 404)
            #expect(
                answer.body == #"{"error":"model \"none\" not found, try pulling it first"}"#
            )
        }
    }

    @Test func `a refusal of a model that is there stays what it is`() async throws {
        var front = Front()
        front.embeds = FakeEmbeds { _ throws(ChannelError) in
            throw ChannelError(.denied, "The key is wrong.")
        }
        let answer = try await ask(#"{"model":"embeddinggemma","input":"a"}"#, of: front)
        #expect(answer.status == 403)
        #expect(answer.body == #"{"error":"The key is wrong."}"#)
    }

    @Test(arguments: [
        (#"{"model":"m","input":7}"#, "invalid input type"),
        (#"{"model":"m","input":["a",7]}"#, "invalid input type"),
        (#"{"input":"a"}"#, "model is required"),
        (#"{"model":"","input":"a"}"#, "model is required"),
        ("", "missing request body"), (#"{"model":7}"#, #""model" has to be a text."#),
        (#"{"model":"m","dimensions":"7"}"#, #""dimensions" has to be a whole number."#),
    ])
    func `what is wrong with a request is said`(body: String, message: String) async throws {
        let answer = try await ask(body)
        #expect(answer.status == 400)
        #expect(try answer.json() == .object(["error": .string(message)]))
    }

    @Test func `so many texts may come at once, and no more`() async throws {
        var front = Front()
        front.settings.limits.textsMax = 3
        front.settings.limits.urgentTextsMax = 2
        let counts = [2, 3, 4]
        for count in counts {
            let texts = Array(repeating: #""a""#, count: count).joined(separator: ",")
            let answer = try await ask(#"{"model":"m","input":[\#(texts)]}"#, of: front)
            #expect(answer.status == (count > 3 ? 400 : 200))
        }
        #expect(front.embeds.asks.map(\.isUrgent) == [true, false])
    }

    @Test func `a client that leaves ends its request`() async throws {
        let begun = Signals<Void>()
        let ended = Signals<Void>()
        var front = Front()
        front.embeds = FakeEmbeds { _ throws(ChannelError) in
            begun.give(())
            let (never, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            ended.give(())
            throw ChannelError(.cancelled, "It was cancelled.")
        }
        try await front.serving { served in
            try await served.connected { talk in
                try await talk.send("POST", "/api/embed", #"{"model":"m","input":"a"}"#)
                _ = await begun.next()
                try await talk.hangUp()
            }
            _ = await ended.next()
        }
    }
}

import Spaces
import Testing

@Suite struct `The known models` {
    private let known = KnownModels()

    @Test(arguments: [
        ("embeddinggemma", 768, 2_048), ("embeddinggemma:latest", 768, 2_048),
        ("EmbeddingGemma:300m-qat-q8_0", 768, 2_048), ("google/embeddinggemma-300m", 768, 2_048),
        ("nomic-embed-text", 768, 2_048), ("nomic-ai/nomic-embed-text-v1.5", 768, 8_192),
        ("nomic-embed-text:137m-v1.5-fp16", 768, 2_048),
        ("registry.ollama.ai/library/nomic-embed-text:latest", 768, 2_048),
        ("localhost:5000/library/bge-m3", 1_024, 8_192),
        ("qwen3-embedding:0.6b", 1_024, 32_768), ("qwen3-embedding:4b-q8_0", 2_560, 32_768),
        ("Qwen/Qwen3-Embedding-8B", 4_096, 32_768), ("mxbai-embed-large:335m", 1_024, 512),
        ("all-minilm:33m", 384, 256), ("snowflake-arctic-embed", 1_024, 512),
        ("snowflake-arctic-embed:22m", 384, 512),
        ("snowflake-arctic-embed:137m-m-long-fp16", 768, 2_048),
        ("snowflake-arctic-embed2:568m", 1_024, 8_192), ("granite-embedding:278m", 768, 512),
        ("text-embedding-3-small", 1_536, 8_191), ("openai/text-embedding-3-large", 3_072, 8_191),
        ("text-embedding-ada-002", 1_536, 8_191), ("intfloat/multilingual-e5-large", 1_024, 512),
    ])
    func `are found by a provider's name, with namespace, tag and in any case`(
        name: String,
        dimensions: Int,
        contextTokens: Int
    ) throws {
        let model = try #require(known.model(named: name))
        #expect(model.dimensions == dimensions)
        #expect(model.contextTokens == contextTokens)
    }

    @Test(arguments: ["qwen3-embedding", "qwen3-embedding:latest", "granite-embedding"])
    func `say no width where the tag decides it`(name: String) throws {
        #expect(try #require(known.model(named: name)).dimensions == nil)
    }

    @Test(arguments: [
        "", "/", ":", "llama3.2", "nomic-embed", "nomic-embed-text-v9", "embeddinggemma/other",
    ])
    func `are not guessed at`(name: String) {
        #expect(known.model(named: name) == nil)
    }

    @Test func `have the prefixes of their cards`() throws {
        let gemma = try #require(known.model(named: "embeddinggemma"))
        #expect(gemma.documentPrefix == "title: none | text: ")
        #expect(gemma.queryPrefix == "task: search result | query: ")
        let nomic = try #require(known.model(named: "nomic-embed-text"))
        #expect(nomic.documentPrefix == "search_document: ")
        #expect(nomic.queryPrefix == "search_query: ")
        let qwen = try #require(known.model(named: "qwen3-embedding:0.6b"))
        #expect(qwen.documentPrefix.isEmpty)
        #expect(qwen.queryPrefix.hasPrefix("Instruct: Given a web search query"))
        // No blank: so the model was trained.
        #expect(qwen.queryPrefix.hasSuffix("the query\nQuery:"))
        let openAI = try #require(known.model(named: "text-embedding-3-small"))
        #expect(openAI.documentPrefix.isEmpty && openAI.queryPrefix.isEmpty)
    }

    @Test func `each have a name of their own`() {
        let names = KnownModels.builtIn.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
    }

    @Test func `give way to the configuration, whole name first`() throws {
        let known = KnownModels(extra: [
            KnownModel("embeddinggemma", queryPrefix: "Q ", dimensions: 768, contextTokens: 1_024),
            KnownModel("Me/My-Model", dimensions: 10), KnownModel("my-model", dimensions: 20),
            KnownModel("my-model", dimensions: 30),
        ])
        let gemma = try #require(known.model(named: "embeddinggemma:300m"))
        #expect(gemma.queryPrefix == "Q " && gemma.contextTokens == 1_024)
        #expect(known.model(named: "me/my-model:q4")?.dimensions == 10)
        #expect(known.model(named: "you/my-model")?.dimensions == 30)
    }
}

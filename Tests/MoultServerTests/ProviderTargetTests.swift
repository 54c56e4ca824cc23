import Spaces
import Testing

@testable import MoultServer

@Suite struct ProviderTargetTests {
    @Test func `kind, model with its tag, and dimensions`() throws {
        let target = try #require(try ProviderTarget("ollama:qwen3-embedding:4b@512"))
        #expect(target.kind == .ollama)
        #expect(target.model == "qwen3-embedding:4b")
        #expect(target.dimensions == 512)
    }

    @Test func `the tag that says nothing is left out, so that a model has one name`() throws {
        let target = try #require(try ProviderTarget("ollama:embeddinggemma:latest"))
        #expect(target.model == "embeddinggemma")
        #expect(target.dimensions == nil)
    }

    @Test(arguments: ["builtin:lexical@512", "lexical", "", "Ollama:x"])
    func `another provider's target is not read`(text: String) throws {
        #expect(try ProviderTarget(text) == nil)
    }

    @Test(arguments: [
        "ollama:", "ollama:@5", "openai:a@", "openai:a@0", "openai:a@65537",
        "openai:a@+5", "openai:a@many", "ollama::latest",
    ])
    func `what names no model or no number is refused`(text: String) {
        #expect(throws: EmbedderTargetError.self) { try ProviderTarget(text) }
    }

    @Test func `the most dimensions are taken`() throws {
        #expect(try ProviderTarget("openai:a@65536")?.dimensions == 65_536)
    }
}

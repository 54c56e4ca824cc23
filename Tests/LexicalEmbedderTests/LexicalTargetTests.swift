import LexicalEmbedder
import Spaces
import Testing

struct LexicalTargetTests {
    @Test(arguments: [
        ("builtin:lexical", 512), ("builtin:lexical@64", 64), ("builtin:lexical@512", 512),
        ("builtin:lexical@4096", 4_096),
    ])
    func `a target names the embedder`(target: String, dimensions: Int) throws {
        let embedder = try #require(try LexicalEmbedder.named(target))
        #expect(embedder.identity.dimensions == dimensions)
        #expect(embedder.identity.target == "builtin:lexical@\(dimensions)")
    }

    @Test(arguments: [
        "builtin", "builtin:", "builtin:lexica", "builtin:lexical@", "builtin:lexical@63",
        "builtin:lexical@4097", "builtin:lexical@+512", "builtin:lexical@-512",
        "builtin:lexical@5x", "builtin:lexical@512@512", "builtin:lexical@99999999999999999999",
        "builtin:lexical@٥١٢",
    ])
    func `a bad target is refused with a sentence`(target: String) throws {
        let error = #expect(throws: EmbedderTargetError.self) {
            try LexicalEmbedder.named(target)
        }
        #expect(error?.message.hasSuffix(".") == true)
        #expect(error?.message.contains("builtin:lexical") == true)
    }

    @Test(arguments: ["ollama:nomic-embed-text", "", "lexical", "builtins:lexical"])
    func `another provider's target is not claimed`(target: String) throws {
        #expect(try LexicalEmbedder.named(target) == nil)
    }

    @Test
    func `a space is served that the embedder would make, and no other`() throws {
        let identity = try LexicalEmbedder(dimensions: 256).identity
        #expect(LexicalEmbedder.serving(identity)?.identity == identity)
        var other = identity
        other.modelDigest = "0"
        #expect(LexicalEmbedder.serving(other) == nil)
        other = identity
        other.dimensions = 32
        #expect(LexicalEmbedder.serving(other) == nil)
        other = identity
        other.provider = "ollama"
        #expect(LexicalEmbedder.serving(other) == nil)
    }
}

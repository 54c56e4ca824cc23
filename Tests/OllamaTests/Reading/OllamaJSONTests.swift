import Channels
import Testing

@testable import Ollama

@Suite struct `Ollama's answers` {
    private static let residents = """
        {"models":[{"name":"embeddinggemma:latest","model":"embeddinggemma:latest","size":6000000000,\
        "digest":"sha","details":{"family":"gemma3"},"expires_at":"2318-11-04T22:08:54.5+01:00",\
        "size_vram":5000000000,"context_length":2048},\
        {"model":"llama3.2","expires_at":"1970-01-01T00:00:01Z","context_length":0}]}
        """

    @Test func `list what is loaded, and a pin by an expiry in centuries`() throws {
        let residents = try #require(OllamaJSON.residents(Array(Self.residents.utf8)))
        #expect(
            residents == [
                Resident(
                    name: "embeddinggemma:latest",
                    digest: "sha",
                    sizeBytes: 6_000_000_000,
                    videoBytes: 5_000_000_000,
                    contextTokens: 2_048,
                    other: #"{"details":{"family":"gemma3"}}"#
                ),
                Resident(name: "llama3.2", expiresUnixMs: 1_000),
            ]
        )
        #expect(residents.map(\.isPinned) == [true, false])
    }

    @Test(arguments: [
        "{\"models\":[{\"name\":\"a\"}]}",
        "{\"models\":[{\"name\":\"a\",\"expires_at\":\"soon\"}]}",
        "{\"models\":[{\"name\":\"a\",\"expires_at\":null}]}",
        "{\"models\":[{\"name\":\"a\",\"expires_at\":\"0001-01-01T00:00:00Z\"}]}",
    ])
    func `show no pin where the expiry cannot be read or was never set`(text: String) throws {
        let residents = try #require(OllamaJSON.residents(Array(text.utf8)))
        #expect(residents.map(\.isPinned) == [false])
    }

    @Test(arguments: ["{\"models\":[]}", "{\"models\":null}"])
    func `may list nothing`(text: String) {
        #expect(OllamaJSON.residents(Array(text.utf8)) == [])
        #expect(OllamaJSON.installed(Array(text.utf8)) == [])
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "{\"models\":{}}", "{\"models\":[1]}", "{\"models\":[{}]}",
        "{\"models\":[{\"name\":1}]}", "{\"models\":[]", "<html>",
    ])
    func `are unreadable where they list no models`(text: String) {
        #expect(OllamaJSON.residents(Array(text.utf8)) == nil)
        #expect(OllamaJSON.installed(Array(text.utf8)) == nil)
    }

    @Test func `are unreadable wherever they are cut off`() {
        let bytes = Array(Self.residents.utf8)
        for length in 0..<bytes.count {
            #expect(OllamaJSON.residents(Array(bytes[..<length])) == nil)
        }
    }

    @Test(arguments: 0..<20)
    func `do no harm when damaged`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<300 {
            var bytes = Array(Self.residents.utf8)
            for _ in 0...random.below(4) {
                bytes[random.below(bytes.count)] = UInt8(random.below(256))
            }
            // Two models or none: no half of a list is taken for the whole.
            #expect([nil, 1, 2].contains(OllamaJSON.residents(bytes)?.count))
            _ = OllamaJSON.facts(bytes)
            _ = OllamaJSON.installed(bytes)
        }
    }

    @Test func `nest no deeper than is read`() {
        let text = "{\"models\":" + String(repeating: "[", count: 100_000)
        #expect(OllamaJSON.residents(Array(text.utf8)) == nil)
        #expect(OllamaJSON.facts(Array(text.utf8)) == nil)
    }

    @Test func `pass on what nobody here reads of them`() throws {
        let text = """
            {"models":[{"name":"a","size":1,"digest":"d","modified_at":"x","details":{"family":"f"}}]}
            """
        let installed = try #require(OllamaJSON.installed(Array(text.utf8)))
        #expect(installed.map(\.other) == [#"{"modified_at":"x","details":{"family":"f"}}"#])
    }

    @Test func `are kept whole up to a size`() throws {
        let page = "{\"license\":\"" + String(repeating: "x", count: (1 << 20) - 14) + "\"}"
        let facts = [page, page + " "].map { OllamaJSON.facts(Array($0.utf8)) }
        #expect(page.utf8.count == 1 << 20)
        #expect(facts.map { $0?.page.utf8.count } == [1 << 20, 0])
    }

    @Test func `tell a model's facts by its architecture`() {
        let text = """
            {"license":"…","model_info":{"clip.vision.embedding_length":1152,\
            "gemma3.context_length":2048,"gemma3.embedding_length":768,\
            "general.architecture":"gemma3","tokenizer.ggml.tokens":["a","b"]},\
            "capabilities":["embedding"],"tensors":[{"name":"x"}]}
            """
        #expect(
            OllamaJSON.facts(Array(text.utf8))
                == ModelFacts(
                    contextTokens: 2_048,
                    dimensions: 768,
                    capabilities: ["embedding"],
                    page: text
                )
        )
    }

    @Test(arguments: [
        "{}", "{\"model_info\":null,\"capabilities\":null}",
        "{\"model_info\":{\"general.architecture\":\"a\",\"b.context_length\":1}}",
    ])
    func `may tell nothing of a model`(text: String) {
        #expect(OllamaJSON.facts(Array(text.utf8)) == ModelFacts(page: text))
    }

    @Test(arguments: [
        ("{\"error\":\"x\"}", "x"), ("{\"error\":{\"message\":\"y\"}}", "y"), ("plain", "plain"),
        ("{\"error\":null}", "{\"error\":null}"), ("", ""), ("404 page", "404 page"),
    ])
    func `say what went wrong`(body: String, text: String) {
        #expect(OllamaJSON.errorText(in: Array(body.utf8)) == text)
    }
}

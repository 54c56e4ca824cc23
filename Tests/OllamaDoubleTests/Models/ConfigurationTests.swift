import Foundation
import Testing

@testable import OllamaDouble

@Suite struct ConfigurationTests {
    @Test func `a file says only what is to differ`() throws {
        let json = #"""
            {"port": 7, "version": "0.6.8", "scheduler": {"max_loaded": 1, "finish_delay_ms": 5},
             "faults": "embed#1=zero",
             "models": [{"name": "embeddinggemma", "item_ms": 15}, {"name": "mine", "kind": "chat"}]}
            """#
        let configuration = try OllamaConfiguration(json: Data(json.utf8))
        #expect(configuration.port == 7)
        #expect(configuration.version == .old)
        #expect(configuration.scheduler.loadedMax == 1)
        #expect(configuration.scheduler.finishDelay == .milliseconds(5))
        #expect(configuration.scheduler.queueMax == 512)
        #expect(configuration.models.map(\.name) == ["embeddinggemma:latest", "mine:latest"])
        #expect(configuration.models.first?.dimensions == 768)
        #expect(configuration.models.first?.cost.item == .milliseconds(15))
        #expect(configuration.models.last?.kind == .chat)
    }

    @Test func `with nothing said there are the usual models`() throws {
        let configuration = try OllamaConfiguration(json: Data("{}".utf8))
        let dimensions = Dictionary(
            uniqueKeysWithValues: configuration.models.map { ($0.name, $0.dimensions) }
        )
        #expect(dimensions["embeddinggemma:latest"] == 768)
        #expect(dimensions["nomic-embed-text:latest"] == 768)
        #expect(dimensions["qwen3-embedding:latest"] == 1_024)
        #expect(configuration.models.filter { $0.kind == .chat }.count == 3)
    }

    @Test func `a flag changes a model that there is`() throws {
        var configuration = OllamaConfiguration()
        configuration.apply(try ModelPatch(parsing: "llama3.2,load_ms=2000,reply_tokens=7"))
        let model = configuration.models.first { $0.name == "llama3.2:latest" }
        #expect(model?.cost.load == .seconds(2))
        #expect(model?.reply.tokens == 7)
        #expect(model?.capabilities == ["completion", "tools"])
    }

    @Test func `a flag adds a model that there is not`() throws {
        var configuration = OllamaConfiguration()
        configuration.apply(
            try ModelPatch(parsing: "mine:v1,kind=embedder,dimensions=32,capabilities=a+b")
        )
        let model = configuration.models.last
        #expect(model?.name == "mine:v1")
        #expect(model?.dimensions == 32)
        #expect(model?.capabilities == ["embedding", "a", "b"])
    }

    @Test func `two names of one blob have one digest`() throws {
        var configuration = OllamaConfiguration()
        configuration.apply(try ModelPatch(parsing: "one,blob=x"))
        configuration.apply(try ModelPatch(parsing: "two,blob=x"))
        #expect(Set(configuration.models.suffix(2).map(\.digest)).count == 1)
    }

    @Test(arguments: ["", "kind=chat", "a,b", "a,nothing=1", "a,kind=neither", "a,dimensions=x"])
    func `a flag that cannot be read is refused`(text: String) {
        #expect(throws: ModelPatchError.self) { try ModelPatch(parsing: text) }
    }

    @Test func `only what may stand in a name does`() {
        let good = ["llama3.2", "a/b:v1", "A_b-c"]
        let bad = ["", "a b", "a:b:c", "a//b", ":a", "å"]
        #expect(good.allSatisfy(ModelName.isValid))
        #expect(!bad.contains(where: ModelName.isValid))
    }
}

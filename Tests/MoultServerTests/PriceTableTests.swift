import MoultServer
import Spaces
import Testing

struct PriceTableTests {
    private func price(_ lines: [String], _ provider: String, _ model: String) throws -> Int64? {
        try PriceTable(lines).microsPerMillionTokens(
            for: SpaceIdentity(provider: provider, model: model, dimensions: 768)
        )
    }

    @Test func `a target's price is the longest entry that it begins with`() throws {
        let lines = [
            "openai:text-embedding-3=0.13", "openai:text-embedding-3-small=0.02", "openai:=1",
        ]
        #expect(try price(lines, "openai", "text-embedding-3-small") == 20_000)
        #expect(try price(lines, "openai", "text-embedding-3-large") == 130_000)
        #expect(try price(lines, "openai", "ada") == 1_000_000)
    }

    @Test func `what no entry names has no price here`() throws {
        #expect(try price(["openai:=1"], "builtin", "lexical") == nil)
    }

    @Test(arguments: [
        "openai:a", "=1", "openai:a=", "openai:a=1=2", "openai:a=-1", "openai:a=0.0000001",
        "openai:a@768=1",
    ])
    func `an entry that cannot be read is refused`(line: String) {
        let error = #expect(throws: SettingError.self) { try PriceTable([line]) }
        #expect(error?.message.contains(line) == true)
    }

    @Test func `two prices for one target are refused`() {
        #expect(throws: SettingError.self) { try PriceTable(["a:b=1", "a:b=2"]) }
    }
}

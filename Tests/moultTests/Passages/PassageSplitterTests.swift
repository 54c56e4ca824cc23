import Testing

@testable import moult

@Suite struct PassageSplitterTests {
    private let splitter = PassageSplitter()

    private func keys(_ text: String, path: String = "a.md") -> [String] {
        splitter.passages(of: text, path: path).map(\.key)
    }

    @Test func `a passage is named by path, headings and ordinal`() {
        let long = String(repeating: "word ", count: 150)
        let text = "above\n\n# Install\n\n## Linux\n\n\(long)\n\n\(long)\n\n## Mac\n\nfew\n"
        #expect(
            keys(text) == [
                "a.md#1", "a.md#Install/Linux#1", "a.md#Install/Linux#2", "a.md#Install/Mac#1",
            ]
        )
    }

    @Test func `a passage says where it comes from`() throws {
        let text = "# Install\n\n## Linux\n\nUse apt.\n"
        let passage = try #require(splitter.passages(of: text, path: "a.md").first)
        #expect(passage.text == "Install › Linux\n\nUse apt.")
        #expect(
            passage.metadata == ["source": "a.md", "heading": "Install › Linux", "ordinal": "1"]
        )
    }

    @Test func `an edit leaves every passage below another heading as it was`() {
        let before = "# A\n\none\n\n# B\n\ntwo\n\n# C\n\nthree\n"
        let after = "Preface.\n\n# A\n\none, and much more\n\n# B\n\ntwo\n\n# C\n\nthree\n"
        let old = Set(splitter.passages(of: before, path: "a.md"))
        let new = Set(splitter.passages(of: after, path: "a.md"))
        #expect(new.subtracting(old).map(\.key).sorted() == ["a.md#1", "a.md#A#1"])
        #expect(old.subtracting(new).map(\.key) == ["a.md#A#1"])
    }

    @Test func `headings of one name get keys of their own`() {
        let text = "# A\n\n## Example\n\na\n\n# A\n\n## Example\n\nb\n\n# A~2\n\nc\n"
        let found = keys(text)
        #expect(found == ["a.md#A/Example#1", "a.md#A/Example~2#1", "a.md#A%7E2#1"])
    }

    @Test func `a heading with nothing below it is a passage, one with headings below is none`() {
        let passages = splitter.passages(of: "# A\n\n## B\n\n## C\n\nc\n", path: "a.md")
        #expect(passages.map(\.text) == ["A › B", "A › C\n\nc"])
    }

    @Test func `paragraphs are put together up to the target and not beyond`() {
        let paragraph = String(repeating: "x", count: 499)
        let both = splitter.passages(of: "\(paragraph)\n\n\(paragraph)", path: "a.txt")
        #expect(both.map(\.text.count) == [1_000])
        let apart = splitter.passages(of: "\(paragraph)x\n\n\(paragraph)", path: "a.txt")
        #expect(apart.map(\.text.count) == [500, 499])
    }

    @Test func `a paragraph of the longest length is whole, one past it is split at sentences`() {
        let sentence = String(repeating: "x", count: 98) + ". "
        let longest = String(repeating: sentence, count: 40).dropLast() + "y"
        #expect(longest.count == 4_000)
        #expect(splitter.passages(of: String(longest), path: "a.txt").count == 1)
        let passages = splitter.passages(of: longest + "y", path: "a.txt")
        #expect(passages.count == 5)
        #expect(passages.dropLast().allSatisfy { $0.text.hasSuffix("x.") })
        #expect(passages.allSatisfy { $0.text.count <= 1_000 })
    }

    @Test func `nothing is lost where a text has no seam`() {
        let text = String(repeating: "字", count: 10_001)
        let passages = splitter.passages(of: text, path: "a.txt")
        #expect(passages.map(\.text).joined() == text)
        #expect(passages.allSatisfy { $0.text.count <= 4_000 })
    }

    @Test func `code within the longest length is never split`() {
        let code = "```\n" + String(repeating: "a = 1. b\n\n", count: 300) + "```"
        let passages = splitter.passages(of: "intro\n\n" + code + "\n\nend", path: "a.md")
        #expect(passages.map(\.text) == ["intro", code, "end"])
    }

    @Test func `longer code is split between lines, which keep their indentation`() {
        let line = "    let a = 1\n"
        let code = "```\n" + String(repeating: line, count: 400) + "```"
        let passages = splitter.passages(of: code, path: "a.md")
        #expect(passages.count > 1)
        #expect(passages.dropFirst().allSatisfy { $0.text.hasPrefix("    let") })
    }

    @Test func `front matter becomes metadata and cannot name another source`() throws {
        let text = "---\ntitle: \"A tour\"\nsource: elsewhere\ntags:\n  - a\n---\n\nText.\n"
        let passage = try #require(splitter.passages(of: text, path: "a.md").first)
        #expect(passage.text == "Text.")
        #expect(passage.metadata == ["title": "A tour", "source": "a.md", "ordinal": "1"])
    }

    @Test func `a rule at the beginning is no front matter`() {
        let passages = splitter.passages(of: "---\n\nText: a.\n", path: "a.md")
        #expect(passages.map(\.text) == ["---\n\nText: a."])
    }

    @Test func `line ends and a byte order mark make no difference`() {
        let text = "# A\n\none\ntwo\n"
        let foreign = "\u{FEFF}" + text.replacing("\n", with: "\r\n")
        #expect(
            splitter.passages(of: foreign, path: "a.md")
                == splitter.passages(of: text, path: "a.md")
        )
    }

    @Test func `a key of the longest length is whole, a longer one is cut and stays distinct`() {
        let path = String(repeating: "p", count: 510)
        #expect(keys("a", path: path) == [path + "#1"])
        let one = keys("a", path: path + "ä1")[0]
        let two = keys("a", path: path + "ä2")[0]
        #expect(one != two)
        #expect(one.utf8.count <= 512 && one.utf8.count > 500)
        #expect(one == keys("b", path: path + "ä1")[0])
    }

    @Test func `an empty text has no passages`() {
        #expect(keys("\n \n").isEmpty)
    }
}

import Foundation
import Testing

@Suite struct ReadingTests {
    @Test func `code, comments and texts are told apart`() {
        let parts = SourceText("let a = \"b // c\"  // d \"e\"\n/* f\n*/ g(\"\\(h(\"i\"))\")\n")
        #expect(
            parts.code == ["let a = \"      \"          ", "    ", "   g(\" (h(\" \"))\")", ""]
        )
        #expect(parts.comments[0].hasSuffix("// d \"e\""))
        #expect(parts.comments[1] == "/* f")
        #expect(parts.strings[0].trimmed == "b // c")
        #expect(parts.strings[2].trimmed.hasPrefix("\\"))
    }

    @Test func `raw and multi-line texts end where they end`() {
        let parts = SourceText("a(#\"\"b\"#)\nc(\"\"\"\n\"d\"\n\"\"\")e\n")
        #expect(parts.code[0] == "a(#\"  \"#)")
        #expect(parts.code[2].trimmed.isEmpty)
        #expect(parts.code[3] == "\"\"\")e")
    }

    @Test func `a text that is never closed ends with its line`() {
        let parts = SourceText("let a = \"b\nlet c = 1\n")
        #expect(parts.code[1] == "let c = 1")
    }

    @Test func `a name in backticks is no code`() {
        let parts = SourceText("func `public or not`() {}\n")
        #expect(parts.code[0] == "func `             `() {}")
        #expect(parts.backticked[0].trimmed == "public or not")
    }

    @Test func `a name is made of words`() {
        #expect("HTTPFileManager".camelCaseWords == ["HTTP", "File", "Manager"])
        #expect("scanVectors_f16".camelCaseWords == ["scan", "Vectors", "f"])
    }

    @Test func `a word stands alone`() {
        #expect("public let a".containsWord("public"))
        #expect(!"publicKey".containsWord("public"))
        #expect("a.random(in: b)".containsWord(".random("))
    }

    @Test(arguments: [
        ("aab", "ab", true), ("ab", "ab", true), ("ab", "abc", false), ("", "a", false),
        ("abab", "abb", false), ("a", "", true), ("xüy", "ü", true), ("aaaa", "b", false),
    ])
    func `a text is found in another`(line: String, text: String, isThere: Bool) {
        #expect(line.containsBytes(of: text) == isThere)
    }

    @Test func `the project's own files are read`() throws {
        let project = try Project.current.get()
        #expect(project.sources.contains { $0.path == "Sources/Knowledge/Item.swift" })
        #expect(project.documents.contains { $0.path == "docs/architecture.md" })
        #expect(!project.architecture.rows.isEmpty)
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

import Testing

/// One word, one meaning: the words that the architecture's table rules out are not used.
///
/// Reads prose and names alike; a name counts by its parts, so that "switchOver" is "switch over".
struct Vocabulary: FileRule {
    /// Each word that is ruled out, in its parts, and the one to say.
    private let ruledOut: [(parts: String, never: String, word: String)]

    init(page: ArchitecturePage) {
        ruledOut = page.vocabulary.flatMap { entry in
            entry.never.map { (" " + Self.words(of: $0) + " ", $0, entry.word) }
        }
    }

    func applies(to file: SourceFile) -> Bool {
        file.target != nil && !file.isGenerated || file.path.hasPrefix("proto/")
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.lines.enumerated().flatMap { offset, line in
            let words = " " + Self.words(of: line) + " "
            return ruledOut.filter { words.containsBytes(of: $0.parts) }.map {
                Finding(file.path, line: offset + 1, "say “\($0.word)”, not “\($0.never)”")
            }
        }
    }

    private static func words(of text: String) -> String {
        text.camelCaseWords.joined(separator: " ").lowercased()
    }
}

@Suite struct VocabularyTests {
    private let rule = Vocabulary(
        page: ArchitecturePage(
            """
            | word | meaning | never |
            |---|---|---|
            | flip | the one state change | `cutover`, `switch-over` |
            """
        )
    )

    @Test func `the words that are ruled out are not used`() throws {
        let project = try Project.current.get()
        #expect(project.architecture.vocabulary.count > 10, "The words were not read.")
        expectNone(Vocabulary(page: project.architecture).findings(in: project.files))
    }

    @Test(arguments: ["// The cutover.", "func switchOver() {}", "let a = \"a switch-over\""])
    func `a word that is ruled out is found`(line: String) {
        let found = rule.findings(inSample: line + "\n", at: "Sources/Migration/A.swift")
        #expect(found.map(\.line) == [1])
    }

    @Test func `the right word passes`() {
        #expect(rule.findings(inSample: "// A flip.\n", at: "Sources/Migration/A.swift").isEmpty)
    }
}

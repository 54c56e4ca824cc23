import Testing

/// One word, one meaning: the words that the architecture's table rules out are not used.
///
/// Reads prose and names alike; a name counts by its parts, so that "switchOver" is "switch over".
struct Vocabulary: FileRule {
    let page: ArchitecturePage

    func applies(to file: SourceFile) -> Bool {
        file.target != nil && !file.isGenerated || file.path.hasPrefix("proto/")
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.lines.enumerated().flatMap { offset, line in
            let words = " " + Self.words(of: line) + " "
            return page.vocabulary.flatMap { entry in
                entry.never.filter { words.contains(" " + Self.words(of: $0) + " ") }.map {
                    Finding(file.path, line: offset + 1, "say “\(entry.word)”, not “\($0)”")
                }
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

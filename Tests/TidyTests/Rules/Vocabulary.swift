import Testing

/// One word, one meaning: the words that the architecture's table rules out are not used.
///
/// Reads prose and names alike; a name counts by its parts, so that "switchOver" is "switch over".
/// What stands in quotes in a target that speaks another's API is that other's word.
struct Vocabulary: FileRule {
    /// Targets whose quoted texts hold other people's routes and field names.
    static let foreignSpeakers: Set<String> = ["InferenceHTTP", "Ollama", "OpenAI"]

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
        lines(of: file).enumerated().flatMap { offset, line in
            let words = " " + Self.words(of: line) + " "
            return ruledOut.filter { words.containsBytes(of: $0.parts) }.map {
                Finding(file.path, line: offset + 1, "say “\($0.word)”, not “\($0.never)”")
            }
        }
    }

    private func lines(of file: SourceFile) -> [String] {
        guard let target = file.target, Self.foreignSpeakers.contains(target) else {
            return file.lines
        }
        return zip(file.parts.code, file.parts.comments).map { $0 + " " + $1 }
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

    @Test(arguments: [("\"/cutover\"", 0), ("cutover", 1), ("0  // A cutover.", 1)])
    func `in quotes another's word may stand where another's API is spoken`(
        text: String,
        count: Int
    ) {
        let line = "let a = \(text)\n"
        #expect(rule.findings(inSample: line, at: "Sources/InferenceHTTP/A.swift").count == count)
        #expect(rule.findings(inSample: line, at: "Sources/Migration/A.swift").count == 1)
    }

    @Test func `the right word passes`() {
        #expect(rule.findings(inSample: "// A flip.\n", at: "Sources/Migration/A.swift").isEmpty)
    }
}

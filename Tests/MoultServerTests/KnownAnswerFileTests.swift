import Testing

@testable import MoultServer

struct KnownAnswerFileTests {
    @Test func `a relevant item is a key, or an object with its collection`() throws {
        let file = try TemporaryFile(
            """
            {"query": "tax form", "relevant": ["form-12", {"collection": "law", "key": "§3"}]}

            {"query": "other", "relevant": [{"key": "a"}]}
            """
        )
        let answers = try KnownAnswerFile(path: file.path).answers
        #expect(answers.map(\.query) == ["tax form", "other"])
        #expect(answers[0].relevant.map(\.collection) == ["", "law"])
        #expect(answers[0].relevant.map(\.key) == ["form-12", "§3"])
        #expect(answers[1].relevant.map(\.key) == ["a"])
    }

    @Test(arguments: [
        #"{"query": "q"}"#, #"{"query": "q", "relevant": []}"#,
        #"{"query": "", "relevant": ["a"]}"#,
        #"{"query": "q", "relevant": [1]}"#, "[]", "oops",
    ])
    func `a line that is none is refused by its number`(line: String) throws {
        let file = try TemporaryFile(#"{"query": "q", "relevant": ["a"]}"# + "\n" + line)
        let error = #expect(throws: SettingError.self) { try KnownAnswerFile(path: file.path) }
        #expect(error?.message.hasPrefix("Line 2 of \(file.path)") == true)
    }

    @Test func `a file that is not there is refused by its path`() {
        let error = #expect(throws: SettingError.self) { try KnownAnswerFile(path: "/nonexistent") }
        #expect(error?.message.contains("/nonexistent") == true)
    }

    @Test func `as many answers as may be are taken, and not one more`() throws {
        let line = #"{"query": "q", "relevant": ["a"]}"# + "\n"
        let most = try TemporaryFile(String(repeating: line, count: KnownAnswerFile.answersMax))
        #expect(try KnownAnswerFile(path: most.path).answers.count == KnownAnswerFile.answersMax)
        let more = try TemporaryFile(String(repeating: line, count: KnownAnswerFile.answersMax + 1))
        #expect(throws: SettingError.self) { try KnownAnswerFile(path: more.path) }
    }
}

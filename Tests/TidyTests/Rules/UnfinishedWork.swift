import Testing

/// What is not done is not written down in the code: it is an issue.
struct UnfinishedWork: FileRule {
    /// Put together here, so that this file passes its own rule.
    static let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]

    func applies(to file: SourceFile) -> Bool { !file.isGenerated }

    func findings(in file: SourceFile) -> [Finding] {
        file.lines.enumerated().flatMap { offset, line in
            Self.marks.filter { line.containsWord($0) }.map {
                Finding(file.path, line: offset + 1, "\($0): do it, or write an issue")
            }
        }
    }
}

@Suite struct UnfinishedWorkTests {
    @Test func `nothing in the project is marked as unfinished`() throws {
        let project = try Project.current.get()
        expectNone(UnfinishedWork().findings(in: project.files + project.documents))
    }

    @Test(arguments: UnfinishedWork.marks)
    func `a mark is found`(mark: String) {
        let found = UnfinishedWork().findings(inSample: "a()  // \(mark): b\n", at: "proto/a.py")
        #expect(found.map(\.line) == [1])
    }
}

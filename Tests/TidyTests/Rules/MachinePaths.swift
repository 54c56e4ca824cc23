import Testing

/// No text names a place that only one machine has.
struct MachinePaths: FileRule {
    /// Put together here, so that this file passes its own rule.
    static let places = ["root", "home", "work", "Users"].map { "/" + $0 + "/" }

    func applies(to file: SourceFile) -> Bool { true }

    func findings(in file: SourceFile) -> [Finding] {
        file.lines.enumerated().flatMap { offset, line in
            Self.places.filter { Self.begins(in: line, with: $0) }.map {
                Finding(file.path, line: offset + 1, "\($0) is one machine's own")
            }
        }
    }

    /// In the middle of a path or an address the words mean something else.
    private static func begins(in line: String, with place: String) -> Bool {
        line.ranges(of: place).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isPartOfWord && !"./~-".contains(before)
        }
    }
}

@Suite struct MachinePathsTests {
    @Test func `no text names a place of one machine`() throws {
        let project = try Project.current.get()
        expectNone(MachinePaths().findings(in: project.files + project.documents))
    }

    @Test(arguments: MachinePaths.places)
    func `a place of one machine is found`(place: String) {
        let rule = MachinePaths()
        #expect(rule.findings(inSample: "cd \(place)moult\n", at: "docs/a.md").count == 1)
        #expect(rule.findings(inSample: "see docs\(place)moult\n", at: "docs/a.md").isEmpty)
    }
}

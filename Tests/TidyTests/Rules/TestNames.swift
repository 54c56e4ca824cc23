import Foundation
import Testing

/// A test's name is a sentence.
struct TestNames: FileRule {
    func applies(to file: SourceFile) -> Bool { file.isTest && file.isSwift }

    func findings(in file: SourceFile) -> [Finding] {
        file.tests.filter { !$0.name.contains(" ") }.map { line, name in
            Finding(file.path, line: line, "“\(name)” is no sentence")
        }
    }
}

extension SourceFile {
    /// The functions behind `@Test`, with their lines.
    var tests: [(line: Int, name: String)] {
        var tests: [(Int, String)] = []
        var isExpected = false
        for (offset, line) in parts.code.enumerated() {
            if line.containsWord("@Test") { isExpected = true }
            guard isExpected, let keyword = line.rangesOfWord("func").first else { continue }
            let name = parts.backticked[offset].trimmingCharacters(in: .whitespaces)
            let plainName = line[keyword.upperBound...].dropFirst().prefix { $0 != "(" }
            tests.append((offset + 1, name.isEmpty ? String(plainName) : name))
            isExpected = false
        }
        return tests
    }
}

@Suite struct TestNamesTests {
    @Test func `every test's name is a sentence`() throws {
        expectNone(TestNames().findings(in: try Project.current.get().files))
    }

    @Test func `a name that is no sentence is found`() {
        let text = "@Test func parses() {}\n@Test(arguments: [1])\nfunc `a frame`(a: Int) {}\n"
        let found = TestNames().findings(inSample: text, at: "Tests/FramesTests/A.swift")
        #expect(found.map(\.line) == [1])
    }
}

import Testing

/// A name says what a thing is; some words say nothing.
struct BannedNames: FileRule {
    static let words: Set<String> = [
        "Util", "Utils", "Utility", "Utilities", "Helper", "Helpers", "Common", "Manager",
        "Managers", "Misc",
    ]

    private static let keywords: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "extension",
    ]

    func applies(to file: SourceFile) -> Bool { true }

    func findings(in file: SourceFile) -> [Finding] {
        inPath(of: file) + (file.isSwift ? inDeclarations(of: file) : [])
    }

    private func inPath(of file: SourceFile) -> [Finding] {
        file.path.split(separator: "/").flatMap(Self.banned).map {
            Finding(file.path, "“\($0)” in a file's name says nothing")
        }
    }

    private func inDeclarations(of file: SourceFile) -> [Finding] {
        file.parts.code.enumerated().flatMap { offset, line in
            let words = line.split { !$0.isPartOfWord }
            return zip(words, words.dropFirst())
                .filter { keyword, _ in Self.keywords.contains(keyword) }
                .flatMap { _, name in Self.banned(in: name) }
                .map {
                    Finding(file.path, line: offset + 1, "“\($0)” in a type's name says nothing")
                }
        }
    }

    private static func banned(in name: Substring) -> [String] {
        name.camelCaseWords.filter {
            words.contains($0.prefix(1).uppercased() + $0.dropFirst())
        }
    }
}

@Suite struct BannedNamesTests {
    @Test func `no name says nothing`() throws {
        expectNone(BannedNames().findings(in: try Project.current.get().files))
    }

    @Test(arguments: BannedNames.words.sorted())
    func `a banned word is found in a type's and in a file's name`(word: String) {
        let rule = BannedNames()
        let type = rule.findings(inSample: "final class Frame\(word) {}\n", at: "Sources/A/B.swift")
        #expect(type.map(\.line) == [1])
        #expect(rule.findings(inSample: "", at: "Sources/A/Frame\(word).swift").count == 1)
        #expect(rule.findings(inSample: "", at: "Sources/A/\(word.lowercased())/b.c").count == 1)
    }

    @Test func `a word that only holds a banned one passes`() {
        let rule = BannedNames()
        #expect(rule.findings(inSample: "struct Commonplace {}\n", at: "Sources/A/B.swift").isEmpty)
    }
}

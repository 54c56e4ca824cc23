import Testing

/// What switches a check of the compiler off says why in the line above.
struct UnsafeReasons: FileRule {
    static let switches = ["@unchecked Sendable", "nonisolated(unsafe)", "try!", "unsafeBitCast"]

    /// A reason is a sentence, not a mark.
    private static let wordsMin = 3

    func applies(to file: SourceFile) -> Bool { file.isSwift && !file.isGenerated }

    func findings(in file: SourceFile) -> [Finding] {
        file.parts.code.enumerated().flatMap { offset, line in
            Self.switches.filter { line.containsWord($0) && !hasReason(above: offset, in: file) }
                .map {
                    Finding(file.path, line: offset + 1, "\($0) needs its reason in the line above")
                }
        }
    }

    private func hasReason(above offset: Int, in file: SourceFile) -> Bool {
        guard offset > 0 else { return false }
        return file.parts.comments[offset - 1].split { !$0.isLetter }.count >= Self.wordsMin
    }
}

@Suite struct UnsafeReasonsTests {
    @Test func `every switched-off check says why`() throws {
        expectNone(UnsafeReasons().findings(in: try Project.current.get().files))
    }

    @Test(arguments: UnsafeReasons.switches)
    func `a switch without its reason is found`(use: String) {
        let rule = UnsafeReasons()
        let path = "Sources/Frames/Frame.swift"
        #expect(rule.findings(inSample: "\n\(use) a\n", at: path).map(\.line) == [2])
        #expect(rule.findings(inSample: "// Here.\n\(use) a\n", at: path).map(\.line) == [2])
        let reason = "// Confined to its event loop.\n\(use) a\n"
        #expect(rule.findings(inSample: reason, at: path).isEmpty)
    }
}

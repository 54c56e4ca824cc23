import Testing

/// `public` stands only where another package may look in.
struct PublicDoor: FileRule {
    static let doors: Set<String> = ["MoultClient", "Messages"]
    /// Each is one function that libFuzzer, which is no Swift, calls by name.
    private static let fuzzers = "Tests/Fuzz/"

    func applies(to file: SourceFile) -> Bool {
        guard file.isSwift, !file.path.hasPrefix(Self.fuzzers) else { return false }
        return !Self.doors.contains(file.target ?? "")
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.parts.code.enumerated().compactMap { offset, line in
            line.containsWord("public") || line.containsWord("open class")
                ? Finding(file.path, line: offset + 1, "say package: this is no door") : nil
        }
    }
}

@Suite struct PublicDoorTests {
    @Test func `public stands only in MoultClient and Messages`() throws {
        let project = try Project.current.get()
        expectNone(PublicDoor().findings(in: project.files))
    }

    @Test func `public elsewhere is found`() {
        let text = "public struct Frame {}\n"
        let rule = PublicDoor()
        #expect(rule.findings(inSample: text, at: "Sources/Frames/Frame.swift").count == 1)
        #expect(rule.findings(inSample: text, at: "Sources/MoultClient/Client.swift").isEmpty)
    }

    @Test func `the word in a name, a comment or a text is none`() {
        let text = "let publicKey = \"public\"  // public\n"
        #expect(PublicDoor().findings(inSample: text, at: "Sources/Frames/A.swift").isEmpty)
    }
}

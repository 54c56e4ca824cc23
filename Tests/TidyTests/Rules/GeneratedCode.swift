import Testing

/// Only `Messages` touches the C that protoc-c made.
struct GeneratedCode: FileRule {
    func applies(to file: SourceFile) -> Bool {
        file.isSwift && file.target != nil && file.target != "Messages"
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.imports.filter { ["CMessages", "CProtobufC"].contains($0.module) }.map { line, _ in
            Finding(file.path, line: line, "only Messages imports the generated C")
        }
    }
}

@Suite struct GeneratedCodeTests {
    @Test func `only Messages imports the generated C`() throws {
        let project = try Project.current.get()
        expectNone(GeneratedCode().findings(in: project.files))
    }

    @Test func `an import of the generated C elsewhere is found`() {
        let text = "internal import CMessages\n"
        let rule = GeneratedCode()
        #expect(rule.findings(inSample: text, at: "Sources/Services/Search.swift").count == 1)
        #expect(rule.findings(inSample: text, at: "Sources/Messages/Arena.swift").isEmpty)
    }
}

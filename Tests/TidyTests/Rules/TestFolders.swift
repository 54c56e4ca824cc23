import Testing

/// `Tests` mirrors `Sources`: a folder there is a target here, or one that the architecture names.
struct TestFolders {
    func findings(in files: [SourceFile], page: ArchitecturePage) -> [Finding] {
        let targets = Set(files.compactMap(\.target))
        let folders = Set(files.filter(\.isTest).compactMap(Self.folder))
        return folders.subtracting(page.testFolders).sorted()
            .filter { !Self.mirrors($0, oneOf: targets) }
            .map { Finding("Tests/\($0)", "mirrors no target, and docs/architecture.md lacks it") }
    }

    private static func folder(of file: SourceFile) -> String? {
        let names = file.path.split(separator: "/")
        return names.count > 2 ? String(names[1]) : nil
    }

    private static func mirrors(_ folder: String, oneOf targets: Set<String>) -> Bool {
        folder.hasSuffix("Tests") && targets.contains(String(folder.dropLast(5)))
    }
}

@Suite struct TestFoldersTests {
    @Test func `every folder of tests mirrors a target or is named`() throws {
        let project = try Project.current.get()
        expectNone(TestFolders().findings(in: project.files, page: project.architecture))
    }

    @Test func `a folder that mirrors nothing is found`() {
        let paths = [
            "Sources/Frames/Frame.swift", "Tests/FramesTests/FrameTests.swift",
            "Tests/Interop/a.go", "Tests/ExtraTests/A.swift",
        ]
        let page = ArchitecturePage("| folder of Tests | a |\n|---|---|\n| `Interop` | b |\n")
        let found = TestFolders().findings(
            in: paths.map { SourceFile(path: $0, text: "") },
            page: page
        )
        #expect(found.map(\.path) == ["Tests/ExtraTests"])
    }
}

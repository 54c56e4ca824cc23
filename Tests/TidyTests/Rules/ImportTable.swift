import Testing

/// A target imports only what its row in `docs/architecture.md` lists.
struct ImportTable: FileRule {
    let page: ArchitecturePage

    /// What every target may import without saying so.
    static let platform: Set<String> = ["Swift", "Synchronization"]
    /// What comes with the toolchain, and is for everyone outside the domain.
    static let platformOutsideDomain: Set<String> = [
        "Foundation", "FoundationEssentials", "Dispatch", "Glibc",
    ]

    func applies(to file: SourceFile) -> Bool {
        file.isSwift && file.target != nil
    }

    func findings(in file: SourceFile) -> [Finding] {
        guard let target = file.target, let row = page.row(of: target) else {
            return [Finding(file.path, "its target has no row in docs/architecture.md")]
        }
        var allowed = Self.platform.union(row.sees)
        if !DomainImports.domain.contains(target) { allowed.formUnion(Self.platformOutsideDomain) }
        return file.imports.filter { !allowed.contains($0.module) }.map { line, module in
            Finding(file.path, line: line, "\(target) does not see \(module)")
        }
    }
}

extension SourceFile {
    /// The modules that the file imports, with their lines.
    var imports: [(line: Int, module: String)] {
        parts.code.enumerated().compactMap { offset, line in
            let words = line.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"),
                words[..<keyword].allSatisfy({ Self.importModifiers.contains($0) })
            else { return nil }
            let names = words[(keyword + 1)...].drop { Self.importKinds.contains($0) }
            let module = names.first?.prefix { $0 != "." }
            return module.map { (offset + 1, String($0)) }
        }
    }

    private static let importModifiers: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
        "@testable", "@preconcurrency", "@_exported", "@_implementationOnly",
    ]
    private static let importKinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
    ]
}

@Suite struct ImportTableTests {
    private let rule = ImportTable(
        page: ArchitecturePage(
            """
            | target | what it holds | sees |
            |---|---|---|
            | `Knowledge` | items | – |
            | `Frames` | frames | `NIOCore` |
            """
        )
    )

    @Test func `every target imports only what its row lists`() throws {
        let project = try Project.current.get()
        expectNone(ImportTable(page: project.architecture).findings(in: project.files))
    }

    @Test func `an import that the row does not list is found`() {
        let found = rule.findings(
            inSample: "import NIOCore\npackage import struct GRDB.Row\n",
            at: "Sources/Frames/Frame.swift"
        )
        #expect(
            found == [Finding("Sources/Frames/Frame.swift", line: 2, "Frames does not see GRDB")]
        )
    }

    @Test func `Foundation is found in a domain target, and nowhere else`() {
        let text = "@preconcurrency import Foundation\n"
        #expect(rule.findings(inSample: text, at: "Sources/Knowledge/Item.swift").count == 1)
        #expect(rule.findings(inSample: text, at: "Sources/Frames/Frame.swift").isEmpty)
    }

    @Test func `a target without a row is found`() {
        #expect(rule.findings(inSample: "", at: "Sources/Extra/Extra.swift").count == 1)
    }

    @Test func `an import in a comment is none`() {
        let text = "// import GRDB\nlet text = \"import GRDB\"\n"
        #expect(rule.findings(inSample: text, at: "Sources/Frames/Frame.swift").isEmpty)
    }
}

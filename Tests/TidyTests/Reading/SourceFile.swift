/// A file of the project as text.
struct SourceFile {
    /// From the project's root, with "/" between names, as "Sources/Frames/Frame.swift".
    let path: String
    let text: String
    let parts: SourceText

    init(path: String, text: String) {
        self.path = path
        self.text = text
        parts = SourceText(text)
    }

    var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var name: String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
    var isC: Bool { path.hasSuffix(".c") || path.hasSuffix(".h") }
    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The target under `Sources` that the file belongs to.
    var target: String? {
        let names = path.split(separator: "/")
        guard names.count > 2, names[0] == "Sources" else { return nil }
        return String(names[1])
    }

    /// Made by a program, so that nobody reads it as written.
    var isGenerated: Bool {
        let folders = path.split(separator: "/").dropLast()
        return ["Generated", "CMessages", "CTestMessages"].contains(where: folders.contains)
    }
}

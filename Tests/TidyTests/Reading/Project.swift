import Foundation

/// The project's own texts, as they lie on the disk.
struct Project {
    static let rootURL = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Read once: a hundred rules look at the same files.
    static let current = Result { try Project(under: rootURL) }

    /// Sources, tests, protocol and clients.
    let files: [SourceFile]
    let documents: [SourceFile]
    let manifest: PackageManifest
    let architecture: ArchitecturePage

    init(under root: URL) throws {
        files = try ["Sources", "Tests", "proto", "clients"].flatMap { folder in
            try Self.files(in: folder, under: root, endings: Self.codeEndings)
        }
        documents =
            try Self.files(in: "docs", under: root, endings: ["md"])
            + Self.rootDocuments.compactMap { try Self.file($0, under: root) }
        manifest = PackageManifest(
            try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        )
        architecture = ArchitecturePage(
            try String(contentsOf: root.appending(path: "docs/architecture.md"), encoding: .utf8)
        )
    }

    var swiftFiles: [SourceFile] { files.filter(\.isSwift) }
    var sources: [SourceFile] { files.filter { $0.target != nil } }
    var tests: [SourceFile] { files.filter(\.isTest) }

    private static let codeEndings: Set<String> = [
        "swift", "c", "h", "proto", "py", "go", "rs", "js", "sh",
    ]
    private static let rootDocuments = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]

    private static func files(
        in folder: String,
        under root: URL,
        endings: Set<String>
    ) throws -> [SourceFile] {
        let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
        return try (paths?.compactMap { $0 as? String } ?? [])
            .filter { endings.contains(URL(filePath: $0).pathExtension) }
            .sorted()
            .compactMap { try file("\(folder)/\($0)", under: root) }
    }

    /// nil: there is none.
    private static func file(_ path: String, under root: URL) throws -> SourceFile? {
        let url = root.appending(path: path)
        guard FileManager.default.fileExists(atPath: url.path()) else { return nil }
        return SourceFile(path: path, text: try String(contentsOf: url, encoding: .utf8))
    }
}

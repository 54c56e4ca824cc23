import Foundation

/// The documentation that this machine has.
struct DemoCorpus {
    /// Folders of text on every Debian, and the project's own documents where they are there.
    static let folders = [
        "README.md", "docs", "/usr/share/common-licenses", "/usr/share/perl", "/usr/share/doc",
    ]

    /// What a demonstration promises to ingest, and where it stops.
    static let passagesMin = 5_000
    static let passagesMax = 9_000
    private static let fileBytesMax = 1 << 20
    private static let textEndings = [".txt", ".md", ".pod", ".pm", ".pl", ".rst"]
    private static let textNames = ["README", "NEWS", "copyright", "changelog", "AUTHORS"]

    /// Files to ingest, the project's own first, until there is enough.
    let files: [String]
    let passages: Int

    init(folders: [String] = DemoCorpus.folders) {
        var files: [String] = []
        var passages = 0
        for found in FileWalk(paths: folders) {
            guard passages < Self.passagesMax else { break }
            guard case .file(let path) = found, Self.isText(path),
                let data = FileManager.default.contents(atPath: path),
                data.count <= Self.fileBytesMax,
                case .text(let text) = FileText([UInt8](data))
            else { continue }
            files.append(path)
            passages += PassageSplitter().passages(of: text, path: path).count
        }
        self.files = files
        self.passages = passages
    }

    private static func isText(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return textEndings.contains(where: path.hasSuffix)
            || textNames.contains(where: name.hasPrefix)
            || path.hasPrefix("/usr/share/common-licenses/")
    }
}

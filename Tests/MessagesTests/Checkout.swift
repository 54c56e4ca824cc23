import Foundation

/// The working copy that these tests were built from.
enum Checkout {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    static let fixtures = root.appending(path: "Tests/MessagesTests/Fixtures")

    /// Every file below a folder, by its path within it.
    static func files(below folder: URL) throws -> [String: Data] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        var files: [String: Data] = [:]
        for name in names {
            let file = folder.appending(path: name)
            let isFile = try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
            if isFile == true { files[name] = try Data(contentsOf: file) }
        }
        return files
    }
}

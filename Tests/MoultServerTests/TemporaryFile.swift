import Foundation

/// A file that goes with its value.
final class TemporaryFile {
    let path: String

    init(_ text: String, isProgram: Bool = false) throws {
        let url = FileManager.default.temporaryDirectory
            .appendingPathComponent("moult-\(UUID().uuidString)")
        try text.write(to: url, atomically: true, encoding: .utf8)
        path = url.path
        if isProgram {
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

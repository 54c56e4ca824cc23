internal import Foundation

/// Texts of the operator's, one a line.
struct TextLines {
    static let linesMax = 1_000
    static let lineBytesMax = 8 << 10

    let lines: [String]

    /// - Throws: `SettingError` with the path, and the line that is too long.
    init(path: String) throws(SettingError) {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw SettingError(
                "The texts in \(path) cannot be read: \(error.localizedDescription)"
            )
        }
        var lines: [String] = []
        let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in all.enumerated() {
            let line = line.trimmingCharacters(in: .whitespacesAndNewlines)
            guard line.utf8.count <= Self.lineBytesMax else {
                throw SettingError(
                    "Line \(index + 1) of \(path) has \(line.utf8.count) bytes; at most "
                        + "\(Self.lineBytesMax) are taken."
                )
            }
            if !line.isEmpty { lines.append(line) }
        }
        guard lines.count <= Self.linesMax else {
            throw SettingError(
                "\(path) has \(lines.count) texts; at most \(Self.linesMax) are taken."
            )
        }
        self.lines = lines
    }
}

import Testing

/// One place where a rule does not hold.
struct Finding: CustomStringConvertible, Equatable {
    let path: String
    /// From 1; 0: the file as a whole.
    let line: Int
    let message: String

    init(_ path: String, line: Int = 0, _ message: String) {
        self.path = path
        self.line = line
        self.message = message
    }

    var description: String {
        line == 0 ? "\(path): \(message)" : "\(path):\(line): \(message)"
    }
}

/// Something that holds in each file by itself.
protocol FileRule {
    /// Whether the rule speaks of this file at all.
    func applies(to file: SourceFile) -> Bool
    func findings(in file: SourceFile) -> [Finding]
}

extension FileRule {
    func findings(in files: [SourceFile]) -> [Finding] {
        files.filter(applies).flatMap { findings(in: $0) }
    }

    /// What the rule says of a file that does not exist.
    func findings(inSample text: String, at path: String) -> [Finding] {
        findings(in: [SourceFile(path: path, text: text)])
    }
}

/// Fails with every finding on a line of its own.
func expectNone(
    _ findings: [Finding],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let list = findings.map(\.description).joined(separator: "\n")
    #expect(findings.isEmpty, "\n\(list)", sourceLocation: sourceLocation)
}

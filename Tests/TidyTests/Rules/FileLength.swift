import Testing

/// No file is longer than 400 lines.
struct FileLength: FileRule {
    static let linesMax = 400

    func applies(to file: SourceFile) -> Bool {
        !file.isGenerated && !file.path.hasSuffix(".proto")
    }

    func findings(in file: SourceFile) -> [Finding] {
        let lines = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
        guard lines > Self.linesMax else { return [] }
        return [Finding(file.path, "\(lines) lines: split it by state, by event, by noun")]
    }
}

@Suite struct FileLengthTests {
    @Test func `no file is longer than 400 lines`() throws {
        expectNone(FileLength().findings(in: try Project.current.get().files))
    }

    @Test func `400 lines pass and 401 are found`() {
        let path = "Sources/Frames/Frame.swift"
        let text = String(repeating: "\n", count: FileLength.linesMax)
        #expect(FileLength().findings(inSample: text, at: path).isEmpty)
        #expect(FileLength().findings(inSample: text + "\n", at: path).count == 1)
    }

    @Test func `generated code is let off`() {
        let text = String(repeating: "\n", count: FileLength.linesMax + 1)
        let path = "Sources/Messages/Generated/Memory.swift"
        #expect(FileLength().findings(inSample: text, at: path).isEmpty)
    }
}

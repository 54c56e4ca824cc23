import Testing

@testable import moult

@Suite struct LineSplitterTests {
    private func lines(_ text: String, chunk: Int, max: Int = 5) -> [LineSplitter.Line] {
        let bytes = Array(text.utf8)
        var splitter = LineSplitter(lineBytesMax: max)
        var lines = stride(from: 0, to: bytes.count, by: chunk).flatMap { start in
            splitter.take(bytes[start..<min(start + chunk, bytes.count)])
        }
        if let last = splitter.finish() { lines.append(last) }
        return lines
    }

    @Test(arguments: 1...9)
    func `chunks of any size give the same lines`(chunk: Int) {
        #expect(
            lines("ab\r\n\ncd", chunk: chunk) == [
                .line(number: 1, bytes: Array("ab".utf8)), .line(number: 2, bytes: []),
                .line(number: 3, bytes: Array("cd".utf8)),
            ]
        )
    }

    @Test(arguments: 1...9)
    func `a line at the limit passes, one past it is told once and skipped`(chunk: Int) {
        #expect(
            lines("12345\r\n123456789\nab\n123456", chunk: chunk) == [
                .line(number: 1, bytes: Array("12345".utf8)), .tooLong(number: 2),
                .line(number: 3, bytes: Array("ab".utf8)), .tooLong(number: 4),
            ]
        )
    }

    @Test func `behind a last line's end there is no line`() {
        #expect(lines("a\n", chunk: 9).count == 1)
        #expect(lines("", chunk: 1).isEmpty)
    }
}

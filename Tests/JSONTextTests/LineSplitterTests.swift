import JSONText
import Testing

@Suite struct `A stream that is cut into lines` {
    private func lines(_ chunks: [String], lineBytesMax: Int = 100) throws(JSONError) -> [String] {
        var splitter = LineSplitter(lineBytesMax: lineBytesMax)
        var lines: [[UInt8]] = []
        for chunk in chunks {
            splitter.take(Array(chunk.utf8))
            while let line = try splitter.next() { lines.append(line) }
        }
        if let rest = try splitter.finish() { lines.append(rest) }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: 1...8)
    func `has the same lines however it comes`(chunkBytes: Int) throws {
        let text = "{\"a\":1}\n\r\n\n{\"b\":2}\r\nlast"
        var chunks: [String] = []
        var rest = text.unicodeScalars[...]
        while !rest.isEmpty {
            chunks.append(String(rest.prefix(chunkBytes)))
            rest = rest.dropFirst(chunkBytes)
        }
        #expect(try lines(chunks) == ["{\"a\":1}", "{\"b\":2}", "last"])
    }

    @Test func `leaves nothing behind its last line end`() throws {
        #expect(try lines(["a\n", "b\n"]) == ["a", "b"])
        #expect(try lines([]).isEmpty)
        #expect(try lines(["\r\n"]).isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", ""])
    func `has lines as long as the limit, and no longer`(end: String) throws {
        #expect(try lines(["abcd" + end], lineBytesMax: 4) == ["abcd"])
        #expect(try lines(["x\nab", "cd" + end], lineBytesMax: 4) == ["x", "abcd"])
        let error = #expect(throws: JSONError.self) {
            try lines(["x\nabc", "de" + end], lineBytesMax: 4)
        }
        #expect(error?.code == .tooLarge)
        #expect(error?.offset == 2)
    }

    @Test func `is refused before a line without an end is kept whole`() {
        var splitter = LineSplitter(lineBytesMax: 4)
        splitter.take(Array("abcdef".utf8))
        #expect(throws: JSONError.self) { try splitter.next() }
    }

    @Test func `takes lines of 8 MiB`() throws {
        var splitter = LineSplitter()
        let piece = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<8 {
            splitter.take(piece)
            #expect(try splitter.next() == nil)
        }
        splitter.take([0x0a])
        #expect(try splitter.next()?.count == 8 << 20)
    }
}

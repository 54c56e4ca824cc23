/// Cuts a stream of bytes into lines, as NDJSON has them; bytes in, lines out.
///
/// Lines end with LF or CRLF; empty ones are passed over. What the last line end leaves is no line
/// unless `finish` says that the stream has ended.
package struct LineSplitter: Sendable {
    /// One line of a chat's answer can hold a whole picture or a long tool call.
    package static let lineBytesMax = 8 << 20

    private let lineBytesMax: Int
    private var unread: [UInt8] = []
    /// Where the next line begins.
    private var start = 0
    /// Up to here no line end was found.
    private var searched = 0
    /// Bytes that were given out, for errors.
    private var offset = 0

    package init(lineBytesMax: Int = Self.lineBytesMax) {
        self.lineBytesMax = lineBytesMax
    }

    package mutating func take(_ bytes: [UInt8]) {
        dropRead()
        unread += bytes
    }

    /// The next whole line without its end; nil: more bytes are needed.
    ///
    /// - Throws: *too large*, as soon as a line has more bytes than the limit.
    package mutating func next() throws(JSONError) -> [UInt8]? {
        while let end = lineEnd() {
            let line = line(upTo: end)
            guard line.count <= lineBytesMax else { throw tooLarge }
            offset += end + 1 - start
            start = end + 1
            searched = start
            if !line.isEmpty { return Array(line) }
        }
        // A carriage return may be the line end's.
        guard unread.count - start <= lineBytesMax + 1 else { throw tooLarge }
        return nil
    }

    /// What is left when the stream has ended, which is a line without its end; nil: nothing.
    package mutating func finish() throws(JSONError) -> [UInt8]? {
        let rest = Array(line(upTo: unread.count))
        start = unread.count
        dropRead()
        guard rest.count <= lineBytesMax else { throw tooLarge }
        return rest.isEmpty ? nil : rest
    }

    private mutating func lineEnd() -> Int? {
        let from = searched
        let end = unread.withUnsafeBufferPointer { $0[from...].firstIndex(of: UInt8(ascii: "\n")) }
        searched = end ?? unread.count
        return end
    }

    private func line(upTo end: Int) -> ArraySlice<UInt8> {
        let line = unread[start..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private mutating func dropRead() {
        unread.removeSubrange(..<start)
        searched = max(0, searched - start)
        start = 0
    }

    private var tooLarge: JSONError {
        JSONError(.tooLarge, at: offset, "a line has more than \(lineBytesMax) bytes")
    }
}

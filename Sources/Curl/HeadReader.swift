/// Lines of an answer's head become a `CurlHead`.
///
/// Interim answers (1xx) are passed over, and so are trailers.
struct HeadReader {
    private enum State {
        /// No line yet, or an interim answer's blank line; next: `reading`.
        case start
        /// Between a status line and its blank line; next: `start` if interim, `done` if not.
        case reading(CurlHead)
        /// The head is whole; what comes are trailers.
        case done
    }

    enum Event: Equatable {
        case more
        case head(CurlHead)
        case tooLarge
    }

    private var state = State.start
    private var bytesLeft: Int

    init(bytesMax: Int) {
        bytesLeft = bytesMax
    }

    var isDone: Bool {
        if case .done = state { true } else { false }
    }

    /// - Parameter line: with its line end.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Event {
        bytesLeft -= line.count
        guard bytesLeft >= 0 else { return .tooLarge }
        let text = String(decoding: line.prefix { $0 != 0x0d && $0 != 0x0a }, as: UTF8.self)[...]
        switch state {
        case .done:
            return .more
        case .start:
            state = Self.status(in: text).map { .reading(CurlHead(status: $0)) } ?? .start
            return .more
        case .reading(let head) where text.isEmpty:
            return finish(head)
        case .reading(var head):
            if let header = Self.header(in: text) { head.headers.append(header) }
            state = .reading(head)
            return .more
        }
    }

    private mutating func finish(_ head: CurlHead) -> Event {
        guard head.status >= 200 else {
            state = .start
            return .more
        }
        state = .done
        return .head(head)
    }

    /// "HTTP/1.1 200 OK".
    private static func status(in line: Substring) -> Int? {
        guard line.hasPrefix("HTTP/") else { return nil }
        let words = line.split(separator: " ", maxSplits: 2)
        return words.count > 1 ? Int(words[1]) : nil
    }

    private static func header(in line: Substring) -> CurlHeader? {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        return CurlHeader(
            String(line[..<colon]),
            String(line[line.utf8.index(after: colon)...].trimmingBlanks)
        )
    }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }
}

/// Texts from lines, in parts for one call each: bytes go in, parts come out.
struct TextLines {
    /// Of the texts of one call; with what stands around them they fit a frame.
    static let bytesPerCallMax = 2 << 20

    private let perCall: Int
    private var splitter = LineSplitter()
    private var part: [String] = []
    private var partBytes = 0

    init(perCall: Int) {
        self.perCall = perCall
    }

    mutating func take(_ chunk: some Sequence<UInt8>) throws -> [[String]] {
        var parts: [[String]] = []
        for line in splitter.take(chunk) {
            if let full = try add(line) { parts.append(full) }
        }
        return parts
    }

    mutating func finish() throws -> [[String]] {
        var parts: [[String]] = []
        if let line = splitter.finish(), let full = try add(line) { parts.append(full) }
        if !part.isEmpty { parts.append(part) }
        part = []
        return parts
    }

    /// - Returns: the part that the line has no room in any more.
    private mutating func add(_ line: LineSplitter.Line) throws -> [String]? {
        let (number, bytes) = try Self.bytes(of: line)
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw CommandFailure(
                "Line \(number) is not a text in UTF-8",
                remedy: "What stands before it is embedded."
            )
        }
        guard !text[...].isBlank else { return nil }
        let isFull = part.count == perCall || partBytes + bytes.count > Self.bytesPerCallMax
        let full = isFull && !part.isEmpty ? part : nil
        if full != nil { (part, partBytes) = ([], 0) }
        part.append(text)
        partBytes += bytes.count
        return full
    }

    private static func bytes(
        of line: LineSplitter.Line
    ) throws -> (number: Int, bytes: [UInt8]) {
        switch line {
        case .line(let number, let bytes): return (number, bytes)
        case .tooLong(let number):
            throw CommandFailure(
                "Line \(number) is longer than \(LineSplitter().lineBytesMax) bytes",
                remedy: "Split its text."
            )
        }
    }
}

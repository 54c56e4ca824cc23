extension JSONReader {
    package mutating func string() throws(JSONError) -> String {
        let (range, isEscaped) = try stringRange()
        if isEscaped { return try unescaped(range) }
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw JSONError(.badUTF8, at: range.lowerBound, "a string is no UTF-8")
        }
        return text
    }

    /// The bytes of a string where they stand, for those who decode them further.
    ///
    /// Only where an escape is in it are they copied first.
    package mutating func withStringBytes<Result>(
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(JSONError) -> Result {
        let (range, isEscaped) = try stringRange()
        if isEscaped { return Array(try unescaped(range).utf8).withUnsafeBytes(body) }
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// Passes a string; where it stands without its quotes, and whether an escape is in it.
    mutating func stringRange() throws(JSONError) -> (Range<Int>, isEscaped: Bool) {
        guard try nextByte() == UInt8(ascii: "\"") else { throw try wrongType("a string") }
        let start = position + 1
        var isEscaped = false
        let end: Int? = bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\"") { return index }
                if byte < 0x20 { return nil }
                if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                    index += 1
                }
                index += 1
            }
            return nil
        }
        guard let end else {
            throw malformed("a string does not end, or holds a control character")
        }
        position = end + 1
        return (start..<end, isEscaped)
    }

    private func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
        var scanner = EscapeScanner(bytes: bytes[range])
        guard let unescaped = scanner.unescape() else {
            throw JSONError(.malformed, at: scanner.position, "no escape that JSON knows")
        }
        guard let text = String(validating: unescaped, as: UTF8.self) else {
            throw JSONError(.badUTF8, at: range.lowerBound, "a string is no UTF-8")
        }
        return text
    }
}

/// Takes the escapes out of a string's bytes.
private struct EscapeScanner {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int
    private var output: [UInt8] = []

    init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
        output.reserveCapacity(bytes.count)
    }

    /// nil: `position` is at what is no escape.
    mutating func unescape() -> [UInt8]? {
        while let escape = bytes[position...].firstIndex(of: UInt8(ascii: "\\")) {
            output += bytes[position..<escape]
            position = escape + 1
            guard takeEscape() else { return nil }
        }
        return output + bytes[position...]
    }

    private mutating func takeEscape() -> Bool {
        guard position < bytes.endIndex else { return false }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): output.append(letter)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0c)
        case UInt8(ascii: "n"): output.append(0x0a)
        case UInt8(ascii: "r"): output.append(0x0d)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "u"): return takeCharacter()
        default: return false
        }
        return true
    }

    /// Half of a surrogate pair becomes U+FFFD, as Go's encoding/json has it: providers pass on
    /// what people wrote, and one broken character is no reason to lose an answer.
    private mutating func takeCharacter() -> Bool {
        guard let unit = takeUnit() else { return false }
        guard UTF16.isLeadSurrogate(unit) else {
            append(Unicode.Scalar(unit) ?? Self.replacement)
            return true
        }
        let start = position
        if bytes[position...].starts(with: Array("\\u".utf8)) {
            position += 2
            guard let second = takeUnit() else { return false }
            if UTF16.isTrailSurrogate(second) {
                append(UTF16.decode(UTF16.EncodedScalar([unit, second])))
                return true
            }
        }
        position = start
        append(Self.replacement)
        return true
    }

    private mutating func takeUnit() -> UInt16? {
        guard bytes.endIndex - position >= 4 else { return nil }
        var unit: UInt16 = 0
        for byte in bytes[position..<(position + 4)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        output += UTF8.encode(scalar).map(Array.init) ?? []
    }

    private static let replacement: Unicode.Scalar = "\u{fffd}"
}

/// What is read at most.
package struct JSONLimits: Sendable, Hashable {
    /// Arrays and objects within each other.
    package var depthMax = 64
    package var bytesMax = 64 << 20

    package init() {}
}

/// Reads a JSON text from its beginning to its end, strictly as RFC 8259 has it.
///
/// The caller says what it expects next; what it does not want is skipped without being made.
///
/// ```swift
/// var reader = try JSONReader(bytes)
/// try reader.object { name, reader throws(JSONError) in
///     switch name {
///     case "model": model = try reader.string()
///     default: try reader.skip()
///     }
/// }
/// try reader.end()
/// ```
package struct JSONReader: Sendable {
    let bytes: [UInt8]
    var position = 0
    private var depth = 0
    private let depthMax: Int

    package init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        guard bytes.count <= limits.bytesMax else {
            throw JSONError(.tooLarge, at: limits.bytesMax, "more than \(limits.bytesMax) bytes")
        }
        self.bytes = bytes
        depthMax = limits.depthMax
    }

    /// What kind of value comes next, judged by its first byte.
    package enum Kind: Sendable, Hashable {
        case null
        case bool
        case number
        case string
        case array
        case object
    }

    package mutating func next() throws(JSONError) -> Kind {
        switch try nextByte() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw malformed("a value is missing")
        }
    }

    /// Reads an object; `member` must read or skip each value.
    package mutating func object(
        _ member: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open(UInt8(ascii: "{"), "an object")
        var isFirst = true
        while try hasMore(until: UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            guard try nextByte() == UInt8(ascii: "\"") else { throw malformed("a name is missing") }
            let name = try string()
            guard try nextByte() == UInt8(ascii: ":") else { throw malformed("a colon is missing") }
            position += 1
            try member(name, &self)
        }
        close()
    }

    /// Reads an array; `element` must read or skip each value.
    package mutating func array(
        _ element: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        try open(UInt8(ascii: "["), "an array")
        var isFirst = true
        while try hasMore(until: UInt8(ascii: "]"), isFirst: isFirst) {
            isFirst = false
            try element(&self)
        }
        close()
    }

    /// The text holds nothing more.
    package mutating func end() throws(JSONError) {
        skipBlanks()
        guard position == bytes.count else { throw malformed("more stands behind the value") }
    }

    /// Passes over one value, whatever it is; the insides of its strings are not looked at.
    package mutating func skip() throws(JSONError) {
        switch try next() {
        case .null: try null()
        case .bool: _ = try bool()
        case .number: _ = try numberRange()
        case .string: _ = try stringRange()
        case .array: try array { reader throws(JSONError) in try reader.skip() }
        case .object: try object { _, reader throws(JSONError) in try reader.skip() }
        }
    }

    /// A whole text as one value.
    package static func value(
        of bytes: [UInt8],
        limits: JSONLimits = JSONLimits()
    ) throws(JSONError) -> JSONValue {
        var reader = try JSONReader(bytes, limits: limits)
        let value = try reader.value()
        try reader.end()
        return value
    }
}

// What the others stand on.
extension JSONReader {
    /// The byte at which the next token begins; it is not passed.
    mutating func nextByte() throws(JSONError) -> UInt8 {
        skipBlanks()
        guard position < bytes.count else { throw malformed("it ends too early") }
        return bytes[position]
    }

    mutating func open(_ bracket: UInt8, _ what: String) throws(JSONError) {
        guard try nextByte() == bracket else { throw try wrongType(what) }
        guard depth < depthMax else {
            throw JSONError(.tooDeep, at: position, "values nest more than \(depthMax) deep")
        }
        depth += 1
        position += 1
    }

    mutating func close() {
        depth -= 1
    }

    /// Passes the comma before an element or the bracket behind the last.
    mutating func hasMore(until bracket: UInt8, isFirst: Bool) throws(JSONError) -> Bool {
        let byte = try nextByte()
        if byte == bracket {
            position += 1
            return false
        }
        if isFirst { return true }
        guard byte == UInt8(ascii: ",") else { throw malformed("a comma is missing") }
        position += 1
        return true
    }

    func malformed(_ what: String) -> JSONError {
        JSONError(.malformed, at: position, what)
    }

    /// Something else stands here than `what`; malformed, if it is no value at all.
    mutating func wrongType(_ what: String) throws(JSONError) -> JSONError {
        let kind = try next()
        return JSONError(.wrongType, at: position, "\(what) is expected, and \(kind) stands there")
    }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }
}

/// Writes a JSON text, piece by piece, without blanks.
///
/// ```swift
/// var json = JSONWriter()
/// json.object { json in
///     json.member("model") { $0.string("nomic-embed-text") }
/// }
/// ```
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// A value stands right before: another needs a comma.
    private var isBehindValue = false

    package init() {}

    package mutating func object(_ body: (inout JSONWriter) -> Void) {
        wrap(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    package mutating func array(_ body: (inout JSONWriter) -> Void) {
        wrap(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// One member of an object; `value` writes exactly one value.
    package mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        isBehindValue = false
        value(&self)
    }

    package mutating func member(_ name: String, _ value: JSONValue) {
        member(name) { $0.value(value) }
    }

    package mutating func string(_ text: String) {
        begin()
        var text = text
        text.withUTF8 { append(escaping: $0) }
    }

    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: raw("null")
        case .bool(let value): raw(value ? "true" : "false")
        case .number(let number): raw(number.text)
        case .string(let text): string(text)
        case .array(let values): array { json in for value in values { json.value(value) } }
        case .object(let object):
            self.object { json in
                for member in object.members { json.member(member.name, member.value) }
            }
        }
    }

    package mutating func int(_ value: Int) {
        raw(String(value))
    }

    /// A value that is JSON already, as it stands; nobody looks at it.
    package mutating func json(_ text: String) {
        raw(text)
    }

    /// - Precondition: they are finite: JSON has no other numbers.
    package mutating func floats(_ values: [Float]) {
        array { json in
            for value in values {
                precondition(value.isFinite, "JSON has no \(value)")
                json.raw("\(value)")
            }
        }
    }

    private mutating func wrap(
        _ opening: UInt8,
        _ closing: UInt8,
        _ body: (inout JSONWriter) -> Void
    ) {
        begin()
        bytes.append(opening)
        isBehindValue = false
        body(&self)
        bytes.append(closing)
        isBehindValue = true
    }

    private mutating func begin() {
        if isBehindValue { bytes.append(UInt8(ascii: ",")) }
        isBehindValue = true
    }

    private mutating func raw(_ text: String) {
        begin()
        bytes += text.utf8
    }

    private mutating func append(escaping text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for (index, byte) in text.enumerated() where Self.needsEscape(byte) {
            bytes += text[start..<index]
            append(escape: byte)
            start = index + 1
        }
        bytes += text[start...]
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func append(escape byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x0a: bytes.append(UInt8(ascii: "n"))
        case 0x0d: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}

extension JSONValue: CustomStringConvertible {
    /// The text, in UTF-8.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

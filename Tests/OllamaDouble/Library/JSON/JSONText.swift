internal import NIOCore

/// JSON as Ollama writes it: fields in their order, straight into bytes.
struct JSONText {
    private(set) var bytes: ByteBuffer

    init(capacity: Int = 256) {
        bytes = ByteBufferAllocator().buffer(capacity: capacity)
    }

    static func object(capacity: Int = 256, _ fill: (inout JSONText) -> Void) -> JSONText {
        var text = JSONText(capacity: capacity)
        text.object(fill)
        return text
    }

    mutating func object(_ fill: (inout JSONText) -> Void) {
        bytes.writeInteger(UInt8(ascii: "{"))
        fill(&self)
        bytes.writeInteger(UInt8(ascii: "}"))
    }

    mutating func array<Element>(
        _ elements: some Sequence<Element>,
        _ write: (inout JSONText, Element) -> Void
    ) {
        bytes.writeInteger(UInt8(ascii: "["))
        var isFirst = true
        for element in elements {
            if !isFirst { bytes.writeInteger(UInt8(ascii: ",")) }
            isFirst = false
            write(&self, element)
        }
        bytes.writeInteger(UInt8(ascii: "]"))
    }

    /// Lets `write` fill memory, and takes as many bytes of it as it says.
    mutating func raw(bytesMax: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int) {
        _ = bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: bytesMax, write)
    }

    mutating func raw(_ text: String) {
        bytes.writeString(text)
    }

    mutating func string(_ text: String) {
        bytes.writeInteger(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.writeString("\\\"")
            case UInt8(ascii: "\\"): bytes.writeString("\\\\")
            case UInt8(ascii: "\n"): bytes.writeString("\\n")
            case UInt8(ascii: "\r"): bytes.writeString("\\r")
            case UInt8(ascii: "\t"): bytes.writeString("\\t")
            case ..<0x20:
                bytes.writeString(byte < 0x10 ? "\\u000" : "\\u00")
                bytes.writeString(String(byte, radix: 16))
            default: bytes.writeInteger(byte)
            }
        }
        bytes.writeInteger(UInt8(ascii: "\""))
    }
}

/// Fields of the object that is being written.
extension JSONText {
    mutating func field(_ name: String, _ write: (inout JSONText) -> Void) {
        let last = bytes.getInteger(at: bytes.writerIndex - 1, as: UInt8.self)
        if last != UInt8(ascii: "{") { raw(",") }
        string(name)
        raw(":")
        write(&self)
    }

    mutating func field(_ name: String, _ value: String) {
        field(name) { $0.string(value) }
    }

    mutating func field(_ name: String, _ value: some BinaryInteger) {
        field(name) { $0.raw(String(value)) }
    }

    mutating func field(_ name: String, _ value: Bool) {
        field(name) { $0.raw(value ? "true" : "false") }
    }

    mutating func field(_ name: String, strings: [String]) {
        field(name) { text in
            text.array(strings) { $0.string($1) }
        }
    }

    /// Left out when it is nothing, as Go does with `omitempty`.
    mutating func fieldUnlessEmpty(_ name: String, _ value: String) {
        if !value.isEmpty { field(name, value) }
    }

    mutating func fieldUnlessZero(_ name: String, _ value: some BinaryInteger) {
        if value != 0 { field(name, value) }
    }
}

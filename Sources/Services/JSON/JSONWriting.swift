/// A JSON object that is written member by member.
struct JSONObjectText {
    private var members = ""

    /// - Parameter value: JSON as it is to stand there.
    mutating func add(_ name: String, _ value: String) {
        if !members.isEmpty { members += "," }
        members += name.quoted
        members += ":"
        members += value
    }

    var text: String { "{\(members)}" }
}

/// A JSON array that is written element by element.
struct JSONArrayText {
    private var elements = ""

    /// - Parameter value: JSON as it is to stand there.
    mutating func append(_ value: String) {
        if !elements.isEmpty { elements += "," }
        elements += value
    }

    var text: String { "[\(elements)]" }
}

extension String {
    /// As a JSON string: only what RFC 8259 does not let stand is escaped.
    var quoted: String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        bytes.reserveCapacity(utf8.count + 2)
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += Array(#"\n"#.utf8)
            case UInt8(ascii: "\r"): bytes += Array(#"\r"#.utf8)
            case UInt8(ascii: "\t"): bytes += Array(#"\t"#.utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes += Array(#"\u00"#.utf8) + (digits.utf8.count < 2 ? [0x30] : [])
                bytes += Array(digits.utf8)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// RFC 4648, section 4: with padding, as JSON's users expect it.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )

    static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = UInt32(0)
            for offset in 0..<3 {
                bits = bits << 8 | (offset < group.count ? UInt32(group[start + offset]) : 0)
            }
            for place in 0..<4 {
                let isThere = place <= group.count
                let index = Int(bits >> (18 - 6 * UInt32(place)) & 63)
                text.append(isThere ? alphabet[index] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Collection<UInt8> where Self: BidirectionalCollection {
    /// Without JSON's white space at both ends.
    var trimmed: SubSequence {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0A).contains($0) || $0 == 0x0D }
        let start = firstIndex { !isSpace($0) } ?? endIndex
        let end = lastIndex { !isSpace($0) }.map(index(after:)) ?? start
        return self[start..<end]
    }
}

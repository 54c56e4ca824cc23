/// Bytes put together by hand, right or wrong.
enum WireBytes {
    enum WireType: UInt64, CaseIterable {
        case varint = 0
        case fixed64 = 1
        case lengthPrefixed = 2
        case groupStart = 3
        case groupEnd = 4
        case fixed32 = 5
        case none = 6
    }

    static func varint(_ value: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    static func tag(_ number: UInt64, _ type: WireType) -> [UInt8] {
        varint(number << 3 | type.rawValue)
    }

    static func varint(_ number: UInt64, _ value: UInt64) -> [UInt8] {
        tag(number, .varint) + varint(value)
    }

    static func prefixed(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
        tag(number, .lengthPrefixed) + varint(UInt64(content.count)) + content
    }

    static func text(_ number: UInt64, _ text: String) -> [UInt8] {
        prefixed(number, Array(text.utf8))
    }

    /// `content` within `depth` messages, each of them field `number` of the one around it.
    static func nested(_ depth: Int, in number: UInt64, _ content: [UInt8] = []) -> [UInt8] {
        (0..<depth).reduce(content) { inner, _ in prefixed(number, inner) }
    }

    static func repeating(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        var all: [UInt8] = []
        all.reserveCapacity(bytes.count * count)
        for _ in 0..<count { all.append(contentsOf: bytes) }
        return all
    }
}

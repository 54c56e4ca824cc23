import Frames
import Messages
import MoultClient
import NIOCore
import Testing

/// A request that would cost protobuf-c far more than its bytes: up to 256 MiB, 37 s, or the stack.
struct Bomb: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// The data of a request frame.
    let bytes: [UInt8]

    private init(_ name: String, envelope bytes: [UInt8]) {
        testDescription = name
        self.bytes = bytes
    }

    /// In the payload of a call of Search.
    private init(_ name: String, payload: [UInt8]) throws {
        let method = MoultV1.MemoryMethods.search
        let request = TTRPC.Request(service: method.service, method: method.name, payload: payload)
        self.init(name, envelope: try request.packed())
    }

    /// The eight, each as large as its frame allows.
    static func all() throws -> [Bomb] {
        // Of an envelope; then of a payload, whose envelope takes a few bytes too.
        let size = Int(FrameLimits.dataBytesMax)
        let inner = size - 256
        return [
            Bomb("metadata flood", envelope: filled(size, with: prefixed(5, []))),
            Bomb("unknown-field flood", envelope: filled(size, with: [15 << 3, 1])),
            try Bomb(
                "repeated singular message",
                payload: prefixed(1, filled(inner, with: prefixed(4, prefixed(1, []))))
            ),
            try Bomb("nesting", payload: nesting(inner)),
            Bomb("group", envelope: filled(size, with: [15 << 3 | 3])),
            try Bomb(
                "packed count",
                payload: prefixed(1, prefixed(3, [UInt8](repeating: 1, count: inner)))
            ),
            Bomb(
                "11-byte varint",
                envelope: [4 << 3] + [UInt8](repeating: 0xff, count: 10) + [1]
            ),
            Bomb("false length", envelope: [3 << 3 | 2, 0xff, 0xff, 0xff, 0x7f]),
        ]
    }

    private static func prefixed(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
        [number << 3 | 2] + varint(content.count) + content
    }

    private static func varint(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    /// As often as it fits into `size` bytes, less what a length before it takes.
    private static func filled(_ size: Int, with bytes: [UInt8]) -> [UInt8] {
        var filled = bytes
        // By doubling, which a build without optimisation does fast.
        while filled.count * 2 <= size - 8 { filled += filled }
        return filled + filled.prefix((size - 8 - filled.count) / bytes.count * bytes.count)
    }

    /// Messages in messages, as deep as fits, from the inside out.
    private static func nesting(_ size: Int) -> [UInt8] {
        var reversed: [UInt8] = []
        while reversed.count < size - 8 {
            reversed += ([1 << 3 | 2] + varint(reversed.count)).reversed()
        }
        return reversed.reversed()
    }
}

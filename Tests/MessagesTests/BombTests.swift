import Testing

@testable import Messages

/// Eight messages of 4 MiB, or little more than nothing, that would cost protobuf-c far more.
///
/// Without the pre-scan they take up to 256 MiB, 37 s, or the stack. How long a refusal takes is
/// measured by the benchmarks; here it must come from the pre-scan, before anything is allocated.
struct BombTests {
    struct Bomb: CustomTestStringConvertible {
        let testDescription: String
        let code: UnpackFault.Code
        let bytes: [UInt8]

        init(_ name: String, _ code: UnpackFault.Code, _ bytes: [UInt8]) {
            testDescription = name
            self.code = code
            self.bytes = bytes
        }
    }

    static let size = UnpackLimits.standard.bytes

    static func filled(with bytes: [UInt8]) -> [UInt8] {
        WireBytes.repeating(bytes, size / bytes.count)
    }

    static let bombs = [
        Bomb("metadata flood", .tooLarge, filled(with: WireBytes.prefixed(5, []))),
        Bomb("unknown-field flood", .tooLarge, filled(with: WireBytes.varint(15, 1))),
        Bomb(
            "repeated singular message",
            .invalid,
            filled(with: WireBytes.prefixed(1, WireBytes.prefixed(3, [])))
        ),
        Bomb("nesting", .tooLarge, nesting),
        Bomb("group", .invalid, filled(with: WireBytes.tag(15, .groupStart))),
        Bomb(
            "packed count",
            .tooLarge,
            WireBytes.prefixed(3, [UInt8](repeating: 1, count: size - 5))
        ),
        Bomb(
            "11-byte varint",
            .invalid,
            WireBytes.tag(4, .varint) + [UInt8](repeating: 0xff, count: 10) + [1]
        ),
        Bomb(
            "false length",
            .invalid,
            WireBytes.tag(3, .lengthPrefixed) + [0xff, 0xff, 0xff, 0x7f]
        ),
    ]

    /// As deep as fits: the length of each level takes up to four bytes.
    private static var nesting: [UInt8] {
        var reversed: [UInt8] = []
        while reversed.count < size - 5 {
            let length = reversed.count
            reversed += (WireBytes.tag(1, .lengthPrefixed) + WireBytes.varint(UInt64(length)))
                .reversed()
        }
        return reversed.reversed()
    }

    @Test(arguments: bombs)
    func `a bomb is refused before memory is taken for it`(bomb: Bomb) throws {
        let arena = Arena()
        // Not one allocation may be asked for: the refusal is the pre-scan's.
        arena.allocationsLeft = 0
        let fault = try bomb.bytes.withUnsafeBytes { bytes in
            try #require(throws: UnpackFault.self) {
                switch bomb.testDescription {
                case "nesting": _ = try TestV1.Node(unpacking: bytes, arena: arena)
                case "packed count": _ = try TestV1.Repeated(unpacking: bytes, arena: arena)
                case "repeated singular message":
                    _ = try TTRPC.Response(unpacking: bytes, arena: arena)
                default: _ = try TTRPC.Request(unpacking: bytes, arena: arena)
                }
            }
        }
        #expect(fault.code == bomb.code)
        #expect(!fault.message.contains("of memory"))
        #expect(arena.usedBytes == 0)
    }

    @Test func `what the pre-scan lets through is held by the budget`() throws {
        // As many empty entries as there may be: 40 times their bytes, and so refused.
        let bytes = WireBytes.repeating(WireBytes.prefixed(5, []), UnpackLimits.standard.elements)
        let fault = try #require(throws: UnpackFault.self) { try TTRPC.Request(unpacking: bytes) }
        #expect(fault.code == .tooLarge)
        #expect(fault.message.contains("of memory"))
    }
}

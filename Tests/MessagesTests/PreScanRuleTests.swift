import Testing

@testable import Messages

/// What is malformed is refused as invalid, and the fault says where.
struct PreScanRuleTests {
    private func fault<Message: WireMessage>(
        _ bytes: [UInt8],
        as _: Message.Type
    ) throws -> UnpackFault {
        try #require(throws: UnpackFault.self) { try Message(unpacking: bytes) }
    }

    private func expectInvalid<Message: WireMessage>(
        _ bytes: [UInt8],
        as type: Message.Type = TestV1.Singular.self,
        _ reason: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let fault = try fault(bytes, as: type)
        #expect(fault.code == .invalid, sourceLocation: sourceLocation)
        #expect(fault.message.contains(reason), sourceLocation: sourceLocation)
    }

    @Test(arguments: WireBytes.WireType.allCases)
    func `each type of field takes its own wire type only`(wireType: WireBytes.WireType) throws {
        let content: [WireBytes.WireType: [UInt8]] = [
            .varint: [1], .fixed64: [UInt8](repeating: 0, count: 8), .lengthPrefixed: [0],
            .fixed32: [UInt8](repeating: 0, count: 4),
        ]
        let right: [UInt64: WireBytes.WireType] = [
            1: .fixed64, 2: .fixed32, 3: .varint, 4: .varint, 5: .varint, 6: .varint, 7: .varint,
            8: .varint, 9: .fixed32, 10: .fixed64, 11: .fixed32, 12: .fixed64, 13: .varint,
            14: .lengthPrefixed, 15: .lengthPrefixed, 16: .varint, 17: .lengthPrefixed,
            1000: .lengthPrefixed,
        ]
        for (number, rightType) in right {
            let bytes = WireBytes.tag(number, wireType) + (content[wireType] ?? [])
            if wireType == rightType {
                #expect(throws: Never.self) { try TestV1.Singular(unpacking: bytes) }
            } else {
                #expect(try fault(bytes, as: TestV1.Singular.self).code == .invalid)
            }
        }
    }

    @Test func `only numbers in a row come packed`() throws {
        try expectInvalid(WireBytes.prefixed(3, [1]), "wire type is not that of the field")
        try expectInvalid(WireBytes.varint(14, 1), as: TestV1.Repeated.self, "wire type is not")
    }

    @Test func `the field number 0 is refused`() throws {
        try expectInvalid([0x00, 0x00], "number 0")
        try expectInvalid([0x02, 0x00], "number 0")
        try expectInvalid([0x80, 0x00], "number 0")
    }

    @Test func `a tag takes at most 32 bits`() throws {
        let highest = WireBytes.varint(UInt64((1 << 29) - 1), 1)
        #expect(throws: Never.self) { try TestV1.Singular(unpacking: highest) }
        try expectInvalid(WireBytes.varint(1 << 29, 1), "more than 32 bits")
        try expectInvalid([0x88, 0x80, 0x80, 0x80, 0x80, 0x00, 0x01], "more than 32 bits")
    }

    @Test func `groups are refused, known or not`() throws {
        for number: UInt64 in [3, 17, 500] {
            try expectInvalid(WireBytes.tag(number, .groupStart), "groups")
            try expectInvalid(WireBytes.tag(number, .groupEnd), "groups")
        }
    }

    @Test func `wire types that protobuf has not are refused`() throws {
        try expectInvalid([UInt8(90 << 3 & 0x7f) | 6 | 0x80, 5], "none of protobuf's")
        try expectInvalid([UInt8(90 << 3 & 0x7f) | 7 | 0x80, 5], "none of protobuf's")
    }

    @Test func `a varint has at most ten bytes and 64 bits`() throws {
        let ones = [UInt8](repeating: 0xff, count: 9)
        for number: UInt64 in [6, 500] {
            let tag = WireBytes.tag(number, .varint)
            #expect(throws: Never.self) { try TestV1.Singular(unpacking: tag + ones + [1]) }
            try expectInvalid(tag + ones + [2], "more than 64 bits")
            try expectInvalid(tag + ones + [0xff, 0x01], "more than 64 bits")
        }
    }

    @Test func `every message that is cut within a field is refused`() throws {
        var random = RandomMessage(seed: 7)
        let whole = random.bytes(of: TestV1.Singular.coding.descriptor)
        var refused = 0
        for count in 0..<whole.count {
            guard (try? TestV1.Singular(unpacking: Array(whole[..<count]))) == nil else { continue }
            refused += 1
        }
        #expect(refused > whole.count / 2)
        try expectInvalid([0x1d], "wire type")
        try expectInvalid(WireBytes.tag(9, .fixed32) + [1, 2, 3], "end within the field")
        try expectInvalid(WireBytes.tag(10, .fixed64) + [1, 2, 3, 4, 5, 6, 7], "end within")
        try expectInvalid(WireBytes.tag(6, .varint), "end within the field")
        try expectInvalid([0x80], "end within the field")
    }

    @Test func `a length reaches no further than its own message`() throws {
        #expect(throws: Never.self) { try TestV1.Singular(unpacking: [0x72, 2, 0x61, 0x61]) }
        try expectInvalid([0x72, 3, 0x61, 0x61], "reaches past the end")
        try expectInvalid([0x72, 0xff, 0xff, 0xff, 0xff, 0x0f], "reaches past the end")
        try expectInvalid([0x72, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00], "reaches past the end")
        try expectInvalid([0x72, 0x80], "end within the field")
        let inner = WireBytes.prefixed(1, [0x12, 5, 0x61]) + WireBytes.text(2, "long enough")
        try expectInvalid(inner, as: TestV1.Node.self, "children[0].name (byte 3): the length")
    }

    @Test func `packed numbers end where their field does`() throws {
        let uneven = [UInt8](repeating: 0, count: 7)
        try expectInvalid(WireBytes.prefixed(1, uneven), as: TestV1.Repeated.self, "do not end")
        try expectInvalid(WireBytes.prefixed(9, uneven), as: TestV1.Repeated.self, "do not end")
        try expectInvalid(WireBytes.prefixed(3, [0x80]), as: TestV1.Repeated.self, "end within")
    }

    @Test func `a singular message stands once`() throws {
        let once = WireBytes.prefixed(17, WireBytes.text(2, "a"))
        #expect(throws: Never.self) { try TestV1.Singular(unpacking: once) }
        try expectInvalid(once + once, "stands more than once")
        try expectInvalid(once + WireBytes.varint(6, 1) + once, "a_node")
        let member = WireBytes.prefixed(7, [])
        try expectInvalid(member + member, as: TestV1.Choice.self, "stands more than once")
    }

    @Test func `a text that is not UTF-8 or holds a NUL is refused where it stands`() throws {
        let bad: [[UInt8]] = [
            [0xff], [0xc3], [0xc0, 0x80], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0x80],
        ]
        for text in bad {
            try expectInvalid(WireBytes.prefixed(14, text), "(byte 2): the text is not UTF-8")
        }
        try expectInvalid(WireBytes.text(14, "admin\0evil"), "a_string (byte 7): the text holds a")
        let items = WireBytes.prefixed(1, []) + WireBytes.prefixed(1, WireBytes.text(3, "\0"))
        try expectInvalid(items, as: MoultV1.IngestRequest.self, "items[1].text (byte 6)")
    }

    @Test func `bytes may be anything`() throws {
        let message = try TestV1.Singular(unpacking: WireBytes.prefixed(15, [0, 0xff, 0]))
        #expect(message.someBytes == [0, 0xff, 0])
    }
}

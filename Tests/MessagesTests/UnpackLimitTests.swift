import Testing

@testable import Messages

/// Each limit takes what stands at it, and refuses one more as too large.
struct UnpackLimitTests {
    private func expectEdge<Message: WireMessage>(
        of _: Message.Type,
        _ limits: UnpackLimits = .standard,
        taken: [UInt8],
        refused: [UInt8],
        _ reason: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(throws: Never.self, sourceLocation: sourceLocation) {
            try Message(unpacking: taken, limits: limits)
        }
        let fault = try #require(throws: UnpackFault.self, sourceLocation: sourceLocation) {
            try Message(unpacking: refused, limits: limits)
        }
        #expect(fault.code == .tooLarge, sourceLocation: sourceLocation)
        #expect(fault.message.contains(reason), sourceLocation: sourceLocation)
    }

    private func limits(_ change: (inout UnpackLimits) -> Void) -> UnpackLimits {
        var limits = UnpackLimits()
        change(&limits)
        return limits
    }

    @Test func `a message has at most 4 MiB`() throws {
        let room = UnpackLimits.standard.bytes - 5
        try expectEdge(
            of: TTRPC.Request.self,
            taken: WireBytes.prefixed(3, [UInt8](repeating: 7, count: room)),
            refused: WireBytes.prefixed(3, [UInt8](repeating: 7, count: room + 1)),
            "4194305 bytes; at most 4194304"
        )
    }

    @Test func `messages nest 64 deep`() throws {
        try expectEdge(
            of: TestV1.Node.self,
            taken: WireBytes.nested(63, in: 1),
            refused: WireBytes.nested(64, in: 1),
            "deeper than 64"
        )
        try expectEdge(
            of: TestV1.Node.self,
            limits { $0.depth = 3 },
            taken: WireBytes.nested(2, in: 1),
            refused: WireBytes.nested(3, in: 1),
            "deeper than 3"
        )
        try expectEdge(
            of: TestV1.Node.self,
            limits { $0.depth = 1_000 },
            taken: WireBytes.nested(63, in: 1),
            refused: WireBytes.nested(64, in: 1),
            "deeper than 64"
        )
    }

    @Test func `there are 262,144 fields in all`() throws {
        let field = WireBytes.varint(4, 1)
        let wide = limits { $0.arenaBytesPerByte = 64 }
        try expectEdge(
            of: TestV1.Singular.self,
            wide,
            taken: WireBytes.repeating(field, 262_144),
            refused: WireBytes.repeating(field, 262_145),
            "more than 262144 fields"
        )
    }

    @Test func `fields are counted through all messages`() throws {
        let child = WireBytes.prefixed(1, WireBytes.text(2, "a"))
        try expectEdge(
            of: TestV1.Node.self,
            limits { $0.fields = 6 },
            taken: WireBytes.repeating(child, 3),
            refused: WireBytes.repeating(child, 3) + WireBytes.text(2, "b"),
            "more than 6 fields"
        )
    }

    @Test func `16,384 fields may be unknown`() throws {
        let unknown = WireBytes.varint(500, 1)
        let wide = limits { $0.arenaBytesPerByte = 64 }
        try expectEdge(
            of: TestV1.Node.self,
            wide,
            taken: WireBytes.repeating(unknown, 16_384),
            refused: WireBytes.repeating(unknown, 16_385),
            "more than 16384 fields that this version does not know"
        )
    }

    @Test func `a repeated field has 65,536 elements`() throws {
        try expectEdge(
            of: TestV1.Repeated.self,
            taken: WireBytes.prefixed(3, [UInt8](repeating: 1, count: 65_536)),
            refused: WireBytes.prefixed(3, [UInt8](repeating: 1, count: 65_537)),
            "int32s (byte 65541): there are more than 65536 elements"
        )
    }

    @Test func `elements are counted packed and one by one together`() throws {
        let taken = WireBytes.prefixed(3, [1, 1]) + WireBytes.varint(3, 1)
        try expectEdge(
            of: TestV1.Repeated.self,
            limits { $0.elements = 3 },
            taken: taken,
            refused: taken + WireBytes.prefixed(3, [1]),
            "more than 3 elements"
        )
        try expectEdge(
            of: TestV1.Repeated.self,
            limits { $0.elements = 3 },
            taken: WireBytes.repeating(WireBytes.text(14, "a"), 3),
            refused: WireBytes.repeating(WireBytes.text(14, "a"), 4),
            "strings[2]"
        )
        try expectEdge(
            of: TestV1.Repeated.self,
            limits { $0.elements = 2 },
            taken: WireBytes.prefixed(10, [UInt8](repeating: 0, count: 16)),
            refused: WireBytes.prefixed(10, [UInt8](repeating: 0, count: 24)),
            "more than 2 elements"
        )
    }

    @Test func `each message counts its own elements`() throws {
        let two = WireBytes.prefixed(1, WireBytes.repeating(WireBytes.prefixed(1, []), 2))
        #expect(throws: Never.self) {
            try TestV1.Node(unpacking: two + two, limits: limits { $0.elements = 2 })
        }
    }

    @Test func `there are 131,072 messages within`() throws {
        let wide = limits {
            $0.arenaBytesPerByte = 64
            $0.arenaBytesMax = 64 << 20
        }
        let half = WireBytes.prefixed(1, WireBytes.repeating(WireBytes.prefixed(1, []), 65_535))
        try expectEdge(
            of: TestV1.Node.self,
            wide,
            taken: half + half,
            refused: half + half + WireBytes.prefixed(1, []),
            "more than 131072 messages"
        )
    }

    @Test func `the unpacked form takes no more memory than its budget`() throws {
        let bytes = WireBytes.repeating(WireBytes.prefixed(5, []), 64)
        let needed = try bytesTaken(by: bytes)
        let exactly = limits {
            $0.arenaBytesBase = needed
            $0.arenaBytesPerByte = 0
        }
        let lessByOne = limits {
            $0.arenaBytesBase = needed - 1
            $0.arenaBytesPerByte = 0
        }
        #expect(throws: Never.self) { try TTRPC.Request(unpacking: bytes, limits: exactly) }
        let fault = try #require(throws: UnpackFault.self) {
            try TTRPC.Request(unpacking: bytes, limits: lessByOne)
        }
        #expect(fault.code == .tooLarge)
        #expect(fault.message.contains("takes more than \(needed - 1) bytes of memory"))
    }

    private func bytesTaken(by bytes: [UInt8]) throws -> Int {
        let arena = Arena()
        return try bytes.withUnsafeBytes { bytes in
            try arena.withScope {
                _ = try TTRPC.RequestView(of: bytes, in: arena)
                return arena.usedBytes
            }
        }
    }

    @Test func `the budget is 64 KiB and eight times the bytes, at most 32 MiB`() {
        let limits = UnpackLimits.standard
        #expect(limits.arenaBudget(for: 0) == 65_536)
        #expect(limits.arenaBudget(for: 1_000) == 73_536)
        #expect(limits.arenaBudget(for: 4_186_112) == 32 << 20)
        #expect(limits.arenaBudget(for: 4_186_111) == (32 << 20) - 8)
        #expect(limits.arenaBudget(for: .max) == 32 << 20)
    }
}

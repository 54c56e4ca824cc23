import Testing

@testable import Messages

struct RoundTripTests {
    static let messages =
        HealthV1.messages + MoultV1.messages + TTRPC.messages + TestV1.messages

    @Test(arguments: messages)
    func `a message comes back byte for byte`(type: any WireMessage.Type) throws {
        for seed in UInt64(1)...50 { try expectRoundTrip(of: type, seed: seed) }
    }

    private func expectRoundTrip<Message: WireMessage>(
        of type: Message.Type,
        seed: UInt64
    ) throws {
        var random = RandomMessage(seed: seed)
        let bytes = random.bytes(of: Message.coding.descriptor)
        let message = try Message(unpacking: bytes)
        #expect(try message.packed() == bytes, "\(Message.fullName), seed \(seed)")
        #expect(try Message(unpacking: message.packed()) == message)
    }

    @Test(arguments: messages)
    func `no bytes are the empty message`(type: any WireMessage.Type) throws {
        try expectEmpty(type)
    }

    private func expectEmpty<Message: WireMessage>(_ type: Message.Type) throws {
        #expect(try Message(unpacking: []) == Message())
        #expect(try Message().packed().isEmpty)
        #expect(name(of: Message.coding.descriptor) == Message.fullName)
    }

    @Test func `an enum value from the future survives`() throws {
        let bytes = WireBytes.varint(3, 99)
        let outcome = try MoultV1.IngestOutcome(unpacking: bytes)
        #expect(outcome.status == .unrecognized(99))
        #expect(try outcome.packed() == bytes)
        #expect(MoultV1.IngestStatus(rawValue: 1) == .embedded)
    }

    @Test func `a oneof tells absent from zero`() throws {
        let unchecked = try MoultV1.ItemDraft(unpacking: [])
        #expect(unchecked.expectation == nil)
        let mustNotExist = MoultV1.ItemDraft(expectation: .expectedRevision(0))
        #expect(try mustNotExist.packed() == [0x28, 0])
        #expect(try MoultV1.ItemDraft(unpacking: [0x28, 0]) == mustNotExist)
    }

    @Test func `of a oneof the last member counts`() throws {
        let bytes = WireBytes.text(3, "first") + WireBytes.varint(1, 7)
        #expect(try TestV1.Choice(unpacking: bytes).one == .number(7))
    }

    @Test func `numbers in a row are read packed and one by one`() throws {
        let single = WireBytes.varint(3, 1) + WireBytes.varint(3, 300)
        let packed = WireBytes.prefixed(3, WireBytes.varint(1) + WireBytes.varint(300))
        #expect(try TestV1.Repeated(unpacking: single).int32s == [1, 300])
        #expect(try TestV1.Repeated(unpacking: packed).int32s == [1, 300])
    }

    @Test func `fields that this version does not know are passed over`() throws {
        let known = WireBytes.text(1, "readiness")
        let unknown = WireBytes.varint(90, 5) + WireBytes.text(91, "new")
        let request = try HealthV1.HealthCheckRequest(unpacking: unknown + known)
        #expect(request.service == "readiness")
    }
}

import Messages
import Testing

struct RoundTripTests {
    @Test func `an ingest request comes back as it went`() throws {
        let request = MoultV1.IngestRequest(
            items: [
                MoultV1.ItemDraft(
                    collection: "notes",
                    key: "a",
                    text: "Grüße, 世界 🐚",
                    metadata: [MoultV1.MetadataEntry(key: "lang", value: "de")],
                    expectation: .expectedRevision(0)
                ),
                MoultV1.ItemDraft(key: "b", text: "x"),
            ],
            idempotencyKey: "once"
        )
        #expect(try MoultV1.IngestRequest(unpacking: request.packed()) == request)
    }

    @Test func `a NUL in a text is refused in both directions`() throws {
        let fault = try #require(throws: PackFault.self) {
            try HealthV1.HealthCheckRequest(service: "a\0b").packed()
        }
        #expect(fault.code == .invalid)
        #expect(throws: UnpackFault.self) {
            try HealthV1.HealthCheckRequest(unpacking: [0x0a, 3, 0x61, 0, 0x62])
        }
    }
}

import Foundation
import Testing

@testable import Messages

/// Bytes that protoc made of the texts in Fixtures.
struct GoldenTests {
    private func expectGolden<Message: WireMessage>(_ expected: Message) throws {
        let file = Checkout.fixtures.appending(path: "\(Message.fullName).bin")
        let bytes = [UInt8](try Data(contentsOf: file))
        #expect(!bytes.isEmpty)
        #expect(try Message(unpacking: bytes) == expected)
        #expect(try expected.packed() == bytes)
    }

    @Test func `an ingest request`() throws {
        let text = "Grüße aus der Schale: 世界 🐚"
        try expectGolden(
            MoultV1.IngestRequest(
                items: [
                    MoultV1.ItemDraft(
                        collection: "notes",
                        key: "shells/1",
                        text: text,
                        metadata: [
                            MoultV1.MetadataEntry(key: "lang", value: "de"),
                            MoultV1.MetadataEntry(key: "empty"),
                        ],
                        expectation: .expectedRevision(0)
                    ),
                    MoultV1.ItemDraft(key: "b", text: "x", expectation: .expectedRevision(-1)),
                    MoultV1.ItemDraft(),
                ],
                idempotencyKey: "once"
            )
        )
    }

    @Test func `a search response`() throws {
        let hit = MoultV1.SearchHit(
            item: MoultV1.StoredItem(
                collection: "notes",
                key: "a",
                id: .max,
                revision: 2,
                embedded: true
            ),
            score: 0.5,
            semanticRank: 1,
            snippet: "a shell",
            semanticScore: -0.25
        )
        let answer = MoultV1.SearchAnswer(
            hits: [hit],
            epoch: 3,
            nextPageToken: "t",
            semanticUnavailable: true,
            mode: .hybrid
        )
        try expectGolden(MoultV1.SearchResponse(answers: [answer, MoultV1.SearchAnswer()]))
    }

    @Test func `the last message of a watch`() throws {
        let change = MoultV1.PhaseChange(
            sequence: 1,
            epoch: 2,
            from: .handingOver,
            to: .finished,
            flipMicroseconds: 900
        )
        try expectGolden(MoultV1.WatchResponse(event: .change(change), final: true))
    }

    @Test func `the envelopes of a call`() throws {
        try expectGolden(
            TTRPC.Request(
                service: "moult.v1.Memory",
                method: "Search",
                payload: [0, 255],
                timeoutNano: -1,
                metadata: [
                    TTRPC.KeyValue(key: "traceparent", value: "00-ab"), TTRPC.KeyValue(key: "k"),
                ]
            )
        )
        let detail = TTRPC.AnyMessage(
            typeURL: "type.googleapis.com/moult.v1.ErrorDetail",
            value: [8, 3]
        )
        let status = TTRPC.Status(code: 5, message: "no item \"a\"", details: [detail])
        try expectGolden(TTRPC.Response(status: status))
        #expect(try MoultV1.ErrorDetail(unpacking: detail.value).reason == .notFound)
    }

    @Test func `one field of every type`() throws {
        try expectGolden(
            TestV1.Singular(
                aDouble: -1.5,
                aFloat: 0.25,
                anInt32: -1,
                anInt64: .min,
                aUint32: .max,
                aUint64: .max,
                aSint32: .min,
                aSint64: -2,
                aFixed32: 1,
                aFixed64: 2,
                anSfixed32: -1,
                anSfixed64: -2,
                aBool: true,
                aString: "ß",
                someBytes: [0, 1],
                aColour: .default,
                aNode: TestV1.Node(),
                far: "far"
            )
        )
    }

    @Test func `repeated fields, packed where they may be`() throws {
        try expectGolden(
            TestV1.Repeated(
                doubles: [0, -1.5],
                int32s: [0, -1, .max],
                sint64s: [0, -1, 1],
                fixed32s: [1, 2],
                bools: [true, false],
                strings: ["", "a"],
                byteStrings: [[], [0]],
                colours: [.red, .unspecified],
                nodes: [
                    TestV1.Node(children: [TestV1.Node(children: [TestV1.Node()])], name: "n")
                ]
            )
        )
    }
}

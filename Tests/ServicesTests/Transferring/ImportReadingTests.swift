import Knowledge
import Memory
import Messages
import RPC
import Spaces
import Testing

@testable import Services

struct ImportReadingTests {
    private func item(_ key: String, vector: [UInt8] = [], form: String = "") -> MoultV1.ImportItem
    {
        MoultV1.ImportItem(
            item: MoultV1.ItemDraft(key: key, text: "t"),
            vector: vector,
            form: form
        )
    }

    @Test func `a vector is little-endian floats`() throws {
        let bytes: [UInt8] = [0, 0, 128, 63, 0, 0, 0, 192]
        let reading = ImportReading([item("a", vector: bytes, form: "split")], hasSpace: true)
        let taken = try #require(reading.taken.first)
        #expect(taken.vector == [1, -2])
        #expect(taken.form == .split)
        #expect(VectorBytes.bytes(of: [1, -2]) == bytes)
    }

    @Test func `what cannot be read is refused by itself, in its place`() {
        let reading = ImportReading(
            [
                item("good"), item("bytes", vector: [1, 2, 3]), item("form", form: "whole of it"),
                item("also good", vector: [0, 0, 0, 0]),
            ],
            hasSpace: true
        )
        #expect(reading.taken.map(\.draft.key.key) == ["good", "also good"])
        let stored = reading.taken.map { item in
            IngestOutcome(
                key: item.draft.key,
                status: .embedded(ItemID(rawValue: 1), Revision(rawValue: 1))
            )
        }
        let outcomes = reading.outcomes(with: stored)
        #expect(outcomes.map(\.key) == ["good", "bytes", "form", "also good"])
        #expect(outcomes.map(\.status) == [.embedded, .refused, .refused, .embedded])
        #expect(outcomes[1].message.contains("3 bytes"))
    }

    @Test func `a vector of no space is refused`() {
        let reading = ImportReading([item("a", vector: [0, 0, 0, 0])], hasSpace: false)
        #expect(reading.taken.isEmpty)
        #expect(reading.outcomes(with: []).first?.reason == .invalidArgument)
    }

    @Test func `the header comes first, once, and nothing but items behind it`() throws {
        var place = Importing.Place.header
        let header = MoultV1.ImportRequest(part: .header(MoultV1.ImportHeader()))
        let item = MoultV1.ImportRequest(part: .item(MoultV1.ImportItem()))
        #expect(throws: RPCStatus.self) { try place.take(item) }
        #expect(throws: RPCStatus.self) { try place.take(MoultV1.ImportRequest()) }
        #expect(try place.take(header) == .header(MoultV1.ImportHeader()))
        #expect(try place.take(item) == .item(MoultV1.ImportItem()))
        #expect(throws: RPCStatus.self) { try place.take(header) }
        #expect(throws: RPCStatus.self) { try place.take(MoultV1.ImportRequest()) }
    }
}

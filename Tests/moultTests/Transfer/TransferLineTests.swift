import Foundation
import Messages
import Testing

@testable import moult

@Suite struct TransferLineTests {
    private func read(_ lines: String) -> [Result<TransferLine, LineError>] {
        var reader = JSONLineReader<TransferLine>()
        return reader.take(lines.utf8) + reader.finish()
    }

    private let space = MoultV1.SpaceIdentity(
        provider: "builtin",
        model: "lexical",
        modelDigest: "d",
        dimensions: 2,
        metric: "cosine",
        documentPrefix: "p: ",
        queryPrefix: "q: ",
        normalisation: "l2"
    )

    @Test func `a header comes back as it went out`() throws {
        let canary = MoultV1.Canary(text: "a canary", values: [0, 0, 128, 63, 0, 0, 0, 0])
        let exported = MoultV1.ExportHeader(space: space, canaries: [canary], items: 3)
        let line = try TransferHeader(exported).line()
        #expect(line.hasPrefix(#"{"moult_export":1,"items":3,"space":{"dimensions":2,"#))
        #expect(line.hasSuffix(#","canaries":[{"text":"a canary","vector":"AACAPwAAAAA="}]}"#))
        guard case .success(.header(let header))? = read(line).first else {
            Issue.record("no header: \(line)")
            return
        }
        #expect(header.moultExport == 1)
        #expect(header.wire == MoultV1.ImportHeader(space: space, canaries: [canary]))
    }

    @Test func `an item comes back as it went out`() throws {
        let item = MoultV1.StoredItem(
            collection: "c",
            key: "k",
            text: "ü\nt",
            metadata: [MoultV1.MetadataEntry(key: "camelCase", value: "v")]
        )
        let exported = MoultV1.ExportedItem(item: item, vector: [1, 2, 3, 4], form: "split")
        let line = try JSONOutput.line(TransferItem(exported))
        guard case .success(.item(let read))? = read(line).first else {
            Issue.record("no item: \(line)")
            return
        }
        let wire = read.wire(number: 7, collection: "other")
        #expect(wire.number == 7)
        #expect(
            wire.item
                == MoultV1.ItemDraft(
                    collection: "c",
                    key: "k",
                    text: "ü\nt",
                    metadata: [MoultV1.MetadataEntry(key: "camelCase", value: "v")]
                )
        )
        #expect(wire.vector == [1, 2, 3, 4])
        #expect(wire.form == "split")
    }

    @Test func `a plain line is an item without a vector, in the collection given`() {
        guard case .success(.item(let item))? = read(#"{"key":"k","text":"t"}"#).first else {
            Issue.record("no item")
            return
        }
        let wire = item.wire(number: 1, collection: "notes")
        #expect(wire.item?.collection == "notes")
        #expect(wire.vector.isEmpty && wire.form.isEmpty)
    }

    @Test(arguments: [
        #"{"key":"k"}"#, #"{"key":"k","text":"t","vector":"no base64!"}"#,
        #"{"moult_export":"one"}"#, #"{"key":"k\u0000","text":"t"}"#, "[]",
    ])
    func `a line that is neither is an error with its number`(line: String) {
        guard case .failure(let error)? = read("\n" + line).first else {
            Issue.record("it was read: \(line)")
            return
        }
        #expect(error.line == 2)
    }
}

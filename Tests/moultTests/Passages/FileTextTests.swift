import Testing

@testable import moult

@Suite struct FileTextTests {
    @Test func `text is text`() {
        #expect(FileText(Array("Grüße".utf8)) == .text("Grüße"))
    }

    @Test(
        arguments: [
            ([0x61, 0x00], SkipReason.binary), ([0xFF, 0xFE], .notUTF8), ([0xC0, 0xAF], .notUTF8),
            ([0xED, 0xA0, 0x80], .notUTF8), ([0xC3], .notUTF8), ([], .empty),
            ([0x20, 0x0A], .empty),
        ] as [([UInt8], SkipReason)]
    )
    func `what is no text is skipped with its reason`(bytes: [UInt8], reason: SkipReason) {
        #expect(FileText(bytes) == .skipped(reason))
    }
}

import Foundation
import Testing

@testable import OpenAI

@Suite struct `Floats in base64` {
    private func decode(_ text: String) -> [Float]? {
        Array(text.utf8).withUnsafeBytes(Base64Floats.decode)
    }

    @Test(arguments: 0..<20)
    func `are what was encoded`(count: Int) {
        let floats = (0..<count).map { Float($0) * -1.7 + 0.3 }
        let data = floats.withUnsafeBytes { Data($0) }
        let text = data.base64EncodedString()
        #expect(decode(text) == floats)
        #expect(decode(text.replacing("=", with: "")) == floats)
    }

    @Test func `are kept bit by bit, NaN and infinity too`() {
        let bits: [UInt32] = [0x7fc0_0001, 0xff80_0000, 0x8000_0000, 1, 0xffff_ffff]
        let data = bits.withUnsafeBytes { Data($0) }
        #expect(decode(data.base64EncodedString())?.map(\.bitPattern) == bits)
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAAA", "AAAAA", "AAAAAAA", "AAAA=AAA", "====", "AAAAA===", "AAAA AA=",
        "AAAAA-==", "AAAAA_==", "AAAAA\u{e9}", "AAAAAA=\n", "=AAAAA==", "AAAAA=",
    ])
    func `are refused if they are none`(text: String) {
        #expect(decode(text) == nil)
    }

    @Test func `may be none`() {
        #expect(decode("") == [])
    }
}

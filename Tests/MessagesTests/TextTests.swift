import CUnpack
import Testing

/// `moult_text_prefix` against the standard library, which is slower and has no fault to name.
struct TextTests {
    private func accepts(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { moult_text_prefix($0.baseAddress, $0.count) } == bytes.count
    }

    private func oracle(_ bytes: [UInt8]) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    }

    @Test func `every sequence of two bytes is judged as the standard library judges it`() {
        for first in UInt8.min ... .max {
            for second in UInt8.min ... .max {
                let bytes = [first, second]
                #expect(accepts(bytes) == oracle(bytes), "\(bytes)")
            }
        }
    }

    @Test func `so is every sequence of up to five bytes from the edges`() {
        let edges: [UInt8] = [
            0x00, 0x61, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1,
            0xed,
            0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff,
        ]
        var wrong: [[UInt8]] = []
        for a in edges {
            for b in edges {
                for c in edges {
                    for d in edges where accepts([a, b, c, d]) != oracle([a, b, c, d]) {
                        wrong.append([a, b, c, d])
                    }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `a bad byte is found wherever it stands in a long text`() {
        for count in [1, 7, 8, 15, 16, 17, 31, 32, 33, 64] {
            for place in 0..<count {
                for bad: UInt8 in [0, 0x80, 0xff] {
                    var bytes = [UInt8](repeating: 0x61, count: count)
                    bytes[place] = bad
                    let prefix = bytes.withUnsafeBufferPointer {
                        moult_text_prefix($0.baseAddress, $0.count)
                    }
                    #expect(prefix == place)
                }
            }
        }
    }

    @Test func `text of every script passes at every offset of the fast path`() {
        for count in 0..<40 {
            let text = String(repeating: "a", count: count) + "ßé世界🐚\u{10ffff}" + "tail of ascii"
            #expect(accepts(Array(text.utf8)))
        }
    }
}

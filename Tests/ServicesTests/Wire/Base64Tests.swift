import Testing

@testable import Services

@Suite struct Base64Tests {
    /// Those of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `bytes go in groups of three`(bytes: String, text: String) {
        #expect(Base64.text(Array(bytes.utf8)) == text)
    }

    @Test func `the last two letters of the alphabet are those of section 4`() {
        #expect(Base64.text([0xFB, 0xFF]) == "+/8=")
    }
}

import Testing

@testable import Services

@Suite struct JSONCheckTests {
    @Test(arguments: [
        ("{}", JSONCheck.Kind.object), (" [ ] ", .array), ("\"\\u00e9\\n\"", .string),
        ("-0.5e+10", .number), ("0", .number), ("true", .boolean), ("false", .boolean),
        ("null", .null), ("{\"a\":[1,{\"b\":null}],\"c\":\"d\"}", .object), ("[1,2]\n", .array),
    ])
    func `what is JSON has its kind`(text: String, kind: JSONCheck.Kind) throws {
        #expect(try JSONCheck.kind(of: text) == kind)
    }

    @Test(arguments: [
        "", " ", "tru", "nul", "True", "01", "1.", ".5", "+1", "-", "1e", "1e+", "NaN", "'a'",
        "\"", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "{", "{,}", "{\"a\"}", "{\"a\":}", "{a:1}",
        "{\"a\":1,}", "[", "[,]", "[1,]", "[1 2]", "{} x", "\u{FEFF}{}", "//\n1",
    ])
    func `what is not is refused`(text: String) {
        #expect(throws: JSONFault.self) { try JSONCheck.kind(of: text) }
    }

    @Test func `values nest as deep as they may, and not one deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSONCheck.kind(of: nested(JSONCheck.depthMax)) == .array)
        #expect(throws: JSONFault.self) { try JSONCheck.kind(of: nested(JSONCheck.depthMax + 1)) }
    }

    @Test func `every end too early is refused`() throws {
        let whole = #"{"a":[1.5e3,"\u00e9\"",true,null],"b":{"c":-1}}"#
        #expect(try JSONCheck.kind(of: whole) == .object)
        for length in 0..<whole.utf8.count {
            let text = String(decoding: whole.utf8.prefix(length), as: UTF8.self)
            #expect(throws: JSONFault.self) { try JSONCheck.kind(of: text) }
        }
    }

    @Test(arguments: ["", "a", "ab", "abc", "abcd"])
    func `bytes go in base64`(text: String) {
        let expected = ["": "", "a": "YQ==", "ab": "YWI=", "abc": "YWJj", "abcd": "YWJjZA=="]
        #expect(Base64.text(Array(text.utf8)) == expected[text])
    }
}

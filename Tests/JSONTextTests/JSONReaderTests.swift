import JSONText
import Testing

@Suite struct `A JSON text that is read` {
    @Test func `becomes a value, with the members in their order`() throws {
        let value = try JSONValue(
            text: #" {"b": [1, -2.5e3, true, false, null], "a": {"c": "d"}, "e": []} "#
        )
        #expect(value.object?.members.map(\.name) == ["b", "a", "e"])
        #expect(value["b"]?.array?.map(\.double) == [1, -2_500, nil, nil, nil])
        #expect(value["b"]?.array?[2] == .bool(true))
        #expect(value["b"]?.array?[4] == .null)
        #expect(value["a"]?["c"]?.string == "d")
        #expect(value["e"] == .array([]))
        #expect(value["f"] == nil)
    }

    @Test func `keeps the last of two members of one name in sight`() throws {
        #expect(try JSONValue(text: #"{"a":1,"a":2}"#)["a"]?.int == 2)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a/b""#, "a/b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (#""\u00e9\u20AC""#, "é€"), (#""\ud83d\ude00!""#, "😀!"), (#""é😀""#, "é😀"),
        (#""\ud83d""#, "\u{fffd}"), (#""\ude00a""#, "\u{fffd}a"), (#""\ud83d\n""#, "\u{fffd}\n"),
        (#""\ud83d\u0041""#, "\u{fffd}A"), (#""\u0000""#, "\0"),
    ])
    func `has its strings without escapes`(text: String, string: String) throws {
        #expect(try JSONValue(text: text) == .string(string))
    }

    @Test(arguments: [
        "", " ", "{", "[", "\"", "\"a", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
        "tru", "nul", "-", "1.", "1e", "1e+", "\"\\", "\"\\u12",
        "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}", "[1}", "]", "1 2",
        "01", "+1", ".5", "1.e5", "0x10", "NaN", "Infinity", "-Infinity", "nan", "TRUE", "'a'",
        "\"a\nb\"", "//a\n1", "\u{feff}1", "[1]]",
    ])
    func `is refused as malformed`(text: String) {
        #expect(JSONValue.error(text)?.code == .malformed)
        #expect(throws: JSONError.self) {
            var reader = try JSONReader(Array(text.utf8))
            try reader.skip()
            try reader.end()
        }
    }

    @Test(arguments: [#""\x""#, #""\u12g4""#, #""\u12""#, #""\U0041""#, #""\ud83d\u12""#])
    func `is refused where an escape is none`(text: String) {
        #expect(JSONValue.error(text)?.code == .malformed)
    }

    @Test(
        arguments: [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
            [0x22, 0xe2, 0x82, 0x22], [0x22, 0xf5, 0x80, 0x80, 0x80, 0x22],
            [0x22, 0x5c, 0x6e, 0xff, 0x22],
        ] as [[UInt8]]
    )
    func `is refused where a string is no UTF-8`(bytes: [UInt8]) {
        #expect(
            #expect(throws: JSONError.self) { try JSONReader.value(of: bytes) }?.code == .badUTF8
        )
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `nests 64 deep, and no deeper`(opening: String) {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "1"
                + String(repeating: closing, count: depth)
        }
        #expect(JSONValue.error(nested(64)) == nil)
        #expect(JSONValue.error(nested(65))?.code == .tooDeep)
        #expect(JSONValue.error(nested(100_000))?.code == .tooDeep)
        #expect(JSONValue.error(String(repeating: opening, count: 1 << 20))?.code == .tooDeep)
    }

    @Test func `may close and open again at the greatest depth`() {
        let deepest =
            String(repeating: "[", count: 63) + "[],[]" + String(repeating: "]", count: 63)
        #expect(JSONValue.error(deepest) == nil)
    }

    @Test func `has as many bytes as the limit, and no more`() throws {
        var limits = JSONLimits()
        limits.bytesMax = 4
        #expect(try JSONReader.value(of: Array("1234".utf8), limits: limits).int == 1_234)
        let error = #expect(throws: JSONError.self) {
            try JSONReader.value(of: Array("12345".utf8), limits: limits)
        }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: [
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("1e3", 1_000),
        ("9223372036854775808", nil), ("1.5", nil), ("1e400", nil), ("-0", 0),
    ])
    func `has whole numbers of 64 bits`(text: String, int: Int?) throws {
        #expect(try JSONValue(text: text).int == int)
        var reader = try JSONReader(Array(text.utf8))
        guard let int else {
            #expect(#expect(throws: JSONError.self) { try reader.int() }?.code == .outOfRange)
            return
        }
        #expect(try reader.int() == int)
    }

    @Test func `has no double beyond a double's range`() throws {
        var reader = try JSONReader(Array("1e400".utf8))
        #expect(#expect(throws: JSONError.self) { try reader.double() }?.code == .outOfRange)
        #expect(try JSONValue(text: "1e400").double == nil)
    }

    @Test func `says where it is wrong and shows nothing of the text`() {
        let error = JSONValue.error(#"{"password": secret}"#)
        #expect(error?.offset == 13)
        #expect(error?.message.contains("byte 13") == true)
        #expect(error?.message.contains("secret") == false)
    }

    @Test func `is read by who knows what comes, and the rest is skipped`() throws {
        let text =
            #"{"skipped":[{"a":[1,"]"]},null,"\"x"],"model":"m","count":3,"is":true,"no":null}"#
        var reader = try JSONReader(Array(text.utf8))
        var seen: [String] = []
        try reader.object { name, reader throws(JSONError) in
            switch name {
            case "model": seen.append(try reader.string())
            case "count": seen.append(String(try reader.int()))
            case "is": seen.append(String(try reader.bool()))
            case "no": try reader.null()
            default: try reader.skip()
            }
        }
        try reader.end()
        #expect(seen == ["m", "3", "true"])
    }

    @Test func `is of the wrong type where another is expected`() throws {
        var reader = try JSONReader(Array("[1]".utf8))
        let error = #expect(throws: JSONError.self) { try reader.string() }
        #expect(error?.code == .wrongType)
        #expect(error?.message.contains("array") == true)
    }

    @Test func `is malformed where the reader of a member does not read it`() throws {
        var reader = try JSONReader(Array(#"{"a":1,"b":2}"#.utf8))
        let error = #expect(throws: JSONError.self) { try reader.object { _, _ in } }
        #expect(error?.code == .malformed)
    }

    @Test func `gives a string's bytes with and without escapes`() throws {
        var reader = try JSONReader(Array(#"["AA/=","AA\/="]"#.utf8))
        var strings: [[UInt8]] = []
        try reader.array { reader throws(JSONError) in
            strings.append(try reader.withStringBytes { Array($0) })
        }
        #expect(strings == [Array("AA/=".utf8), Array("AA/=".utf8)])
    }

    /// Every prefix of a text that is whole only at its end.
    @Test func `is malformed wherever it is cut off`() throws {
        let text = Array(#"{"a":[1.5e-3,"é\u00e9\ud83d\ude00",{"b":null}],"c":true}"#.utf8)
        _ = try JSONReader.value(of: text)
        for count in text.indices {
            #expect(throws: JSONError.self) { try JSONReader.value(of: Array(text[..<count])) }
        }
    }
}

extension JSONValue {
    init(text: String) throws {
        self = try JSONReader.value(of: Array(text.utf8))
    }

    static func error(_ text: String) -> JSONError? {
        do {
            _ = try JSONReader.value(of: Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }
}

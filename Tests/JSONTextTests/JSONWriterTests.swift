import JSONText
import Testing

@Suite struct `A JSON text that is written` {
    @Test func `holds what was put in, with commas between`() {
        var json = JSONWriter()
        json.object { json in
            json.member("model") { $0.string("m") }
            json.member("input") { json in
                json.array { json in
                    json.string("a")
                    json.string("b")
                    json.object { _ in }
                }
            }
            json.member("count", .int(3))
            json.member("floats") { $0.floats([0.5, -1]) }
        }
        let text = #"{"model":"m","input":["a","b",{}],"count":3,"floats":[0.5,-1.0]}"#
        #expect(String(decoding: json.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("", #""""#), ("é😀/", #""é😀/""#), ("a\"b\\c", #""a\"b\\c""#), ("\n\r\t", #""\n\r\t""#),
        ("\0\u{8}\u{1f}\u{7f}", "\"\\u0000\\u0008\\u001f\u{7f}\""),
    ])
    func `has its strings escaped`(string: String, text: String) throws {
        #expect(JSONValue.string(string).description == text)
        #expect(try JSONValue(text: text) == .string(string))
    }

    @Test(arguments: [
        #"{"b":1,"a":[true,false,null,"x",{}],"c":-0.50e+10}"#, "[]", "12345678901234567890123",
    ])
    func `is what was read, to the byte`(text: String) throws {
        #expect(try JSONValue(text: text).description == text)
    }

    @Test func `has members set, changed and taken out`() {
        var object: JSONObject = ["a": .int(1), "b": .null]
        object["a"] = .bool(true)
        object["c"] = .array([.int(2)])
        object["b"] = nil
        object["d"] = nil
        #expect(JSONValue.object(object).description == #"{"a":true,"c":[2]}"#)
    }

    @Test func `holds no number that is not finite`() {
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(Double.infinity) == nil)
        #expect(JSONNumber(0.1)?.text == "0.1")
    }
}
